using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FlowerInfra.Tests.Controls;

[TestFixture]
internal sealed partial class CatalogueTests
{
    private const string Container = "spec/template/spec/containers/0";
    private const string Later = "\"[unknown]\"";

    private static readonly TestCaseData[] Breaks =
    [
        Case("FLW-LB-01", "alb", "internal", "false"),
        Case("FLW-LB-01", "alb", "internal", null),
        Case("FLW-LB-02", "https", "sslPolicy", "\"ELBSecurityPolicy-2016-08\""),
        Case("FLW-LB-02", "https", "sslPolicy", null),
        Case("FLW-LB-03", "http", "defaultActions/0/redirect/statusCode", "\"HTTP_302\""),
        Case("FLW-LB-03", "http", "defaultActions/0/type", "\"forward\""),
        Case("FLW-LB-04", "https", "defaultActions/0/fixedResponse/statusCode", "\"200\""),
        Case("FLW-LB-04", "https", "defaultActions/0/type", "\"forward\""),
        Case("FLW-LB-05", "http", "defaultActions/0/type", "\"forward\""),
        Case("FLW-LB-05", "https", "certificateArn", null),
        Case("FLW-LB-06", "alb", "dropInvalidHeaderFields", null),
        Case("FLW-LB-07", "target", "protocol", "\"HTTP\""),
        Case("FLW-LB-07", "target", "healthCheck/protocol", "\"HTTP\""),
        Case("FLW-LB-08", "alb", "desyncMitigationMode", "\"monitor\""),
        Case("FLW-NET-01", "in", "cidrIpv4", "\"0.0.0.0/0\""),
        Case("FLW-NET-01", "in", "cidrIpv4", "\"8.8.8.0/24\""),
        Case("FLW-NET-01", "in", "cidrIpv4", "\"10.0.0.0/7\""),
        Case("FLW-NET-01", "in", "cidrIpv6", "\"::/0\""),
        Case("FLW-NET-01", "in", "cidrIpv4", null),
        Case("FLW-NET-02", "in", "description", null),
        Case("FLW-NET-02", "group", "description", "\"\""),
        Case("FLW-NET-03", "group", "ingress", """[{ "cidrBlocks": ["10.8.0.0/16"] }]"""),
        Case("FLW-NET-03", "group", "egress", """[{ "protocol": "-1" }]"""),
        Case("FLW-NET-04", "out", "ipProtocol", "\"-1\""),
        Case("FLW-NET-04", "out", "cidrIpv4", "\"0.0.0.0/0\""),
        Case("FLW-NET-04", "out", "cidrIpv6", "\"::/0\""),
        Case("FLW-NET-04", "out", "cidrIpv4", "\"142.250.0.0/15\""),
        Case("FLW-NET-05", "deny", "metadata/namespace", "\"other\"", on: "set"),
        Case("FLW-NET-05", "deny", "spec/policyTypes", """["Ingress"]""", on: "set"),
        Case("FLW-NET-05", "deny", "spec/egress", "[{}]", on: "set"),
        Case("FLW-NET-05", "deny", "spec/podSelector/matchLabels", """{ "app": "other" }""", on: "set"),
        Case("FLW-SEC-01", "key", "enableKeyRotation", "false"),
        Case("FLW-SEC-02", "secret", "kmsKeyId", null),
        Case("FLW-SEC-03", "set", $"{Container}/env/0", """{ "name": "N", "valueFrom": { "secretKeyRef": { "name": "s" } } }"""),
        Case("FLW-SEC-03", "set", $"{Container}/env/0", """{ "name": "FLOWER_BASIC_AUTH", "value": "a:b" }"""),
        Case("FLW-SEC-03", "set", $"{Container}/env/0", """{ "name": "URL", "value": "rediss://:hunter2@broker:6379" }"""),
        Case("FLW-SEC-03", "set", $"{Container}/envFrom", """[{ "secretRef": { "name": "s" } }]"""),
        Case("FLW-SEC-04", "config", "data/celeryconfig.py", "\"broker_url = 'amqps://flower:hunter2@broker'\""),
        Case("FLW-SEC-04", "config", "data/key.pem", "\"-----BEGIN EC PRIVATE KEY-----\""),
        Case("FLW-IAM-01", "role-policy", "policy", SamplePlan.Policy("*", "arn:aws:s3:::b", null)),
        Case("FLW-IAM-01", "role-policy", "policy", SamplePlan.Policy("secretsmanager:*", "arn:aws:s3:::b", null)),
        Case("FLW-IAM-01", "role-policy", "policy", SamplePlan.Policy("kms:Decrypt", "*", null)),
        Case("FLW-IAM-01", "role-policy", "policy", "\"not JSON\""),
        Case("FLW-IAM-02", "key", "policy", SamplePlan.Policy("kms:Decrypt", "*", """{"AWS":"*"}""")),
        Case("FLW-IAM-02", "secret-policy", "policy", SamplePlan.Policy("secretsmanager:GetSecretValue", "*", "\"*\"")),
        Case("FLW-IAM-02", "role", "assumeRolePolicy", SamplePlan.Policy("sts:AssumeRole", null, """{"AWS":["arn:aws:iam::1:root","*"]}""")),
        Case("FLW-IAM-03", "key", "policy", null),
        Case("FLW-POD-01", "set", $"{Container}/securityContext/allowPrivilegeEscalation", null),
        Case("FLW-POD-01", "set", $"{Container}/securityContext/privileged", "true"),
        Case("FLW-POD-01", "set", $"{Container}/securityContext/capabilities/drop", """["NET_RAW"]"""),
        Case("FLW-POD-01", "set", $"{Container}/securityContext/capabilities/add", """["SYS_ADMIN"]"""),
        Case("FLW-POD-01", "set", $"{Container}/securityContext/runAsUser", "0"),
        Case("FLW-POD-01", "set", $"{Container}/ports/0/hostPort", "8443"),
        Case("FLW-POD-01", "set", "spec/template/spec/securityContext/runAsNonRoot", null),
        Case("FLW-POD-01", "set", "spec/template/spec/securityContext/seccompProfile/type", "\"Unconfined\""),
        Case("FLW-POD-01", "set", "spec/template/spec/hostNetwork", "true"),
        Case("FLW-POD-01", "set", "spec/template/spec/volumes/0", """{ "name": "v", "hostPath": { "path": "/" } }"""),
        Case("FLW-POD-01", "set", "spec/template/spec/initContainers", """[{ "name": "init" }]"""),
        Case("FLW-POD-02", "set", $"{Container}/securityContext/readOnlyRootFilesystem", null),
        Case("FLW-POD-03", "set", $"{Container}/resources/limits/memory", null),
        Case("FLW-POD-03", "set", $"{Container}/resources/requests/cpu", null),
        Case("FLW-POD-04", "set", "spec/template/spec/automountServiceAccountToken", null),
        Case("FLW-POD-05", "set", "spec/template/spec/enableServiceLinks", null),
        Case("FLW-POD-06", "set", $"{Container}/image", "\"mher/flower\""),
        Case("FLW-POD-06", "set", $"{Container}/image", "\"mher/flower:latest\""),
        Case("FLW-POD-06", "set", $"{Container}/image", "\"registry.example.com:5000/flower\""),
        Case("FLW-POD-07", "set", "spec/template/spec/securityContext/runAsUser", "1000"),
        Case("FLW-K8S-01", "namespace", "metadata/labels/pod-security.kubernetes.io~1enforce", "\"baseline\""),
        Case("FLW-K8S-02", "service", "spec/type", "\"LoadBalancer\""),
        Case("FLW-K8S-02", "service", "spec/type", "\"NodePort\""),
        Case("FLW-K8S-03", "config", "metadata/namespace", "\"default\""),
        Case("FLW-K8S-03", "set", "metadata/namespace", null),
    ];

