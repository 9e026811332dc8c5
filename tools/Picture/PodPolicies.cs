using System.Net;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What network policies let in and out of one workload's pods.</summary>
internal sealed class PodPolicies
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Handlers = ["httpGet", "tcpSocket"];

    private readonly PlanIndex _plan;
    private readonly List<(string Name, PlanProperty Spec)> _policies;
    private readonly HashSet<string> _probed;

    /// <summary>Reads the policies.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="workload">The workload.</param>
    public PodPolicies(PlanIndex plan, PlanResource workload)
    {
        _plan = plan;
        _policies = [.. PodReading.Selecting(plan, workload, NetworkPolicy, it => it["spec"]["podSelector"]).Select(it => (it.Resource.Name, it.Resource.Input()["spec"]))];
        _probed = workload.PodSpec()["containers"].Items
            .SelectMany(container => Probes.SelectMany(probe => Handlers.Select(handler => container[probe][handler])))
            .Where(it => !it["port"].IsAbsent).Select(it => TrafficOf(it, workload)).ToHashSet(StringComparer.Ordinal);
        Rules = [.. new[] { true, false }.SelectMany(enters => _policies.SelectMany(it => RulesOf(it.Name, it.Spec, enters, workload)))];
    }

    /// <summary>The rules of all policies.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; }

    /// <summary>The rules that let some traffic through.</summary>
    /// <param name="traffic">The traffic.</param>
    /// <param name="enters">Whether it comes in.</param>
    /// <param name="range">The other end's addresses; null when they aren't known.</param>
    public IEnumerable<PolicyRule> Admitting(string traffic, bool enters, string? range) =>
        Rules.Where(it => it.Enters == enters && PictureTraffic.Meet(it.Traffic, traffic) && Overlap(it.Peer["ipBlock"]["cidr"].Text, range));

    /// <summary>What an edge passes.</summary>
    /// <param name="traffic">The traffic.</param>
    /// <param name="enters">Whether it comes in.</param>
    /// <param name="range">The other end's addresses; null when they aren't known.</param>
    public IEnumerable<string> Checks(string traffic, bool enters, string? range)
    {
        var direction = enters ? "Ingress" : "Egress";
        if (!_policies.Any(it => Types(it.Spec).Contains(direction, StringComparer.Ordinal)))
            return [$"no network policy on the way {(enters ? "in" : "out")}"];
        var admitting = Admitting(traffic, enters, range).ToList();
        // A pod's own node reaches it, whatever policies say (https://kubernetes.io/docs/concepts/services-networking/network-policies/).
        return admitting.Count == 0
            ? [enters && _probed.Contains(traffic) ? "network policies: the node's probes alone" : "CLOSED by network policies"]
            : admitting.GroupBy(it => it.Policy, StringComparer.Ordinal)
                .Select(it => $"network policy {it.Key}: {(enters ? "from" : "to")} {SummaryWords.List(it.Select(rule => Shown(rule.Peer)))}");
    }

    private string Shown(PlanProperty peer) => peer.IsAbsent ? "everybody"
        : peer.IsUnknown ? _plan.Shown(peer)
        : !peer["ipBlock"].IsAbsent ? _plan.Shown(peer["ipBlock"]["cidr"])
        : AccessSummary.Pods(_plan, peer);

    private static IEnumerable<string> Types(PlanProperty spec) => spec["policyTypes"].IsAbsent
        ? spec["egress"].IsAbsent ? ["Ingress"] : ["Ingress", "Egress"]
        : spec["policyTypes"].Items.Select(it => it.Text).OfType<string>();

    private static IEnumerable<PolicyRule> RulesOf(string policy, PlanProperty spec, bool enters, PlanResource workload)
    {
        var (list, peers) = enters ? ("ingress", "from") : ("egress", "to");
        return from rule in spec[list].Items
               from traffic in rule["ports"].IsAbsent ? [PictureTraffic.All] : rule["ports"].Items.Select(it => TrafficOf(it, workload))
               from peer in rule[peers].IsAbsent ? [rule[peers]] : rule[peers].Items
               select new PolicyRule(policy, enters, traffic, peer);
    }

    private static string TrafficOf(PlanProperty port, PlanResource workload)
    {
        var protocol = port["protocol"].Text ?? "TCP";
        var number = port["port"].Number ?? workload.PodSpec()["containers"].Items.SelectMany(it => it["ports"].Items)
            .Where(it => it["name"].Text is { } name && name == port["port"].Text).Select(it => it["containerPort"].Number).FirstOrDefault();
        return port.IsUnknown || port["port"].IsUnknown ? Plan.Unknown
            : number is { } from ? PictureTraffic.Of(protocol, from, port["endPort"].Number ?? from)
            : port["port"].IsAbsent ? PictureTraffic.Of(protocol, 0, 65535)
            : $"{protocol.ToLowerInvariant()} {port["port"].Text}";
    }

    private static bool Overlap(string? one, string? other) => !IPNetwork.TryParse(one ?? "", out var some) || !IPNetwork.TryParse(other ?? "", out var others)
        || some.Contains(others.BaseAddress) || others.Contains(some.BaseAddress);
}
