using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Network;

[TestFixture]
internal sealed class NetworkPolicyTests
{
    [Test]
    public async Task Everything_is_denied_both_ways_for_every_pod_of_the_namespace()
    {
        var deny = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower-isolation-default-deny"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(deny.Text("metadata.namespace"), Is.EqualTo("flower"));
            Assert.That(deny.JsonText("spec"), Is.EqualTo("""{"podSelector":{},"policyTypes":["Ingress","Egress"]}"""));
        }
    }

    [Test]
    public async Task Only_the_load_balancer_DNS_and_the_broker_are_admitted_by_default()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Policies(program), Is.EqualTo(new[] { "allow-broker", "allow-dns", "allow-load-balancer", "default-deny" }));
            Assert.That(Spec(program, "allow-load-balancer"), Is.EqualTo(Policy(
                """[{"from":[{"ipBlock":{"cidr":"10.40.0.0/24"}},{"ipBlock":{"cidr":"10.40.1.0/24"}}],"ports":[{"port":8443,"protocol":"TCP"},{"port":8444,"protocol":"TCP"}]}]""",
                isIngress: true)));
            Assert.That(Spec(program, "allow-broker"), Is.EqualTo(Policy(
                """[{"ports":[{"port":6379,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"10.40.16.0/20"}}]}]""", isIngress: false)));
        }
    }

    [Test]
    public async Task Dns_is_the_clusters_own_and_no_other()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        Assert.That(Spec(program, "allow-dns"), Is.EqualTo(Policy(
            """[{"ports":[{"port":53,"protocol":"UDP"},{"port":53,"protocol":"TCP"}],"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}},"podSelector":{"matchLabels":{"k8s-app":"kube-dns"}}}]}]""",
            isIngress: false)));
    }

    [Test]
    public async Task A_node_local_cache_is_asked_for_names_and_nothing_else()
    {
        var args = ComponentExamples.Dashboard();
        args.Cluster.NodeLocalDnsAddress = "169.254.20.10";
        var plain = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.ChangesTo(program), Is.EqualTo(new[] { "+ flower-isolation-allow-node-local-dns" }));
            Assert.That(Spec(program, "allow-node-local-dns"), Is.EqualTo(Policy(
                """[{"ports":[{"port":53,"protocol":"UDP"},{"port":53,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"169.254.20.10/32"}}]}]""",
                isIngress: false)));
        }
    }

    [Test]
    public async Task Prometheus_reaches_the_metrics_port_and_no_other()
    {
        var args = ComponentExamples.Dashboard();
        args.Cluster.PrometheusNamespace = "monitoring";
        var program = await ComponentExamples.RunAsync(args);

        Assert.That(Spec(program, "allow-prometheus"), Is.EqualTo(Policy(
            """[{"from":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"monitoring"}},"podSelector":{"matchLabels":{"app.kubernetes.io/name":"prometheus"}}}],"ports":[{"port":9443,"protocol":"TCP"}]}]""",
            isIngress: true)));
    }

    [Test]
    public async Task A_result_backend_is_admitted_on_its_own_port()
    {
        var args = ComponentExamples.Dashboard();
        args.ResultBackend = ComponentExamples.ResultBackend();
        var program = await ComponentExamples.RunAsync(args);

        Assert.That(Spec(program, "allow-result-backend"), Is.EqualTo(Policy(
            """[{"ports":[{"port":6380,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"10.40.32.0/20"}}]}]""", isIngress: false)));
    }

    [Test]
    public async Task An_identity_provider_is_admitted_over_https_to_its_ranges()
    {
        var args = ComponentExamples.Dashboard(ComponentExamples.GitHub());
        args.Auth.GitHub!.ProviderCidrBlocks = ["192.30.252.0/22", "142.250.0.0/15"];
        var program = await ComponentExamples.RunAsync(args);

        Assert.That(Spec(program, "allow-identity-provider"), Is.EqualTo(Policy(
            """[{"ports":[{"port":443,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"142.250.0.0/15"}},{"ipBlock":{"cidr":"192.30.252.0/22"}}]}]""",
            isIngress: false)));
    }

    [Test]
    public async Task Every_address_is_admitted_on_purpose_only_and_over_https_only()
    {
        var without = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var with = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.GitLab()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(without.Of("NetworkPolicy").Select(policy => policy.Text()), Is.All.Not.Contain("0.0.0.0/0"));
            Assert.That(Spec(with, "allow-identity-provider"), Is.EqualTo(Policy(
                """[{"ports":[{"port":443,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"0.0.0.0/0"}}]}]""", isIngress: false)));
        }
    }

    [Test]
    public async Task No_rule_is_without_a_peer_because_that_means_everybody()
    {
        var args = ComponentExamples.Dashboard(ComponentExamples.GitHub());
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.Cluster.PrometheusNamespace = "monitoring";
        var policies = (await ComponentExamples.RunAsync(args)).Of("NetworkPolicy").Where(policy => policy.Name != "flower-isolation-default-deny");

        var rules = policies.Select(policy => (policy.At("spec.ingress[0].from") ?? policy.At("spec.egress[0].to"))?.AsArray().Count ?? 0);

        Assert.That(rules, Has.Exactly(6).Items.And.All.GreaterThan(0));
    }

    private static IEnumerable<string> Policies(MockedProgram program) =>
        program.Of("NetworkPolicy").Select(policy => policy.Text("metadata.name"));

    private static string Spec(MockedProgram program, string name) => program[$"flower-isolation-{name}"].JsonText("spec");

    private static string Policy(string rules, bool isIngress) => isIngress
        ? $$$"""{"ingress":{{{rules}}},"podSelector":{"matchLabels":{"app.kubernetes.io/name":"flower"}},"policyTypes":["Ingress"]}"""
        : $$$"""{"egress":{{{rules}}},"podSelector":{"matchLabels":{"app.kubernetes.io/name":"flower"}},"policyTypes":["Egress"]}""";
}
