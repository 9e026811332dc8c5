using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using static FlowerInfra.Tests.Tools.Controls.ControlCase;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>What breaks the controls of brokers, of their users and of the settings of those who use them.</summary>
internal static class BrokerControlCases
{
    private const string Later = "\"[unknown]\"";
    private const string Settings = "data/celeryconfig.py";

    public static readonly TestCaseData[] Breaks =
    [
        Case("FLW-BRK-05", "broker-in", "referencedSecurityGroupId", "\"sg-somebody\""),
        Case("FLW-BRK-05", "redis-in", "referencedSecurityGroupId", "\"sg-somebody\""),
        Case("FLW-BRK-05", "broker", "peers", "[]", on: "broker-in"),
        Case("FLW-BRK-05", "broker-in", "referencedSecurityGroupId", null),
        Case("FLW-BRK-05", "broker-in", "toPort", "6380"),
        Case("FLW-BRK-05", "broker-in", "ipProtocol", "\"-1\""),
        Case("FLW-BRK-05", "in", "securityGroupId", "\"sg-broker\""),
        Case("FLW-BRK-05", "in-combined", "securityGroupId", "\"sg-broker\""),
        Case("FLW-BRK-05", "redis", "securityGroupIds", $$"""["${{{SamplePlan.Urn("group")}}.id}"]""", on: "in"),
        Case("FLW-BRK-06", "cache-user", "accessString", "\"on ~* +@all\""),
        Case("FLW-BRK-06", "cache-user", "accessString", "\"on +ping (~* +get)\""),
        Case("FLW-BRK-06", "cache-user", "accessString", "\"on +ping &*\""),
        Case("FLW-BRK-06", "cache-user", "accessString", "\"on nopass +ping\""),
        Case("FLW-BRK-06", "cache-user", "accessString", "\"on allkeys +ping\""),
        Case("FLW-BRK-06", "cache-user", "noPasswordRequired", "true"),
        Case("FLW-BRK-06", "cache-user", "authenticationMode/type", "\"no-password-required\""),
        Case("FLW-BRK-06", "no-default", "accessString", "\"on +ping\""),
        Case("FLW-BRK-06", "cache-users", "userIds", """[ "default" ]"""),
        Case("FLW-BRK-06", "rights", "files/users.acl", "\"user flower reset on ~* +get\\n\""),
        Case("FLW-BRK-07", "redis", "kmsKeyId", null),
        Case("FLW-BRK-08", "redis", "multiAzEnabled", "false"),
        Case("FLW-BRK-08", "redis", "automaticFailoverEnabled", null),
        Case("FLW-BRK-08", "rabbit", "deploymentMode", "\"SINGLE_INSTANCE\""),
        Case("FLW-BRK-09", "cache-user", "accessString", "\"on +ping (+sadd ~_kombu.binding.*)\""),
        Case("FLW-BRK-09", "cache-user", "accessString", "\"on +ping (+brpop ~*.pidbox)\""),
        Case("FLW-BRK-09", "rights", "files/users.acl", "\"user flower reset on (+sadd ~_kombu.binding.*)\\n\""),
        Case("FLW-BRK-10", "cache-user", "accessString", "\"on +ping +llen ~celery\""),
        Case("FLW-BRK-10", "cache-user", "accessString", "\"on +ping +psubscribe (+llen ~celery) &/0.celeryev/*\""),
        Case("FLW-BRK-10", "rights", "files/users.acl", "\"user flower reset on +llen ~celery\\n\""),
        Permits("write", ".*"),
        Permits("write", "^(tasks|amq\\.default)$"),
        Permits("read", "celery"),
        Case("FLW-BRK-11", "rights", "files/definitions.json", "\"{}\""),
        Case("FLW-BRK-11", "rights", "files/definitions.json", "\"[\""),
        Case("FLW-DATA-10", "rabbit", SamplePlan.Protection, null),
        Case("FLW-DATA-10", "redis", SamplePlan.Protection, null),
        Case("FLW-LOG-04", "alert", "rule", "\"another\"", on: "broker"),
        Changed("accept_content = [\"json\"]\nresult", "accept_content = [\"json\", \"pickle\"]\nresult"),
        Changed("task_serializer = \"json\"", "task_serializer = \"pickle\""),
        Changed("accept_content = [\"json\"]\nresult_accept_content = [\"json\"]\n", ""),
        Changed("\"ssl_cert_reqs\": \"required\"", "\"ssl_cert_reqs\": \"none\""),
        Changed("\"ssl_check_hostname\": True", "\"ssl_check_hostname\": False"),
        Changed("(\"rediss://\", \"amqps://\")", "(\"rediss://\", \"amqps://\", \"redis://\")"),
        Changed("task_send_sent_event = True", "broker_url = \"redis://broker\""),
        Changed("task_send_sent_event = True", "task_send_sent_event = (True"),
    ];

    public static readonly TestCaseData[] Unknowns =
    [
        Case("FLW-BRK-05", "broker-in", "referencedSecurityGroupId", Later),
        Case("FLW-BRK-06", "cache-user", "accessString", Later),
        Case("FLW-BRK-08", "redis", "multiAzEnabled", Later),
        Case("FLW-BRK-09", "cache-user", "accessString", Later),
        Case("FLW-CEL-01", "settings", Settings, Later),
    ];

    private static TestCaseData Permits(string right, string pattern)
    {
        var definitions = JsonNode.Parse(RabbitMqDefinitions.Render("celery", [("flower-a", SamplePlan.Viewer)]))!;
        definitions["permissions"]![0]![right] = pattern;
        return Case("FLW-BRK-11", "rights", "files/definitions.json", JsonSerializer.Serialize(definitions.ToJsonString())).SetArgDisplayNames("FLW-BRK-11", right, pattern);
    }

    private static TestCaseData Changed(string from, string to)
    {
        var text = ApplicationConfiguration.Render(new CelerySettingsModel { IsWorker = true });
        return text.Contains(from, StringComparison.Ordinal)
            ? Case("FLW-CEL-01", "settings", Settings, JsonSerializer.Serialize(text.Replace(from, to, StringComparison.Ordinal))).SetArgDisplayNames("FLW-CEL-01", to)
            : throw new InvalidOperationException($"The settings don't hold {from}");
    }
}