    private static readonly TestCaseData[] Unknowns =
    [
        Case("FLW-LB-01", "alb", "internal", Later),
        Case("FLW-LB-02", "https", "sslPolicy", Later),
        Case("FLW-LB-03", "http", "protocol", Later),
        Case("FLW-LB-04", "https", "defaultActions", Later),
        Case("FLW-LB-05", "https", "protocol", Later),
        Case("FLW-LB-07", "target", "healthCheck", Later),
        Case("FLW-NET-01", "in", "cidrIpv4", "\"${urn:pulumi:p::s::aws:ec2/vpc:Vpc::vpc.cidrBlock}\""),
        Case("FLW-NET-04", "out", "cidrIpv4", Later),
        Case("FLW-NET-05", "deny", "spec", Later, on: "set"),
        Case("FLW-SEC-01", "key", "enableKeyRotation", Later),
        Case("FLW-SEC-03", "set", $"{Container}/env", Later),
        Case("FLW-IAM-01", "role-policy", "policy", Later),
        Case("FLW-IAM-01", "role-policy", "policy", SamplePlan.Policy("${urn:pulumi:p::s::a:b:C::c.action}", "arn:aws:s3:::b", null)),
        Case("FLW-IAM-02", "key", "policy", "\"[secret]\""),
        Case("FLW-POD-03", "set", $"{Container}/resources", Later),
        Case("FLW-POD-01", "set", "spec", Later),
        Case("FLW-POD-02", "set", Container, Later),
        Case("FLW-POD-06", "set", $"{Container}/image", "\"${urn:pulumi:p::s::aws:ecr/repository:Repository::r.repositoryUrl}\""),
        Case("FLW-K8S-01", "namespace", "metadata", Later),
        Case("FLW-K8S-02", "service", "spec", Later),
    ];

