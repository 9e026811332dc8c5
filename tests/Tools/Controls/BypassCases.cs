using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using static FlowerInfra.Tests.Tools.Controls.ControlCase;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>What keeps a control's words and breaks its meaning: a narrower denial, a wider range, a rule beside the rule.</summary>
internal static class BypassCases
{
    private const string Container = "spec/template/spec/containers/0";
    private const string Pod = "spec/template/spec";
    private const string Plaintext = """{"Bool":{"aws:SecureTransport":"false"}}""";

    public static readonly TestCaseData[] Breaks =
    [
        Case("FLW-LB-03", "rule", "listenerArn", Text($"${{{SamplePlan.Urn("http")}.arn}}"), on: "http"),
        Case("FLW-LB-13", "certificate", "options", """{ "certificateTransparencyLoggingPreference": "DISABLED" }"""),
        Case("FLW-NET-04", "out", "fromPort", "0"),
        Case("FLW-NET-04", "out", "toPort", "65535"),
        Case("FLW-NET-04", "out", "fromPort", null),
        Case("FLW-NET-06", "allow", "spec/ingress/0/from/0", """{ "namespaceSelector": {} }"""),
        Case("FLW-NET-06", "allow", "spec/ingress/0/from/0", """{ "namespaceSelector": {}, "podSelector": {} }"""),
        Case("FLW-NET-06", "allow", "spec/ingress/0/from/0", "{}"),
        Case("FLW-NET-06", "allow", "spec/egress/0/ports/0", """{ "protocol": "TCP" }"""),
        Case("FLW-NET-06", "allow", "spec/egress/0/ports/0", """{ "protocol": "TCP", "port": 1, "endPort": 65535 }"""),
        Case("FLW-NET-06", "allow", "spec/egress/0/to/0", """{ "ipBlock": { "cidr": "169.254.169.254/32" } }"""),
        Case("FLW-NET-06", "allow", "spec/egress/0/to/0", """{ "ipBlock": { "cidr": "169.254.0.0/16" } }"""),
        Case("FLW-NET-11", "in-other", "cidrIpv4", "\"10.8.0.0/16\""),
        Case("FLW-NET-11", "in-other", "cidrIpv4", "\"10.8.0.0/16\"", on: "in"),
        Case("FLW-NET-11", "in-combined", "cidrBlocks", """["10.9.0.0/16", "10.8.0.0/16"]"""),
        Case("FLW-NET-11", "in-combined", "cidrBlocks", """["10.9.0.0/16", "10.9.0.0/16"]"""),
        Case("FLW-NET-11", "in-combined", "ipv6CidrBlocks", """["FD12:3456:0::/48"]"""),
        Case("FLW-NET-11", "group", "ingress", """[{ "protocol": "6", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.8.0.0/16"] }]"""),
        Case("FLW-NET-11", "group", "ingress", """[{ "protocol": "all", "self": true }, { "protocol": "-1", "fromPort": 0, "toPort": 0, "self": true }]"""),
        Case("FLW-K8S-07", "in", "toPort", "6000"),
        Case("FLW-K8S-07", "in", "ipProtocol", "\"-1\""),
        Case("FLW-K8S-07", "allow", "spec/ingress/0/ports/0/port", "5555"),
        Case("FLW-SEC-06", "secret-policy", "policy", Deny("secretsmanager:GetSecretValue", "*", Principals("ArnEquals", "arn:aws:iam::1:role/r")), on: "secret"),
        Case("FLW-SEC-06", "secret-policy", "policy", Deny("secretsmanager:GetSecretValue", "*", Principals("ArnNotLike", "arn:aws:iam::1:role/*")), on: "secret"),
        Case("FLW-SEC-06", "secret-policy", "policy", Deny("secretsmanager:GetSecretValue", "*",
            """{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::1:role/r"},"IpAddress":{"aws:SourceIp":"192.0.2.1/32"}}"""), on: "secret"),
        Case("FLW-S3-04", "bucket-policy", "policy", Deny("s3:GetObject", "*", Plaintext), on: "bucket"),
        Case("FLW-S3-04", "bucket-policy", "policy", Deny("s3:*", "arn:aws:s3:::logs", Plaintext), on: "bucket"),
        Case("FLW-S3-04", "bucket-policy", "policy", Deny("s3:*", "*",
            """{"Bool":{"aws:SecureTransport":"false"},"IpAddress":{"aws:SourceIp":"192.0.2.1/32"}}"""), on: "bucket"),
        Case("FLW-S3-07", "bucket-policy", "policy", Deny("s3:*", "arn:aws:s3:::logs/other/x", null), on: "bucket"),
        Case("FLW-DATA-08", "files-policy", "policy", Deny("elasticfilesystem:ClientRootAccess", "*", Plaintext), on: "files"),
        Case("FLW-IAM-01", "role-policy", "policy", SamplePlan.Policy("kms:Decrypt", "arn:aws:kms:eu-west-1:1:key/*", null)),
        Case("FLW-IAM-01", "role-policy", "policy", SamplePlan.Policy("kms:ReEncryptFrom", "arn:aws:kms:*:*:key/*", null)),
        Case("FLW-IAM-01", "role", "inlinePolicies", $$"""[{ "name": "all", "policy": {{SamplePlan.Policy("*", "*", null)}} }]"""),
        Case("FLW-IAM-06", "role", "managedPolicyArns", """["arn:aws:iam::aws:policy/AdministratorAccess"]"""),
        Case("FLW-POD-01", "set", $"{Pod}/securityContext/sysctls", """[{ "name": "kernel.msgmax", "value": "1" }]"""),
        Case("FLW-POD-01", "set", $"{Pod}/securityContext/appArmorProfile", """{ "type": "Unconfined" }"""),
        Case("FLW-POD-01", "set", $"{Pod}/securityContext/seLinuxOptions", """{ "type": "spc_t" }"""),
        Case("FLW-POD-01", "set", $"{Pod}/securityContext/windowsOptions", """{ "hostProcess": true }"""),
        Case("FLW-POD-01", "set", $"{Container}/securityContext/procMount", "\"Unmasked\""),
        Case("FLW-POD-01", "set", $"{Container}/securityContext/seLinuxOptions", """{ "role": "sysadm_r" }"""),
        Case("FLW-POD-13", "set", $"{Container}/image", "\"registry.example.com:5000/mher/flower:2.1.0\""),
        Case("FLW-WAF-03", "acl", "rules/1/statement/managedRuleGroupStatement/ruleActionOverrides", """[{ "name": "Log4JRCE_HEADER", "actionToUse": { "count": {} } }]"""),
        Case("FLW-S3-08", "bucket-policy", "policy", Deny("s3:PutObject", "arn:aws:s3:::logs/other/x", Writers("StringEquals", "aws:PrincipalAccount", "123456789012")), on: "bucket"),
        Case("FLW-S3-08", "bucket-policy", "policy", Deny("s3:PutObject", "*", Writers("StringNotEquals", "aws:PrincipalAccount", "123456789012")), on: "bucket"),
        Case("FLW-S3-08", "bucket-policy", "policy", Deny("s3:PutObject", "*", Writers("StringEquals", "aws:PrincipalServiceName", "logs.amazonaws.com")), on: "bucket"),
        Case("FLW-LOG-04", "changes", "eventPattern", Events("\"requestParameters\":{\"groupId\":[\"sg-other\"]},"), on: "group"),
        Case("FLW-LOG-04", "changes", "eventPattern", Events("\"requestParameters\":{\"groupId\":[{\"exists\":true}]},"), on: "group"),
        Case("FLW-LOG-04", "changes", "eventPattern", Events("\"errorCode\":[\"Client.UnauthorizedOperation\"],"), on: "group"),
        Case("FLW-LOG-05", "changes", "eventPattern", Events("\"eventSource\":[\"s3.amazonaws.com\"],"), on: "group"),
    ];

