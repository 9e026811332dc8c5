using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Dashboard;

[TestFixture]
internal sealed class ViewerRangesTests
{
    private const string PrefixList = "pl-0123456789abcdef0";

    [Test]
    public async Task Administrators_ranges_lie_inside_the_load_balancers_where_the_dashboard_names_none() =>
        Assert.That(await FaultsAsync(admitted: ["10.8.0.0/16"], viewers: null, administrators: ["10.8.16.0/24", "10.0.0.0/8"]), Is.EqualTo(new[]
        {
            "admin.vpnCidrBlocks[1]: \"10.0.0.0/8\" is outside the load balancer's ranges, and nobody from there gets in. "
            + "Name a range inside 10.8.0.0/16, or add it to the load balancer's.",
        }));

    [Test]
    public async Task Viewers_ranges_lie_inside_the_load_balancers() =>
        Assert.That(await FaultsAsync(admitted: ["10.8.0.0/16"], viewers: ["10.8.0.0/17", "10.0.0.0/8"], administrators: ["10.8.16.0/24"]), Is.EqualTo(new[]
        {
            "vpnCidrBlocks[1]: \"10.0.0.0/8\" is outside the load balancer's ranges, and nobody from there gets in. "
            + "Name a range inside 10.8.0.0/16, or add it to the load balancer's.",
        }));

    [Test]
    public async Task Administrators_ranges_inside_viewers_that_the_load_balancer_keeps_out_are_told_too() =>
        Assert.That(
            await FaultsAsync(admitted: ["10.8.0.0/16"], viewers: ["10.9.0.0/16"], administrators: ["10.9.16.0/24"]),
            Has.Length.EqualTo(2).And.All.Contains("is outside the load balancer's ranges"));

    [Test]
    public async Task A_range_outside_both_is_told_once() =>
        Assert.That(
            await FaultsAsync(admitted: ["10.8.0.0/16"], viewers: ["10.8.0.0/17"], administrators: ["10.9.16.0/24"]),
            Is.EqualTo(new[] { "admin.vpnCidrBlocks[0]: \"10.9.16.0/24\" is wider than the viewers' ranges. Name a range inside 10.8.0.0/17." }));

    [Test]
    public async Task A_load_balancer_that_admits_a_prefix_list_may_admit_more_than_its_ranges()
    {
        var loadBalancer = LoadBalancer(["10.8.0.0/16"]);
        loadBalancer.VpnPrefixListIds = [PrefixList];
        var program = await MockedProgram.RunAsync(() => Create(new InternalLoadBalancer("tools", loadBalancer), ["10.9.0.0/16"], ["10.9.16.0/24"]));

        Assert.That(program["flower-admin-route-rule"].JsonText("conditions"), Does.Contain("10.9.16.0/24"));
    }

    [Test]
    public async Task A_load_balancer_of_another_program_says_what_it_admits_or_nothing()
    {
        var reference = ComponentExamples.LoadBalancerReference();
        var silent = await MockedProgram.RunAsync(() => Create(reference, null, ["10.9.16.0/24"]));
        reference.VpnCidrBlocks = ["10.8.0.0/16", "8.8.8.0/24"];
        var malformed = await MockedProgram.RefusalAsync(() => Create(reference, null, ["10.9.16.0/24"]));
        reference.VpnCidrBlocks = ["10.8.0.0/16"];
        var refusal = await MockedProgram.RefusalAsync(() => Create(reference, null, ["10.9.16.0/24"]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(silent["flower-admin-route-rule"].JsonText("conditions"), Does.Contain("10.9.16.0/24"));
            Assert.That(malformed.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "loadBalancer.vpnCidrBlocks[1]" }));
            Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "admin.vpnCidrBlocks[0]" }));
        }
    }

    [Test]
    public async Task The_subnets_of_another_programs_load_balancer_are_no_sources()
    {
        var refusal = await MockedProgram.RefusalAsync(() => Create(ComponentExamples.LoadBalancerReference(), ["10.8.0.0/16", "10.32.0.0/11"], ["10.40.1.0/24"]));

        Assert.That(refusal.Faults.Select(fault => $"{fault.Key} {fault.Problem}"), Is.EqualTo(new[]
        {
            "vpnCidrBlocks[1] overlaps the load balancer's own subnet 10.40.0.0/24",
            "admin.vpnCidrBlocks[0] overlaps the load balancer's own subnet 10.40.1.0/24",
        }));
    }

    private static async Task<string[]> FaultsAsync(List<string> admitted, List<string>? viewers, List<string> administrators)
    {
        var refusal = await MockedProgram.RefusalAsync(() =>
            Create(new InternalLoadBalancer("tools", LoadBalancer(admitted)), viewers, administrators));
        return [.. refusal.Faults.Select(fault => $"{fault}")];
    }

    private static InternalLoadBalancerArgs LoadBalancer(List<string> admitted)
    {
        var args = ComponentExamples.LoadBalancer();
        args.VpnCidrBlocks = admitted;
        return args;
    }

    private static void Create(LoadBalancerReferenceArgs loadBalancer, List<string>? viewers, List<string> administrators)
    {
        var args = ComponentExamples.WithAdmin();
        args.LoadBalancer = loadBalancer;
        args.VpnCidrBlocks = viewers;
        args.Admin!.VpnCidrBlocks = administrators;
        _ = new FlowerDashboard("flower", args);
    }
}
