using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.LoadBalancer;

/// <summary>The ranges from which the load balancer's requests come: given, or those that its subnets have.</summary>
[TestFixture]
internal sealed class SubnetRangeTests
{
    [Test]
    public async Task Ranges_that_are_not_given_are_looked_up_and_reach_the_pods_firewall_and_the_gateway()
    {
        var args = WithoutRanges("subnet-000a2800", "subnet-000a2801");
        var program = await MockedProgram.RunAsync(() => Create(args));

        AssertAdmitted(program, "10.40.0.0/24", "10.40.1.0/24");
    }

    [Test]
    public async Task Ranges_that_are_given_stand()
    {
        var args = WithoutRanges("subnet-000a2800", "subnet-000a2801");
        args.SubnetCidrBlocks = ["10.50.0.0/24", "10.50.1.0/24"];
        var program = await MockedProgram.RunAsync(() => Create(args));

        AssertAdmitted(program, "10.50.0.0/24", "10.50.1.0/24");
    }

    [Test]
    public async Task A_subnet_with_a_public_range_is_refused_in_the_words_for_a_given_one()
    {
        var given = ComponentExamples.LoadBalancer();
        given.SubnetCidrBlocks = ["10.40.0.0/24", "8.8.8.0/24"];
        var refusal = await ComponentExamples.RefusalAsync(given);

        var (program, failure) = await MockedProgram.TryAsync(() => Create(WithoutRanges("subnet-000a2800", "subnet-00080808")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{failure}", Does.Contain(refusal.Message));
            Assert.That(program.Of("NetworkPolicy").Select(it => it.Text()), Has.None.Contains("8.8.8.0"));
        }
    }

    [Test]
    public async Task A_VPN_range_that_holds_a_subnet_is_refused_once_the_subnet_is_looked_up()
    {
        var args = WithoutRanges("subnet-000a2800", "subnet-000a2801");
        args.VpnCidrBlocks = ["10.0.0.0/8"];

        var (program, failure) = await MockedProgram.TryAsync(() => Create(args));

        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{failure}", Does.Contain("vpnCidrBlocks[0]: \"10.0.0.0/8\" overlaps the load balancer's own subnet 10.40.0.0/24"));
            Assert.That(program.Of("NetworkPolicy").Select(it => it.Text()), Has.None.Contains("10.40.0.0"));
        }
    }

    [Test]
    public async Task Subnets_that_are_created_in_the_same_program_are_looked_up_once_they_are_there()
    {
        var args = WithoutRanges();
        args.SubnetIds = OutputUtilities.CreateUnknown(ImmutableArray.Create("subnet-00080808"));
        var update = await MockedProgram.RunAsync(() => Create(WithoutRanges("subnet-000a2800", "subnet-000a2801")));

        var preview = await MockedProgram.PreviewAsync(() => Create(args));

        Assert.That(preview.Resources.Select(it => it.Name), Is.EqualTo(update.Resources.Select(it => it.Name)));
    }

    private static void AssertAdmitted(MockedProgram program, params string[] ranges)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program["flower-isolation-allow-load-balancer"].At("spec.ingress[0].from")!.AsArray().Select(peer => $"{peer!["ipBlock"]!["cidr"]}"),
                Is.EqualTo(ranges));
            foreach (var range in ranges)
                Assert.That(program["flower-gateway-nginx"].At("data")!["nginx.conf"]!.GetValue<string>(), Does.Contain($"set_real_ip_from {range};"));
        }
    }

    private static InternalLoadBalancerArgs WithoutRanges(params string[] subnetIds)
    {
        var args = ComponentExamples.LoadBalancer();
        args.SubnetIds = subnetIds;
        args.SubnetCidrBlocks = null;
        return args;
    }

    private static void Create(InternalLoadBalancerArgs args)
    {
        var dashboard = ComponentExamples.Dashboard();
        dashboard.LoadBalancer = new InternalLoadBalancer("tools", args);
        _ = new FlowerDashboard("flower", dashboard);
    }
}
