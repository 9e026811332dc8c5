using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Controls;

/// <summary>A small plan that every control passes, and its variations.</summary>
internal static class SamplePlan
{
    private const string Pod =
        """
        {
          "automountServiceAccountToken": false,
          "enableServiceLinks": false,
          "securityContext": { "runAsNonRoot": true, "runAsUser": 10001, "runAsGroup": 10001, "seccompProfile": { "type": "RuntimeDefault" } },
          "containers": [
            {
              "name": "flower",
              "image": "registry.example.com:5000/mher/flower:2.1.0",
              "env": [ { "name": "HOME", "value": "/tmp" }, { "name": "PASSWORD_FILE", "value": "/run/secrets/password" } ],
              "ports": [ { "containerPort": 8443 } ],
              "resources": { "limits": { "cpu": "1", "memory": "1Gi" }, "requests": { "cpu": "1", "memory": "1Gi" } },
              "securityContext": {
                "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": { "drop": [ "ALL" ] }
              }
            }
          ],
          "volumes": [ { "name": "tmp", "emptyDir": {} } ]
        }
        """;

    private static readonly (string Name, string Type, string Inputs)[] Resources =
    [
        ("alb", "aws:lb/loadBalancer:LoadBalancer",
            """{ "internal": true, "dropInvalidHeaderFields": true, "desyncMitigationMode": "strictest" }"""),
        ("https", "aws:lb/listener:Listener",
            """
            {
              "protocol": "HTTPS", "port": 443, "certificateArn": "${urn:pulumi:p::s::aws:acm/certificate:Certificate::c.arn}",
              "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
              "defaultActions": [ { "type": "fixed-response", "fixedResponse": { "statusCode": "404", "contentType": "text/plain" } } ]
            }
            """),
        ("http", "aws:lb/listener:Listener",
            """
            {
              "protocol": "HTTP", "port": 80,
              "defaultActions": [ { "type": "redirect", "redirect": { "protocol": "HTTPS", "port": "443", "statusCode": "HTTP_301" } } ]
            }
            """),
        ("target", "aws:lb/targetGroup:TargetGroup", """{ "protocol": "HTTPS", "healthCheck": { "protocol": "HTTPS" } }"""),
        ("group", "aws:ec2/securityGroup:SecurityGroup", """{ "description": "VPN only" }"""),
        ("in", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            """{ "cidrIpv4": "10.8.0.0/16", "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "description": "VPN" }"""),
        ("out", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
            """
            {
              "referencedSecurityGroupId": "${urn:pulumi:p::s::aws:ec2/securityGroup:SecurityGroup::pods.id}",
              "ipProtocol": "tcp", "fromPort": 8443, "toPort": 8443, "description": "pods"
            }
            """),
        ("key", "aws:kms/key:Key", $$"""{ "enableKeyRotation": true, "policy": {{Policy("kms:*", "*", """{"AWS":"arn:aws:iam::123456789012:root"}""")}} }"""),
        ("secret", "aws:secretsmanager/secret:Secret", """{ "kmsKeyId": "${urn:pulumi:p::s::aws:kms/key:Key::key.arn}" }"""),
        ("secret-policy", "aws:secretsmanager/secretPolicy:SecretPolicy",
            """{ "policy": "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}" }"""),
        ("role", "aws:iam/role:Role",
            $$"""{ "assumeRolePolicy": {{Policy("sts:AssumeRole", null, """{"Service":"pods.eks.amazonaws.com"}""")}} }"""),
        ("role-policy", "aws:iam/rolePolicy:RolePolicy",
            $$"""{ "policy": {{Policy("secretsmanager:GetSecretValue", "${urn:pulumi:p::s::aws:secretsmanager/secret:Secret::secret.arn}", null)}} }"""),
        ("namespace", "kubernetes:core/v1:Namespace",
            """{ "metadata": { "name": "flower", "labels": { "pod-security.kubernetes.io/enforce": "restricted" } } }"""),
        ("config", "kubernetes:core/v1:ConfigMap",
            """{ "metadata": { "namespace": "flower" }, "data": { "flowerconfig.py": "broker_url = open('/secrets/broker').read()\n" } }"""),
        ("service", "kubernetes:core/v1:Service", """{ "metadata": { "namespace": "flower" }, "spec": { "type": "ClusterIP" } }"""),
        ("deny", "kubernetes:networking.k8s.io/v1:NetworkPolicy",
            """{ "metadata": { "namespace": "flower" }, "spec": { "podSelector": {}, "policyTypes": [ "Egress", "Ingress" ] } }"""),
        ("set", "kubernetes:apps/v1:StatefulSet",
            $$"""{ "metadata": { "namespace": "flower" }, "spec": { "template": { "spec": {{Pod}} } } }"""),
    ];

    /// <summary>The plan.</summary>
    public static Plan Create() => new(
        "p", "s", "offline",
        [.. Resources.Select(it => new PlanResource
        {
            Urn = Urn(it.Name),
            Type = it.Type,
            Name = it.Name,
            Inputs = JsonNode.Parse(it.Inputs)!.AsObject(),
        }).OrderBy(it => it.Urn, StringComparer.Ordinal)],
        [], []);

    /// <summary>The URN of a resource of the plan.</summary>
    public static string Urn(string name) => $"urn:pulumi:s::p::{Resources.Single(it => it.Name == name).Type}::{name}";

    /// <summary>The plan with one value of one resource replaced.</summary>
    /// <param name="name">The resource.</param>
    /// <param name="pointer">The value's JSON pointer.</param>
    /// <param name="json">The new value; null removes it.</param>
    public static Plan With(string name, string pointer, string? json)
    {
        var plan = Create();
        JsonNode node = plan.Resources.Single(it => it.Name == name).Inputs;
        var segments = pointer.Split('/').Select(it => it.Replace("~1", "/", StringComparison.Ordinal)).ToArray();
        foreach (var segment in segments[..^1])
            node = node is JsonArray items ? items[int.Parse(segment)]! : node[segment] ??= new JsonObject();
        if (node is JsonArray array)
            array[int.Parse(segments[^1])] = JsonNode.Parse(json!);
        else if (json is null)
            node.AsObject().Remove(segments[^1]);
        else
            node[segments[^1]] = JsonNode.Parse(json);
        return plan;
    }

    /// <summary>A policy document of one statement as a JSON text.</summary>
    public static string Policy(string action, string? resource, string? principal)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = action };
        if (resource is not null)
            statement["Resource"] = resource;
        if (principal is not null)
            statement["Principal"] = JsonNode.Parse(principal);
        return JsonValue.Create(new JsonObject { ["Statement"] = new JsonArray(statement) }.ToJsonString()).ToJsonString();
    }
}