    [Test]
    public void Ids_are_unique_sorted_and_of_the_documented_form()
    {
        var ids = ControlCatalogue.All.Select(control => control.Id).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids, Is.Unique);
            Assert.That(ids, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
            Assert.That(ids, Has.All.Matches<string>(id => Id().IsMatch(id)));
        }
    }

    [Test]
    public void Every_control_passes_on_a_good_plan()
    {
        var results = Evaluate(SamplePlan.Create());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Where(result => result.Status != ControlStatus.Pass), Is.Empty);
            Assert.That(results.Select(result => result.Id).Distinct(), Is.EqualTo(ControlCatalogue.All.Select(control => control.Id)));
        }
    }

    [Test]
    public void Every_control_has_a_case_that_breaks_it() =>
        Assert.That(
            Breaks.Select(it => (string)it.Arguments[0]!).Distinct().Order(StringComparer.Ordinal),
            Is.EqualTo(ControlCatalogue.All.Select(control => control.Id)));

    [TestCaseSource(nameof(Breaks))]
    public void A_control_fails_on_the_resource_that_breaks_it(string id, string resource, string pointer, string? json, string on) =>
        Assert.That(Result(SamplePlan.With(resource, pointer, json), id, on).Status, Is.EqualTo(ControlStatus.Fail));

    [TestCaseSource(nameof(Unknowns))]
    public void A_value_that_is_known_later_is_unknown_and_never_a_pass(string id, string resource, string pointer, string? json, string on) =>
        Assert.That(Result(SamplePlan.With(resource, pointer, json), id, on).Status, Is.EqualTo(ControlStatus.Unknown));

    [Test]
    public void A_config_map_with_a_value_that_is_declared_secret_fails()
    {
        var plan = SamplePlan.With("config", "data", "\"[secret]\"");
        plan = plan with { Resources = [.. plan.Resources.Select(it => it.Name == "config" ? it with { SecretInputs = ["data"] } : it)] };

        Assert.That(Result(plan, "FLW-SEC-04", "config").Status, Is.EqualTo(ControlStatus.Fail));
    }

    [TestCase("kubernetes:core/v1:Pod", "")]
    [TestCase("kubernetes:batch/v1:CronJob", "jobTemplate/spec/template/spec")]
    [TestCase("kubernetes:batch/v1:Job", "template/spec")]
    [TestCase("kubernetes:apps/v1:DaemonSet", "template/spec")]
    public void Pods_of_every_kind_of_workload_are_checked(string type, string template)
    {
        var plan = SamplePlan.Create();
        var inputs = new JsonObject { ["metadata"] = new JsonObject { ["namespace"] = "flower" } };
        JsonNode node = inputs;
        foreach (var segment in $"spec/{template}".TrimEnd('/').Split('/'))
            node = node[segment] = new JsonObject();
        node["containers"] = new JsonArray(new JsonObject { ["name"] = "open" });
        plan = plan with { Resources = [new PlanResource { Urn = "urn:open", Type = type, Name = "open", Inputs = inputs }] };

        Assert.That(
            Evaluate(plan).Where(result => result.Status == ControlStatus.Fail).Select(result => result.Id),
            Is.SupersetOf(new[] { "FLW-POD-01", "FLW-POD-02", "FLW-POD-03", "FLW-POD-04", "FLW-POD-06", "FLW-NET-05" }));
    }

    [TestCase("\"mher/flower@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"")]
    [TestCase("\"nginxinc/nginx-unprivileged:1.28.0-alpine\"")]
    public void A_digest_or_a_version_pins_an_image(string image) =>
        Assert.That(Result(SamplePlan.With("set", $"{Container}/image", image), "FLW-POD-06", "set").Status, Is.EqualTo(ControlStatus.Pass));

    [TestCase("142.250.0.0/15", ControlStatus.Pass)]
    [TestCase("0.0.0.0/0", ControlStatus.Fail)]
    [TestCase("128.0.0.0/1", ControlStatus.Fail)]
    public void Https_may_leave_for_a_public_range_that_is_a_name_for_somebody(string range, ControlStatus expected)
    {
        var plan = SamplePlan.With("out", "cidrIpv4", $"\"{range}\"");
        var rule = plan.Resources.Single(it => it.Name == "out").Inputs;
        rule["fromPort"] = 443;
        rule["toPort"] = 443;

        Assert.That(Result(plan, "FLW-NET-04", "out").Status, Is.EqualTo(expected));
    }

    [Test]
    public void A_namespace_that_two_resources_refer_to_is_the_same_before_it_has_a_name()
    {
        const string reference = "\"${urn:pulumi:p::s::kubernetes:core/v1:Namespace::n.metadata.name}\"";
        var plan = SamplePlan.With("set", "metadata/namespace", reference);
        plan.Resources.Single(it => it.Name == "deny").Inputs["metadata"]!["namespace"] = JsonNode.Parse(reference);

        Assert.That(Result(plan, "FLW-NET-05", "set").Status, Is.EqualTo(ControlStatus.Pass));
    }

    private static IReadOnlyList<ControlResult> Evaluate(Plan plan) =>
        ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls;

    private static ControlResult Result(Plan plan, string id, string resource) =>
        Evaluate(plan).Single(result => result.Id == id && result.Urn == SamplePlan.Urn(resource));

    private static TestCaseData Case(string id, string resource, string pointer, string? json, string? on = null) =>
        new TestCaseData(id, resource, pointer, json, on ?? resource).SetArgDisplayNames(id, $"{resource}/{pointer}", json ?? "absent");

    [GeneratedRegex("^FLW-[A-Z0-9]{2,4}-[0-9]{2}$")]
    private static partial Regex Id();
}
