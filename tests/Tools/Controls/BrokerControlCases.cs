using System.Text.Json;
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
        Case("FLW-BRK-07", "redis", "kmsKeyId", null),
        Case("FLW-BRK-08", "redis", "multiAzEnabled", "false"),
        Case("FLW-BRK-08", "redis", "automaticFailoverEnabled", null),
        Case("FLW-BRK-08", "rabbit", "deploymentMode", "\"SINGLE_INSTANCE\""),
        Case("FLW-BRK-09", "cache-user", "accessString", "\"on +ping (+sadd ~_kombu.binding.*)\""),
        Case("FLW-BRK-09", "cache-user", "accessString", "\"on +ping (+brpop ~*.pidbox)\""),
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

    private static TestCaseData Changed(string from, string to)
    {
        var text = ApplicationConfiguration.Render(new CelerySettingsModel { IsWorker = true });
        return text.Contains(from, StringComparison.Ordinal)
            ? Case("FLW-CEL-01", "settings", Settings, JsonSerializer.Serialize(text.Replace(from, to, StringComparison.Ordinal))).SetArgDisplayNames("FLW-CEL-01", to)
            : throw new InvalidOperationException($"The settings don't hold {from}");
    }
}
