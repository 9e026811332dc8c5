using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.LoadBalancer;

/// <summary>A load balancer that a dashboard takes from its own program, or from another stack.</summary>
[TestFixture]
internal sealed class SharedLoadBalancerTests
{
    [TestCase("10.8.0.0/16", false)]
    [TestCase("fd12:3456::/48", true)]
    public async Task One_of_another_stack_makes_the_same_dashboard_as_one_of_the_program(string range, bool isDualStack)
    {
        var loadBalancer = LoadBalancer(it => it.VpnCidrBlocks = [range]);
        var dashboard = Dashboard(it => (it.VpnCidrBlocks, it.AlertTopicArn) = ([range], "topic.arn"));

        var same = await MockedProgram.RunAsync(() => Create(new InternalLoadBalancer("tools", loadBalancer), dashboard));
        var (other, failure) = await RunBesideAsync(loadBalancer, dashboard, isDualStack);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.Null);
            Assert.That(same.ChangesTo(other).Where(change => !change.StartsWith("- tools-", StringComparison.Ordinal)), Is.EqualTo(new[] { "+ network" }));
            Assert.That(other["flower-route-rule"].Text("listenerArn"), Is.EqualTo("tools-https.arn"));
            Assert.That(other["flower-isolation-from-load-balancer"].Text("referencedSecurityGroupId"), Is.EqualTo("tools-vpn-load-balancer.id"));
            Assert.That(other["flower-isolation-allow-load-balancer"].JsonText("spec.ingress[0].from"), Does.Contain("10.40.0.0/24").And.Contain("10.40.1.0/24"));
            Assert.That(other["flower-route-unhealthy-alarm"].Text("dimensions.LoadBalancer"), Is.EqualTo("tools-alb.arnSuffix"));
            Assert.That(other.Of("Record").Select(it => it.Text("type")), Is.EqualTo(isDualStack ? new[] { "A", "AAAA" } : ["A"]));
            Assert.That(other.Of("Record").Select(it => it.Text("aliases[0].name")), Is.All.EqualTo("tools-alb.dnsName"));
            Assert.That(other.Of("Record").Select(it => it.Text("aliases[0].zoneId")), Is.All.EqualTo("tools-alb.zoneId"));
        }
    }

    [TestCase("10.8.0.0/16", true, false)]
    [TestCase("10.8.0.0/16", true, true)]
    [TestCase("fd12:3456::/48", false, false)]
    [TestCase("fd12:3456::/48", false, true)]
    public async Task Dual_stack_that_is_not_what_the_other_stack_says_is_refused(string range, bool isDualStack, bool isPreview)
    {
        var (program, failure) = await RunBesideAsync(
            LoadBalancer(it => it.VpnCidrBlocks = [range]), Dashboard(it => it.VpnCidrBlocks = null), isDualStack, isPreview);

        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{failure}", Does.Contain($"isDualStack: \"{(isDualStack ? "true" : "false")}\" is not what the load balancer's stack says"));
            Assert.That(program.Of("ListenerRule"), Is.Empty);
        }
    }

    [Test]
    public async Task Viewers_that_the_other_stacks_load_balancer_keeps_out_are_refused()
    {
        var (program, failure) = await RunBesideAsync(LoadBalancer(), Dashboard(it => it.VpnCidrBlocks = ["10.0.0.0/8"]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{failure}", Does.Contain("vpnCidrBlocks[0]: \"10.0.0.0/8\" is outside the load balancer's ranges"));
            Assert.That(program.Of("ListenerRule"), Is.Empty);
        }
    }

    [Test]
    public async Task A_prefix_list_of_the_other_stacks_load_balancer_may_admit_anybody()
    {
        var (program, failure) = await RunBesideAsync(
            LoadBalancer(it => it.VpnPrefixListIds = ["pl-0123456789abcdef0"]), Dashboard(it => it.VpnCidrBlocks = ["10.9.0.0/16"]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.Null);
            Assert.That(program["flower-route-rule"].JsonText("conditions"), Does.Contain("10.9.0.0/16"));
        }
    }

    [TestCase("192.0.2.0/24", false, true)]
    [TestCase("198.51.100.0/24", false, false)]
    [TestCase("198.51.100.0/24", true, true)]
    public async Task A_sign_in_is_asked_where_the_other_stacks_load_balancer_may_send(string admitted, bool toAnyAddress, bool isReached)
    {
        var loadBalancer = LoadBalancer(it => (it.IdentityProviderCidrBlocks, it.AllowHttpsToAnyAddress) = ([admitted], toAnyAddress));

        var (_, failure) = await RunBesideAsync(loadBalancer, Dashboard(it => it.Auth = ComponentExamples.Oidc()));

        Assert.That(
            $"{failure}",
            isReached ? Is.Empty : Does.Contain("auth.loadBalancerOidc.providerCidrBlocks: \"192.0.2.0/24\" is not a range that the load balancer may reach"));
    }

    [Test]
    public async Task A_stack_that_is_not_deployed_yet_refuses_nothing_in_a_preview()
    {
        var update = await RunBesideAsync(LoadBalancer(), Dashboard());

        var preview = await MockedProgram.PreviewAsync(() => Create(From(isDualStack: false), Dashboard()));

        Assert.That(preview.Resources.Select(it => it.Name), Is.EqualTo(update.Program.Resources.Select(it => it.Name)));
    }

    [Test]
    public Task Viewers_that_the_load_balancer_of_the_program_keeps_out_are_refused_at_once() => AssertRefusedAsync(
        Dashboard(it => it.VpnCidrBlocks = ["10.8.0.0/17", "10.0.0.0/8"]), "vpnCidrBlocks[1]");

    [Test]
    public Task Administrators_that_it_keeps_out_are_refused_at_once_where_the_dashboard_names_no_ranges() => AssertRefusedAsync(
        Dashboard(it =>
        {
            (it.VpnCidrBlocks, it.Admin) = (null, ComponentExamples.Admin());
            it.Admin.VpnCidrBlocks = ["10.8.16.0/24", "10.0.0.0/8"];
        }),
        "admin.vpnCidrBlocks[1]");

    private static async Task AssertRefusedAsync(FlowerDashboardArgs dashboard, string key)
    {
        var (refusal, program) = await MockedProgram.RefusedAsync(() => Create(new InternalLoadBalancer("tools", LoadBalancer()), dashboard));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Faults.Select(fault => $"{fault}"), Is.EqualTo(new[]
            {
                $"{key}: \"10.0.0.0/8\" is outside the load balancer's ranges, and nobody from there gets in. "
                + "Name a range inside 10.8.0.0/16, or add it to the load balancer's.",
            }));
            Assert.That(program.Resources.Select(it => it.Name), Has.None.StartsWith("flower-"));
        }
    }

    // What one program says of its load balancer goes to the other as the engine would bring it there.
    private static async Task<(MockedProgram Program, Exception? Failure)> RunBesideAsync(
        InternalLoadBalancerArgs loadBalancer, FlowerDashboardArgs dashboard, bool isDualStack = false, bool isPreview = false)
    {
        InternalLoadBalancer? published = null;
        await MockedProgram.RunAsync(() => published = new InternalLoadBalancer("tools", loadBalancer));
        var outputs = ImmutableDictionary<string, object>.Empty.Add("tools", await OutputUtilities.GetValueAsync(published!.Reference));
        return await MockedProgram.TryAsync(() => Create(From(isDualStack), dashboard), outputs, isPreview);
    }

    private static LoadBalancerReferenceArgs From(bool isDualStack) =>
        LoadBalancerReferenceArgs.From(new StackReference("network"), "tools", isDualStack);

    private static void Create(LoadBalancerReferenceArgs loadBalancer, FlowerDashboardArgs dashboard)
    {
        dashboard.LoadBalancer = loadBalancer;
        _ = new FlowerDashboard("flower", dashboard);
    }

    private static InternalLoadBalancerArgs LoadBalancer(Action<InternalLoadBalancerArgs>? change = null)
    {
        var args = ComponentExamples.LoadBalancer();
        change?.Invoke(args);
        return args;
    }

    private static FlowerDashboardArgs Dashboard(Action<FlowerDashboardArgs>? change = null)
    {
        var args = ComponentExamples.Dashboard();
        change?.Invoke(args);
        return args;
    }
}
