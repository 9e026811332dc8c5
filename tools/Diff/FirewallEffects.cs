using System.Net;
using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>
/// Which paths through security groups open and close: the rules of both plans as EC2 compares them, whatever resources make them.
/// A rule that another name makes, or a wider one covers, changes nothing.
/// </summary>
internal static class FirewallEffects
{
    /// <summary>The paths.</summary>
    /// <param name="before">The old plan, with the new URNs.</param>
    /// <param name="after">The new plan.</param>
    public static IEnumerable<Effect> Of(PlanIndex before, PlanIndex after)
    {
        var groups = before.Resources.Select(it => $"${{{it.Urn}.id}}").ToHashSet(StringComparer.Ordinal);
        var (old, @new) = (FirewallRule.All(before).ToList(), FirewallRule.All(after).ToList());
        return Paths(@new, old, isOpened: true, groups).Concat(Paths(old, @new, isOpened: false, groups));
    }

    // One line for all ports of one path.
    private static IEnumerable<Effect> Paths(
        List<(FirewallRule Rule, PlanResource Maker)> those, List<(FirewallRule Rule, PlanResource Maker)> others, bool isOpened, HashSet<string> known)
    {
        var covering = others.ToLookup(it => (it.Rule.Group, it.Rule.Direction), it => it.Rule);
        return those
            .Where(it => !covering[(it.Rule.Group, it.Rule.Direction)].Any(other => other.Covers(it.Rule)))
            .GroupBy(it => (it.Rule.Group, it.Rule.Direction, it.Rule.Peer))
            .Select(it => new Effect(
                Concern.Security,
                isOpened ? Opening(it.First().Rule, known) : Impact.Better,
                Sentence(it.First().Rule, it.Select(rule => rule.Rule.Traffic), isOpened),
                [],
                [.. it.Select(rule => rule.Maker.Urn)]));
    }

    // Who comes from outside into what stands already is who a reviewer has to know.
    private static Impact Opening(FirewallRule rule, HashSet<string> known) =>
        IPNetwork.TryParse(rule.Peer, out var range) && range.PrefixLength == 0 ? Impact.Danger
        : rule.Direction == "ingress" && !rule.Peer.StartsWith("${", StringComparison.Ordinal) && (known.Contains(rule.Group) || !rule.Group.StartsWith("${", StringComparison.Ordinal))
            ? Impact.Danger
            : Impact.Caution;

    private static string Sentence(FirewallRule rule, IEnumerable<string> traffics, bool isOpened)
    {
        var (group, peer) = (Shown(rule.Group), Shown(rule.Peer));
        var (from, to) = rule.Direction == "ingress" ? (peer, group) : (group, peer);
        var ports = string.Join(" and ", traffics.Select(Ports).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return isOpened ? $"opened: {from} can reach {to} on {ports}" : $"closed: {from} can't reach {to} on {ports} any more";
    }

    private static string Shown(string text)
    {
        var shown = ShownText.Of(JsonValue.Create(text));
        return text.StartsWith("${", StringComparison.Ordinal) && shown.EndsWith(".id", StringComparison.Ordinal) ? shown[..^".id".Length] : shown;
    }

    private static string Ports(string traffic) => traffic == "-1" ? "every port"
        : traffic.Split(' ', '-') is [var protocol, var from, var to] ? $"{protocol} {(from == to ? from : $"{from} to {to}")}"
        : traffic;
}
