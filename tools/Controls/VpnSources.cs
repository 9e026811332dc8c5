using System.Net;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>
/// The ranges that firewalls and the load balancer's rules admit, beside those of the network itself: the load balancer's
/// subnets, from which pods believe what a request says about its client, and the servers that pods may reach.
/// </summary>
internal static class VpnSources
{
    /// <summary>The control's check.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<Finding> Check(PlanIndex plan)
    {
        var rules = plan.OfType(NetworkPolicy).Select(it => it.Input()["spec"]).ToList();
        var balancers = RangesOf(rules.SelectMany(it => it["ingress"].Items).SelectMany(it => it["from"].Items));
        var servers = RangesOf(rules.SelectMany(it => it["egress"].Items).SelectMany(it => it["to"].Items));
        return Sources(plan).Select(it => new Finding(it.Resource, Verdict.All(it.Ranges.Select(range => Judge(range, balancers, servers)))));
    }

    private static IEnumerable<(PlanResource Resource, IEnumerable<PlanProperty> Ranges)> Sources(PlanIndex plan) =>
        plan.OfType(IngressRule, CombinedRule).Select(it => (Resource: it, Inputs: it.Input()))
            .Where(it => it.Inputs["type"].Text is not "egress").Select(it => (it.Resource, FirewallRule.RangesOf(it.Inputs)))
            .Concat(plan.OfType(ListenerRule).Select(it => (it, LoadBalancerControls.Sources(it.Input()))));

    private static Verdict Judge(PlanProperty source, IReadOnlyList<PlanProperty> balancers, IReadOnlyList<PlanProperty> servers)
    {
        if (!IPNetwork.TryParse(source.Text, out var range))
            return source.IsUnknown ? Verdict.Unknown(source.Path) : Verdict.Pass;
        var held = balancers.Select(it => Read(it)).FirstOrDefault(it => it is { } subnet && (Covers(range, subnet) || Covers(subnet, range)))
            ?? servers.Select(it => Read(it)).FirstOrDefault(it => it is { } server && Covers(range, server));
        if (held is not null)
            return source.Meets(false, $"shares addresses with {held}, which the network itself has");
        return Verdict.All(balancers.Where(it => it.IsUnknown).Select(it => Verdict.Unknown(it.Path)));
    }

    private static List<PlanProperty> RangesOf(IEnumerable<PlanProperty> peers) =>
        [.. peers.Select(peer => peer["ipBlock"]["cidr"]).Where(it => !it.IsAbsent).DistinctBy(it => it.Text)];

    private static IPNetwork? Read(PlanProperty cidr) => IPNetwork.TryParse(cidr.Text, out var range) ? range : null;

    private static bool Covers(IPNetwork outer, IPNetwork inner) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);
}
