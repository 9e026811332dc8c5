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
        var policies = plan.OfType(NetworkPolicy).Select(it => it.Input()["spec"]).ToList();
        var balancers = RangesOf(policies.SelectMany(it => it["ingress"].Items).SelectMany(it => it["from"].Items));
        var servers = RangesOf(policies.SelectMany(it => it["egress"].Items).SelectMany(it => it["to"].Items)).Known;
        return Sources(plan).Select(it => new Finding(it.Resource, Verdict.All(it.Ranges.Select(range => Judge(range, balancers.Known, servers))
            .Concat(balancers.Unknown))));
    }

    private static IEnumerable<(PlanResource Resource, IEnumerable<PlanProperty> Ranges)> Sources(PlanIndex plan) =>
        plan.OfType(IngressRule, CombinedRule).Select(it => (Resource: it, Inputs: it.Input()))
            .Where(it => it.Inputs["type"].Text is not "egress").Select(it => (it.Resource, FirewallRule.RangesOf(it.Inputs)))
            .Concat(plan.OfType(ListenerRule).Select(it => (it, LoadBalancerControls.Sources(it.Input()))));

    private static Verdict Judge(PlanProperty source, List<IPNetwork> balancers, List<IPNetwork> servers)
    {
        if (!IPNetwork.TryParse(source.Text, out var range))
            return source.IsUnknown ? Verdict.Unknown(source.Path) : Verdict.Pass;
        var held = balancers.Where(it => Covers(range, it) || Covers(it, range)).Concat(servers.Where(it => Covers(range, it))).Take(1).ToList();
        return held is [var own] ? source.Meets(false, $"shares addresses with {own}, which the network itself has") : Verdict.Pass;
    }

    private static (List<IPNetwork> Known, List<Verdict> Unknown) RangesOf(IEnumerable<PlanProperty> peers)
    {
        var all = peers.Select(peer => peer["ipBlock"]["cidr"]).Where(it => !it.IsAbsent).DistinctBy(it => it.Text).ToList();
        return (
            [.. all.Where(it => !it.IsUnknown).Select(it => IPNetwork.TryParse(it.Text, out var range) ? range : (IPNetwork?)null).OfType<IPNetwork>()],
            [.. all.Where(it => it.IsUnknown).Select(it => Verdict.Unknown(it.Path))]);
    }

    private static bool Covers(IPNetwork outer, IPNetwork inner) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);
}
