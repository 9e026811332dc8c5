using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Network;

[TestFixture]
internal sealed class NetworkIsolationTests
{
    [Test]
    public async Task The_pods_group_admits_the_load_balancer_and_the_probes_only()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        Assert.That(Rules(program, "SecurityGroupIngressRule", "flower-isolation-pods.id"), Is.EquivalentTo(new[]
        {
            "tcp 8443 sg-load-balancer", "tcp 8444 sg-load-balancer", "tcp 8444 sg-cluster",
        }));
    }

    [Test]
    public async Task The_pods_group_lets_out_to_DNS_and_the_broker_only()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        Assert.That(
            Rules(program, "SecurityGroupEgressRule", "flower-isolation-pods.id"),
            Is.EquivalentTo(new[] { "tcp 53 sg-cluster", "udp 53 sg-cluster", "tcp 6379 sg-broker" }));
    }

    [Test]
    public async Task The_other_side_of_each_way_is_opened_for_the_pods_alone()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rules(program, "SecurityGroupIngressRule", "sg-broker"), Is.EqualTo(new[] { "tcp 6379 flower-isolation-pods.id" }));
            Assert.That(
                Rules(program, "SecurityGroupIngressRule", "sg-cluster"),
                Is.EquivalentTo(new[] { "tcp 53 flower-isolation-pods.id", "udp 53 flower-isolation-pods.id" }));
            Assert.That(
                Rules(program, "SecurityGroupEgressRule", "sg-load-balancer"),
                Is.EquivalentTo(new[] { "tcp 8443 flower-isolation-pods.id", "tcp 8444 flower-isolation-pods.id" }));
        }
    }

    [Test]
    public async Task A_result_backend_and_Prometheus_add_their_own_ways()
    {
        var args = ComponentExamples.Dashboard();
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.Cluster.PrometheusNamespace = "monitoring";
        var plain = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rules(program, "SecurityGroupEgressRule", "flower-isolation-pods.id"), Does.Contain("tcp 6380 sg-results"));
            Assert.That(Rules(program, "SecurityGroupIngressRule", "sg-results"), Is.EqualTo(new[] { "tcp 6380 flower-isolation-pods.id" }));
            Assert.That(Rules(program, "SecurityGroupIngressRule", "flower-isolation-pods.id"), Does.Contain("tcp 9443 sg-cluster"));
            Assert.That(plain.ChangesTo(program).Where(change => change.Contains("-isolation-")), Is.EqualTo(new[]
            {
                "+ flower-isolation-allow-prometheus", "+ flower-isolation-allow-result-backend", "+ flower-isolation-metrics-from-cluster",
                "+ flower-isolation-result-backend-from", "+ flower-isolation-to-result-backend",
            }));
        }
    }

    [Test]
    public async Task A_result_backend_on_the_brokers_server_repeats_no_rule()
    {
        var args = ComponentExamples.Dashboard();
        args.ResultBackend = new()
        {
            UrlSecretArn = ComponentExamples.ResultBackendUrl,
            SecurityGroupId = args.Broker.SecurityGroupId,
            CidrBlocks = args.Broker.CidrBlocks,
            IsBrokersServer = true,
        };
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rules(program, "SecurityGroupEgressRule", "flower-isolation-pods.id"), Is.Unique, "AWS refuses the same rule twice");
            Assert.That(Rules(program, "SecurityGroupIngressRule", "sg-broker"), Is.EqualTo(new[] { "tcp 6379 flower-isolation-pods.id" }));
        }
    }

    [Test]
    public async Task Two_instances_that_share_a_broker_repeat_no_rule()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.WithAdmin());

        Assert.That(
            Rules(program, "SecurityGroupIngressRule", "sg-broker"),
            Is.EquivalentTo(new[] { "tcp 6379 flower-isolation-pods.id", "tcp 6379 flower-admin-isolation-pods.id" }));
    }

    [Test]
    public async Task A_broker_on_the_port_of_DNS_is_refused()
    {
        var args = ComponentExamples.Dashboard();
        args.Broker.Port = 53;

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();

        Assert.That(fault.ToString(), Is.EqualTo("broker.port: \"53\" is DNS's port. Let the server listen on another one."));
    }

    [TestCase("8.8.8.8")]
    [TestCase("10.0.0.53")]
    [TestCase("169.254.169.254")]
    [TestCase("169.254.170.23")]
    [TestCase("169.254.5130")]
    [TestCase("fe80::a")]
    [TestCase("169.254.20.10/32")]
    [TestCase("")]
    public async Task A_node_local_cache_has_a_link_local_address_that_is_none_of_AWSs(string address)
    {
        var args = ComponentExamples.Dashboard();
        args.Cluster.NodeLocalDnsAddress = address;

        Assert.That((await ComponentExamples.RefusalAsync(args)).Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "cluster.nodeLocalDnsAddress" }));
    }

    [Test]
    public async Task An_identity_provider_is_reached_over_https_in_its_ranges()
    {
        var args = ComponentExamples.Dashboard(ComponentExamples.GitHub());
        args.Auth.GitHub!.ProviderCidrBlocks = ["192.30.252.0/22", "2606:50c0::/32", "192.30.252.0/22"];
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-isolation-to-identity-provider-192-30-252-0-22"].Text("cidrIpv4"), Is.EqualTo("192.30.252.0/22"));
            Assert.That(program["flower-isolation-to-identity-provider-2606-50c0---32"].Text("cidrIpv6"), Is.EqualTo("2606:50c0::/32"));
            Assert.That(program["flower-isolation-to-identity-provider-2606-50c0---32"].At("cidrIpv4"), Is.Null);
            Assert.That(Rules(program, "SecurityGroupEgressRule", "flower-isolation-pods.id").Where(rule => !rule.Contains("sg-")), Is.EquivalentTo(
                new[] { "tcp 443 192.30.252.0/22", "tcp 443 2606:50c0::/32" }));
        }
    }

    [Test]
    public async Task No_rule_reaches_every_address_unless_that_is_asked_for()
    {
        var plain = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.GitLab()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal)).Select(resource => resource.Text()),
                Is.All.Not.Contain("0.0.0.0/0").And.All.Not.Contain("::/0"));
            Assert.That(Rules(program, "SecurityGroupEgressRule", "flower-isolation-pods.id").Where(rule => !rule.Contains("sg-")), Is.EqualTo(
                new[] { "tcp 443 0.0.0.0/0" }));
        }
    }

    [Test]
    public async Task Rules_are_standalone_and_described()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program["flower-isolation-pods"].Inputs.Select(input => input.Key), Is.EquivalentTo(new[] { "description", "tags", "vpcId" }));
            Assert.That(
                program.Of("SecurityGroupIngressRule").Concat(program.Of("SecurityGroupEgressRule")).Select(rule => rule.Text("description")),
                Has.Exactly(11).Items.And.All.Not.Empty);
        }
    }

    [Test]
    public async Task The_group_is_given_to_Flowers_pods()
    {
        var policy = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower-isolation-pods-policy"];

        Assert.That(policy.JsonText("spec"), Is.EqualTo(
            """{"podSelector":{"matchLabels":{"app.kubernetes.io/name":"flower"}},"securityGroups":{"groupIds":["flower-isolation-pods.id"]}}"""));
    }

    [Test]
    public async Task All_faults_are_told_at_once()
    {
        var args = ComponentExamples.Dashboard(ComponentExamples.GitHub());
        args.LoadBalancer!.SubnetCidrBlocks = [];
        args.Broker.CidrBlocks = [];
        args.Broker.Port = 0;
        args.Broker.CertificateAuthority = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nhunter2";
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.ResultBackend.CidrBlocks = ["8.8.8.0/24"];
        args.ResultBackend.IsBrokersServer = true;
        args.Auth.GitHub!.ProviderCidrBlocks = ["0.0.0.0/0"];

        var (refusal, program) = await MockedProgram.RefusedAsync(() => _ = new FlowerDashboard("flower", args));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EquivalentTo(new[]
            {
                "loadBalancer.subnetCidrBlocks", "broker.cidrBlocks", "broker.port", "broker.certificateAuthority", "resultBackend.cidrBlocks[0]",
                "resultBackend.isBrokersServer", "auth.github.providerCidrBlocks[0]",
            }));
            Assert.That(refusal.Faults.Select(fault => fault.Fix), Is.All.Not.Empty);
            Assert.That(refusal.Message, Does.Not.Contain("hunter2"));
            Assert.That(program.Resources.Select(resource => resource.Kind), Is.EqualTo(new[] { "FlowerDashboard" }));
        }
    }

    [Test]
    public async Task A_policy_that_would_admit_everybody_is_refused()
    {
        var args = ComponentExamples.Dashboard();
        args.LoadBalancer!.SubnetCidrBlocks = [];

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();

        Assert.That(fault.ToString(), Is.EqualTo(
            "loadBalancer.subnetCidrBlocks: no range is given. Give an InternalLoadBalancer, or name the ranges of the load balancer's subnets."));
    }

    private static IEnumerable<string> Rules(MockedProgram program, string kind, string group) => program.Of(kind)
        .Where(rule => rule.Text("securityGroupId") == group && rule.JsonText("fromPort") == rule.JsonText("toPort"))
        .Select(rule => $"{rule.Text("ipProtocol")} {rule.JsonText("fromPort")} {rule.At("referencedSecurityGroupId")}{rule.At("cidrIpv4")}{rule.At("cidrIpv6")}");
}
