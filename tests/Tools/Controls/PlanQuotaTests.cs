using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>What a plan takes of AWS's quotas: too much fails a control, and nearly all is a prerequisite.</summary>
[TestFixture]
internal sealed class PlanQuotaTests
{
    private const string Room = "Room in AWS's quotas";
    private const string Ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private const string Range = """{ "securityGroupId": "sg-1", "cidrIpv4": "10.8.0.0/16" }""";
    private const string Range6 = """{ "securityGroupId": "sg-1", "cidrIpv6": "fd12::/48" }""";
    private const string Group = """{ "securityGroupId": "sg-1", "referencedSecurityGroupId": "sg-2" }""";
    private const string Listener = """{ "listenerArn": "arn:listener" }""";

    [TestCase(Ingress, Range, 60, "FLW-NET-13", true, "60 of 60 ingress rules for IPv4 of security group sg-1, AWS's default")]
    [TestCase(Ingress, Range, 61, "FLW-NET-13", false, "61 of 60 ingress rules for IPv4 of security group sg-1, AWS's default")]
    [TestCase(Ingress, Range, 49, "FLW-NET-13", true, "49 of 60 ingress rules for IPv4 of security group sg-1, AWS's default")]
    [TestCase(Ingress, Range, 48, "FLW-NET-13", true, null)]
    [TestCase(Ingress, Range6, 61, "FLW-NET-13", false, "61 of 60 ingress rules for IPv6 of security group sg-1, AWS's default")]
    [TestCase("aws:lb/listenerRule:ListenerRule", Listener, 100, "FLW-LB-16", true, "100 of 100 rules of listener arn:listener, AWS's default")]
    [TestCase("aws:lb/listenerRule:ListenerRule", Listener, 101, "FLW-LB-16", false, "101 of 100 rules of listener arn:listener, AWS's default")]
    [TestCase("aws:lb/listenerRule:ListenerRule", Listener, 80, "FLW-LB-16", true, null)]
    [TestCase("aws:lb/listenerCertificate:ListenerCertificate", Listener, 26, "FLW-LB-16", false, "26 of 25 further certificates of listener arn:listener, AWS's default")]
    public void What_is_counted_fits_and_is_told_when_little_room_is_left(string type, string inputs, int count, string id, bool fits, string? told)
    {
        var plan = Plan(Enumerable.Repeat((type, inputs), count));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Fits(plan, id), Is.EqualTo(fits));
            Assert.That(AccountPrerequisites.Of(plan).Where(it => it.Name == Room).Select(it => it.Reason), told is null ? Is.Empty : Is.EqualTo(new[] { told }));
        }
    }

    [Test]
    public void Each_family_and_each_direction_has_room_of_its_own()
    {
        var plan = Plan(
            Enumerable.Repeat((Ingress, Range), 60).Concat(Enumerable.Repeat((Ingress, Range6), 60))
                .Concat(Enumerable.Repeat(("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", Range), 60)));

        Assert.That(Fits(plan, "FLW-NET-13"), Is.True);
    }

    [Test]
    public void A_group_as_a_peer_takes_room_of_both_families()
    {
        var plan = Plan(Enumerable.Repeat((Ingress, Range), 40).Concat(Enumerable.Repeat((Ingress, Range6), 40)).Concat(Enumerable.Repeat((Ingress, Group), 21)));

        Assert.That(
            AccountPrerequisites.Of(plan).Where(it => it.Name == Room).Select(it => it.Reason[..2]), Is.EqualTo(new[] { "61", "61" }));
    }

    [Test]
    public void Groups_that_are_not_known_yet_are_not_counted_together() => Assert.That(
        Fits(Plan(Enumerable.Repeat((Ingress, """{ "securityGroupId": "[unknown]", "cidrIpv4": "10.8.0.0/16" }"""), 100)), "FLW-NET-13"), Is.True);

    private static bool Fits(Plan plan, string id) =>
        ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls.Where(it => it.Id == id).All(it => it.Status == ControlStatus.Pass);

    private static Plan Plan(IEnumerable<(string Type, string Inputs)> resources) => new(
        "p", "s", "offline",
        [.. resources.Select((it, index) => new PlanResource { Urn = $"urn:{index}", Type = it.Type, Name = $"r{index}", Inputs = JsonNode.Parse(it.Inputs)!.AsObject() })],
        [], []);
}
