using System.Net;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>
/// A security group's rule as EC2 compares it: its description and its tags don't count
/// (<see href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupEgress.html"/>).
/// </summary>
/// <param name="Group">The group.</param>
/// <param name="Direction"><c>ingress</c> or <c>egress</c>.</param>
/// <param name="Traffic">The protocol and the ports.</param>
/// <param name="Peer">The one range, prefix list or group.</param>
internal sealed record FirewallRule(string Group, string Direction, string Traffic, string Peer)
{
    private static readonly Dictionary<string, string> Protocols = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1"] = "icmp",
        ["6"] = "tcp",
        ["17"] = "udp",
        ["58"] = "icmpv6",
        ["all"] = "-1",
    };

    // The first four of resources with one peer each, the others of those that make one of EC2's rules for every peer they list.
    private static readonly string[] Peers =
    [
        "cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId", "cidrBlocks", "ipv6CidrBlocks", "prefixListIds",
        "securityGroups", "sourceSecurityGroupId",
    ];

    private static readonly string[] Ranges = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks"];

    private static readonly string[] Makers = [IngressRule, EgressRule, CombinedRule, SecurityGroup];

    // A reference to another resource is equal to itself and to nothing else, and no unknown.
    private bool IsUnknown => new[] { Group, Direction, Traffic, Peer }.Any(it => it.Contains(Plan.Unknown, StringComparison.Ordinal));

    /// <summary>A control's check of each resource that is one rule, of either kind.</summary>
    /// <param name="type">The type token of the kind whose protocol is named <c>ipProtocol</c>.</param>
    /// <param name="rule">The check of the resource's inputs, and of the protocol among them.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> Each(string type, Func<PlanProperty, PlanProperty, Verdict> rule)
    {
        var direction = type == IngressRule ? "ingress" : "egress";
        return Control.Several(
            Control.Each(type, it => rule(it, it["ipProtocol"])),
            plan => plan.OfType(CombinedRule).Select(it => (Resource: it, Inputs: it.Input()))
                .Where(it => it.Inputs["type"].IsUnknown || it.Inputs["type"].Text == direction)
                .Select(it => new Finding(it.Resource, rule(it.Inputs, it.Inputs["protocol"]))));
    }

    /// <summary>The ranges that a rule's inputs name.</summary>
    /// <param name="rule">The inputs.</param>
    public static IEnumerable<PlanProperty> RangesOf(PlanProperty rule) => Of(rule, Ranges).Where(it => !it.IsAbsent);

    /// <summary>The ranges, prefix lists and groups that a rule's inputs name, but for the rule's own group.</summary>
    /// <param name="rule">The inputs.</param>
    public static IEnumerable<PlanProperty> PeersOf(PlanProperty rule) => Of(rule, Peers);

    /// <summary>A protocol's name as EC2 gives it back, <c>-1</c> for every one, or empty when there is none.</summary>
    /// <param name="protocol">The protocol as given.</param>
    public static string NameOf(PlanProperty protocol) => Protocols.GetValueOrDefault(protocol.Text ?? "", protocol.Text?.ToLowerInvariant() ?? "");

    /// <summary>The rules that a resource makes.</summary>
    /// <param name="resource">The resource.</param>
    public static IEnumerable<FirewallRule> Of(PlanResource resource)
    {
        var it = resource.Input();
        var group = it["securityGroupId"].Text ?? "";
        return resource.Type switch
        {
            IngressRule => Of(group, "ingress", it, it["ipProtocol"]),
            EgressRule => Of(group, "egress", it, it["ipProtocol"]),
            CombinedRule => Of(group, it["type"].Text ?? "", it, it["protocol"]),
            _ => new[] { "ingress", "egress" }.SelectMany(direction =>
                it[direction].Items.SelectMany(rule => Of($"${{{resource.Urn}.id}}", direction, rule, rule["protocol"]))),
        };
    }

    /// <summary>Finds the rules that a plan makes more than once, by whatever resources.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>A finding for each resource that makes rules.</returns>
    public static IEnumerable<Finding> FindRepeated(PlanIndex plan)
    {
        var made = plan.OfType(Makers)
            .Select(it => (Resource: it, Rules: Of(it).ToArray()))
            .Where(it => it.Rules.Length > 0)
            .ToArray();
        var makers = made.SelectMany(it => it.Rules.Select(rule => (Rule: rule, it.Resource.Name))).ToLookup(it => it.Rule, it => it.Name);
        return made.Select(it => new Finding(it.Resource, Verdict.All(it.Rules.Select(rule => Judge(rule, makers[rule])))));
    }

    /// <summary>The rules of a plan, each with a resource that makes it.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<(FirewallRule Rule, PlanResource Maker)> All(PlanIndex plan) =>
        plan.OfType(Makers).SelectMany(it => Of(it).Select(rule => (rule, it)));

    /// <summary>Whether whatever another rule lets through, this one does too.</summary>
    /// <param name="other">The other rule.</param>
    public bool Covers(FirewallRule other) =>
        Group == other.Group && Direction == other.Direction && (Traffic == other.Traffic || Traffic == "-1")
        && (Peer == other.Peer || (IPNetwork.TryParse(Peer, out var range) && IPNetwork.TryParse(other.Peer, out var part)
            && range.PrefixLength <= part.PrefixLength && range.Contains(part.BaseAddress)));

    private static Verdict Judge(FirewallRule rule, IEnumerable<string> makers) => rule.IsUnknown
        ? Verdict.Unknown($"a rule of {rule.Direction}")
        : Verdict.When(
            makers.Count() == 1,
            $"{rule.Direction} {rule.Traffic} {rule.Peer} is made more than once: by {string.Join(", ", makers.Order(StringComparer.Ordinal))}");

    private static IEnumerable<FirewallRule> Of(string group, string direction, PlanProperty rule, PlanProperty protocol)
    {
        var traffic = rule.IsUnknown ? Plan.Unknown : TrafficOf(rule, protocol);
        var peers = PeersOf(rule).Select(peer => peer.Text).OfType<string>();
        return (rule["self"].Flag == true ? peers.Append(group) : peers)
            .Select(peer => new FirewallRule(group, direction, traffic, Canonical(peer)));
    }

    private static IEnumerable<PlanProperty> Of(PlanProperty rule, string[] names) =>
        names.Select(name => rule[name]).SelectMany(it => it.Items.DefaultIfEmpty(it));

    private static string TrafficOf(PlanProperty rule, PlanProperty protocol)
    {
        var name = NameOf(protocol);
        // Of every protocol every port is meant, whatever is written.
        return name == "-1" ? name : $"{name} {Port(rule["fromPort"])}-{Port(rule["toPort"])}";
    }

    private static string Port(PlanProperty port) => port.IsUnknown ? Plan.Unknown : $"{port.Number}";

    // An IPv6 range has several spellings.
    private static string Canonical(string peer) => IPNetwork.TryParse(peer, out var range) ? range.ToString() : peer;
}
