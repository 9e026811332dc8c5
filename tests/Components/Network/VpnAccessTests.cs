using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Network;

[TestFixture]
internal sealed class VpnAccessTests
{
    private const string PrefixList = "pl-0123456789abcdef0";

    [Test]
    public async Task Each_range_has_one_described_rule_for_each_of_the_two_ports()
    {
        var rules = (await RunAsync("10.8.0.0/16", "fd12:3456::/48")).Of("SecurityGroupIngressRule").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                rules.Select(rule => $"{rule.JsonText("fromPort")}-{rule.JsonText("toPort")} {rule.At("cidrIpv4")}{rule.At("cidrIpv6")}"),
                Is.EquivalentTo(new[] { "443-443 10.8.0.0/16", "80-80 10.8.0.0/16", "443-443 fd12:3456::/48", "80-80 fd12:3456::/48" }));
            Assert.That(rules.Select(rule => rule.Text("ipProtocol")), Is.All.EqualTo("tcp"));
            Assert.That(rules.Select(rule => rule.Text("description")), Is.All.Contain("VPN range"));
            Assert.That(rules.Select(rule => rule.Text("securityGroupId")), Is.All.EqualTo("tools-vpn-load-balancer.id"));
        }
    }

    [Test]
    public async Task An_IPv6_range_stands_in_the_IPv6_input_only()
    {
        var rule = (await RunAsync("fd12:3456::/48"))["tools-vpn-https-fd12-3456-0-0-0-0-0-0-48"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule.Text("cidrIpv6"), Is.EqualTo("fd12:3456::/48"));
            Assert.That(rule.At("cidrIpv4"), Is.Null);
        }
    }

    [Test]
    public async Task Group_has_no_inline_rules_and_no_way_out_of_its_own()
    {
        var program = await RunAsync("10.8.0.0/16");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program["tools-vpn-load-balancer"].Inputs.Select(input => input.Key), Is.EquivalentTo(new[] { "description", "tags", "vpcId" }));
            Assert.That(program.Of("SecurityGroupEgressRule"), Is.Empty);
        }
    }

    [Test]
    public async Task Adding_a_range_adds_one_pair_of_rules_and_changes_no_other()
    {
        var before = await RunAsync("10.8.0.0/16", "10.9.0.0/16");
        var after = await RunAsync("10.10.0.0/16", "10.8.0.0/16", "10.9.0.0/16");

        Assert.That(before.ChangesTo(after), Is.EqualTo(
            new[] { "+ tools-vpn-http-10-10-0-0-16", "+ tools-vpn-https-10-10-0-0-16", "~ tools-firewall-ipv4" }));
    }

    [Test]
    public async Task Removing_a_range_removes_one_pair_of_rules_and_changes_no_other()
    {
        var before = await RunAsync("10.8.0.0/16", "10.9.0.0/16", "fd12:3456::/48");
        var after = await RunAsync("10.9.0.0/16", "fd12:3456::/48");

        Assert.That(before.ChangesTo(after), Is.EqualTo(
            new[] { "- tools-vpn-http-10-8-0-0-16", "- tools-vpn-https-10-8-0-0-16", "~ tools-firewall-ipv4" }));
    }

    [Test]
    public async Task Reordering_ranges_changes_nothing()
    {
        var before = await RunAsync("10.8.0.0/16", "10.9.0.0/16", "fd12:3456::/48");
        var after = await RunAsync("fd12:3456::/48", "10.9.0.0/16", "10.8.0.0/16");

        Assert.That(before.ChangesTo(after), Is.Empty);
    }

    [Test]
    public async Task A_prefix_list_is_enough_and_has_its_pair_of_rules()
    {
        var rules = (await ComponentExamples.RunAsync(WithPrefixLists(PrefixList))).Of("SecurityGroupIngressRule").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules.Select(rule => rule.Name), Is.EqualTo(new[] { $"tools-vpn-http-{PrefixList}", $"tools-vpn-https-{PrefixList}" }));
            Assert.That(rules.Select(rule => rule.Text("prefixListId")), Is.All.EqualTo(PrefixList));
            Assert.That(rules.Select(rule => $"{rule.At("cidrIpv4")}{rule.At("cidrIpv6")}"), Is.All.Empty);
        }
    }

    [TestCase("0.0.0.0/0", "is every address of the Internet")]
    [TestCase("::/0", "is every address of the Internet")]
    [TestCase("8.8.8.0/24", "is a public range")]
    [TestCase("10.0.0.0/7", "is a public range or reaches into one")]
    [TestCase("2001:db8::/32", "is a public range")]
    [TestCase("127.0.0.0/8", "is inside the loopback range")]
    [TestCase("169.254.169.254/32", "is inside the link-local range")]
    [TestCase("10.8.0.1/16", "has bits set after its /16 prefix")]
    [TestCase("10.8.0.0", "is not an address range in CIDR notation")]
    [TestCase("10.8/16", "is not an address range in CIDR notation")]
    [TestCase("10.8.0.0/33", "is not an address range in CIDR notation")]
    [TestCase("vpn.example.internal", "is not an address range in CIDR notation")]
    [TestCase("10.8.0.0/16\n", "is not an address range in CIDR notation")]
    [TestCase("", "is missing")]
    public async Task Ranges_that_are_not_private_ranges_are_refused(string range, string problem)
    {
        var (refusal, program) = await MockedProgram.RefusedAsync(() => _ = new InternalLoadBalancer("tools", WithRanges("10.8.0.0/16", range)));
        var fault = refusal.Faults.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Key, Is.EqualTo("vpnCidrBlocks[1]"));
            Assert.That(fault.Value, Is.EqualTo(range));
            Assert.That(fault.Problem, Does.StartWith(problem));
            Assert.That(fault.Fix, Is.Not.Empty);
            Assert.That(program.Of("SecurityGroup").Concat(program.Of("SecurityGroupIngressRule")), Is.Empty);
        }
    }

    [TestCase("10.8.0.0/16", "10.8.4.0/24")]
    [TestCase("10.8.4.0/24", "10.8.0.0/16")]
    [TestCase("10.8.0.0/16", "10.8.0.0/16")]
    [TestCase("fd12::/32", "fd12:0:1::/48")]
    public async Task Overlapping_ranges_are_refused_because_the_smaller_one_limits_nothing(string one, string other)
    {
        var refusal = await ComponentExamples.RefusalAsync(WithRanges(one, other));

        Assert.That(refusal.Message, Does.Contain($"vpnCidrBlocks[1]: \"{other}\" overlaps {one}. Keep one of the two."));
    }

    [TestCase("pl-1")]
    [TestCase("com.amazonaws.eu-west-1.s3")]
    [TestCase(PrefixList + "\n")]
    public async Task A_prefix_list_is_named_by_its_id(string id)
    {
        var fault = (await ComponentExamples.RefusalAsync(WithPrefixLists(id))).Faults.Single();

        Assert.That(fault.ToString(), Does.StartWith("vpnPrefixListIds[0]").And.Contain("is not the id of a managed prefix list"));
    }

    [Test]
    public async Task A_prefix_list_is_named_once()
    {
        var fault = (await ComponentExamples.RefusalAsync(WithPrefixLists(PrefixList, PrefixList))).Faults.Single();

        Assert.That(fault.ToString(), Does.StartWith("vpnPrefixListIds[1]").And.Contain("is named twice"));
    }

    [Test]
    public async Task At_least_one_source_is_named()
    {
        var fault = (await ComponentExamples.RefusalAsync(WithRanges())).Faults.Single();

        Assert.That(fault.ToString(), Does.StartWith("vpnCidrBlocks: no VPN range is given. Name at least one private range"));
    }

    private static InternalLoadBalancerArgs WithRanges(params string[] ranges)
    {
        var args = ComponentExamples.LoadBalancer();
        args.VpnCidrBlocks = [.. ranges];
        return args;
    }

    private static InternalLoadBalancerArgs WithPrefixLists(params string[] ids)
    {
        var args = WithRanges();
        args.VpnPrefixListIds = [.. ids];
        return args;
    }

    private static Task<MockedProgram> RunAsync(params string[] ranges) => ComponentExamples.RunAsync(WithRanges(ranges));
}
