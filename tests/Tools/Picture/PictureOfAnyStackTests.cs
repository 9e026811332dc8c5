using FlowerInfra.Tests.Tools.Diff;
using NUnit.Framework;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>Pictures of what somebody else wrote, without a component of ours.</summary>
[TestFixture]
internal sealed class PictureOfAnyStackTests
{
    private static readonly PlanResource Worker = SmallPlan.Resource(
        Deployment, "worker", ("metadata", """{"namespace": "orders"}"""),
        ("spec", """{"template": {"metadata": {"labels": {"app": "worker"}}, "spec": {"containers": [{"name": "celery", "ports": [{"name": "web", "containerPort": 8080}]}]}}}"""));

    [Test]
    public void A_managed_broker_is_a_server_and_a_rule_of_one_side_alone_says_so()
    {
        var rows = Rows(
            SmallPlan.Resource(SecurityGroup, "broker"),
            SmallPlan.Resource(ReplicationGroup, "redis", ("securityGroupIds", $"[\"{Id("broker")}\"]")),
            SmallPlan.Resource(SecurityGroup, "workers"),
            Worker,
            SmallPlan.Resource(PodSecurityGroups, "own", ("metadata", """{"namespace": "orders"}"""), ("spec", $$$"""{"podSelector": {"matchLabels": {"app": "worker"}}, "securityGroups": {"groupIds": ["{{{Id("workers")}}}"]}}""")),
            Rule(IngressRule, "in", "broker", "referencedSecurityGroupId", Id("workers"), 6379));

        Assert.That(rows.Select(it => $"{it.From} > {it.To} {it.Over}: {string.Join(", ", it.Through)}"), Is.EqualTo(new[]
        {
            "worker > redis tcp 6379: in by in, no network policy on the way out, out by no security group rule of this stack",
        }));
    }

    [Test]
    public void What_network_policies_alone_open_is_an_edge_and_a_named_port_is_its_number()
    {
        var rows = Rows(
            Worker,
            Policy("web", """{"podSelector": {}, "ingress": [{"from": [{"podSelector": {"matchLabels": {"app": "django"}}}], "ports": [{"port": "web"}]}]}"""),
            Policy("out", """{"podSelector": {}, "policyTypes": ["Egress"], "egress": [{"to": [{"ipBlock": {"cidr": "10.0.0.0/24"}}], "ports": [{"port": 5671, "endPort": 5672, "protocol": "TCP"}]}]}"""));

        Assert.That(rows.Select(it => $"{it.From} > {it.To} {it.Over}: {string.Join(", ", it.Through)}"), Is.EquivalentTo(new[]
        {
            "Pods (pods app=django of namespace any) > worker tcp 8080: network policy web: from pods app=django of namespace any",
            "worker > Addresses: 10.0.0.0/24 tcp 5671-5672: network policy out: to 10.0.0.0/24",
        }));
    }

    // A node's probes come through, and pods of the node's group don't.
    [TestCase("""{"podSelector": {}}""", "network policies: the node's probes alone")]
    [TestCase("""{"podSelector": {}, "ingress": [{"from": [{"podSelector": {}}], "ports": [{"port": 9443}]}]}""", "network policies: the node's probes alone")]
    [TestCase("""{"podSelector": {}, "ingress": [{"from": [{"podSelector": {}}], "ports": [{"port": "health"}]}]}""", "network policy some: from pods of any label of namespace any")]
    public void A_probe_passes_policies_that_close_its_port(string policy, string passes)
    {
        var rows = Rows(
            SmallPlan.Resource(
                Deployment, "web", ("metadata", """{"namespace": "orders"}"""),
                ("spec", """{"template": {"metadata": {"labels": {}}, "spec": {"containers": [{"name": "web", "ports": [{"name": "health", "containerPort": 8444}], "readinessProbe": {"httpGet": {"port": "health"}}}]}}}""")),
            SmallPlan.Resource(PodSecurityGroups, "own", ("metadata", """{"namespace": "orders"}"""), ("spec", """{"podSelector": {}, "securityGroups": {"groupIds": ["sg-1"]}}""")),
            Rule(IngressRule, "probes", null, "referencedSecurityGroupId", "sg-2", 8444),
            Rule(IngressRule, "web", null, "referencedSecurityGroupId", "sg-2", 8443),
            Policy("some", policy));

        Assert.That(rows.Single(it => it.Over == "tcp 8444").Through, Does.Contain(passes));
        Assert.That(rows.Single(it => it.Over == "tcp 8443").Through, Does.Contain("CLOSED by network policies"));
    }

    [Test]
    public void Everybody_is_named_and_what_is_not_encrypted_too()
    {
        var rows = Rows(
            SmallPlan.Resource(SecurityGroup, "web"),
            SmallPlan.Resource(LoadBalancer, "alb", ("securityGroups", $"[\"{Id("web")}\"]")),
            SmallPlan.Resource(Listener, "http", ("loadBalancerArn", $"\"{SmallPlan.Reference(LoadBalancer, "alb", "arn")}\""), ("port", "80"), ("protocol", "\"HTTP\""), ("defaultActions", """[{"type": "forward"}]""")),
            Rule(IngressRule, "all", "web", "cidrIpv4", "0.0.0.0/0", 80));

        Assert.That(rows.Select(it => (it.From, it.Encrypted)), Is.EqualTo(new[] { ("Clients: everywhere, 0.0.0.0/0", "NOT ENCRYPTED") }));
    }

    [Test]
    public void What_only_the_deployment_knows_is_neither_open_nor_closed()
    {
        var rows = Rows(
            Worker,
            SmallPlan.Resource(PodSecurityGroups, "own", ("metadata", """{"namespace": "orders"}"""), ("spec", """{"podSelector": {}, "securityGroups": {"groupIds": ["sg-1"]}}""")),
            Rule(EgressRule, "out", null, "cidrIpv4", "10.0.0.0/24", 443),
            Policy("later", """{"podSelector": {}, "policyTypes": ["Egress"], "egress": "[unknown]"}"""));

        Assert.That(rows.Select(it => string.Join(", ", it.Through)), Is.EqualTo(new[] { "out by out, network policy later: to known only after deployment" }));
    }

    private static IReadOnlyList<PictureRow> Rows(params PlanResource[] resources) =>
        PictureRow.Of(PictureFold.Of(FlowerInfra.Picture.Of(new PlanIndex(SmallPlan.Of(resources)))));

    private static string Id(string group) => SmallPlan.Reference(SecurityGroup, group, "id");

    private static PlanResource Rule(string type, string name, string? group, string peer, string value, int port) => SmallPlan.Resource(
        type, name, ("securityGroupId", $"\"{(group is null ? "sg-1" : Id(group))}\""), (peer, $"\"{value}\""), ("ipProtocol", "\"tcp\""), ("fromPort", $"{port}"), ("toPort", $"{port}"));

    private static PlanResource Policy(string name, string spec) => SmallPlan.Resource(NetworkPolicy, name, ("metadata", """{"namespace": "orders"}"""), ("spec", spec));
}