    public static readonly TestCaseData[] Unknowns =
    [
        Case("FLW-K8S-01", "namespace", "metadata/name", "\"other\"", on: "set"),
        Case("FLW-CFG-06", "set", $"{Container}/image", "\"mher/flower@sha256:0123456789abcdef\""),
        Case("FLW-NET-04", "out", "fromPort", "\"[unknown]\""),
        Case("FLW-NET-11", "in-other", "securityGroupId", "\"[unknown]\""),
        Case("FLW-NET-11", "in-combined", "cidrBlocks", "\"[unknown]\""),
        Case("FLW-NET-11", "group", "egress", "\"[unknown]\""),
        Case("FLW-POD-13", "set", $"{Container}/image", "\"[unknown]\""),
    ];

    private static string Deny(string action, string resource, string? condition)
    {
        var statement = new JsonObject { ["Effect"] = "Deny", ["Principal"] = "*", ["Action"] = action, ["Resource"] = resource };
        if (condition is not null)
            statement["Condition"] = JsonNode.Parse(condition);
        return Text(new JsonObject { ["Statement"] = new JsonArray(statement) }.ToJsonString());
    }

    private static string Principals(string test, string arn) => Writers(test, "aws:PrincipalArn", arn);

    private static string Writers(string test, string key, string value) =>
        new JsonObject { [test] = new JsonObject { [key] = value } }.ToJsonString();

    // The good plan's pattern, narrowed by one more field.
    private static string Events(string narrowing) => Text(
        SamplePlan.Create().Resources.Single(it => it.Name == "changes").Inputs["eventPattern"]!.GetValue<string>()
            .Replace("\"eventName\"", $"{narrowing}\"eventName\"", StringComparison.Ordinal));

    private static string Text(string value) => JsonSerializer.Serialize(value);
}
