using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>The edges that network policies open and no security group rule draws already.</summary>
internal static class PolicyEdges
{
    private const string NamespaceLabel = "kubernetes.io/metadata.name";

    /// <summary>Draws them.</summary>
    /// <param name="draft">The picture.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="checks">Knows the policies.</param>
    public static void AddTo(PictureDraft draft, PlanIndex plan, EdgeChecks checks)
    {
        var drawn = draft.Edges.SelectMany(it => new[] { (Key: (it.To, Enters: true), Edge: it, Other: it.From), (Key: (it.From, Enters: false), Edge: it, Other: it.To) })
            .ToLookup(it => it.Key, it => (it.Edge.Traffic, it.Other));
        var workloads = plan.OfType(Workloads).ToLookup(Space, StringComparer.Ordinal);
        foreach (var workload in plan.OfType(Workloads))
        {
            var policies = checks.PoliciesOf(workload.Urn)!;
            var known = drawn[(workload.Urn, true)].SelectMany(it => policies.Admitting(it.Traffic, true, EdgeChecks.RangeOf(it.Other)))
                .Concat(drawn[(workload.Urn, false)].SelectMany(it => policies.Admitting(it.Traffic, false, EdgeChecks.RangeOf(it.Other)))).ToHashSet();
            foreach (var rule in policies.Rules.Where(it => !known.Contains(it)))
            {
                foreach (var peer in Peers(draft, plan, workload, workloads, rule.Peer, rule.Enters).Where(it => it != workload.Urn))
                    draft.Add(rule.Enters ? new PictureEdge(peer, workload.Urn, rule.Traffic) : new PictureEdge(workload.Urn, peer, rule.Traffic));
            }
        }
    }

    private static List<string> Peers(
        PictureDraft draft, PlanIndex plan, PlanResource workload, ILookup<string, PlanResource> workloads, PlanProperty peer, bool begins)
    {
        if (peer.IsAbsent)
            return [draft.Add(GroupCarriers.Range("0.0.0.0/0", begins, ""))];
        if (!peer["ipBlock"].IsAbsent)
            return [draft.Add(GroupCarriers.Range(plan.Shown(peer["ipBlock"]["cidr"]), begins, ""))];
        var labels = peer["podSelector"]["matchLabels"].Pairs.ToList();
        var space = peer["namespaceSelector"].IsAbsent ? Space(workload) : peer["namespaceSelector"]["matchLabels"][NamespaceLabel].Text ?? "";
        var own = workloads[space].Where(it => labels.All(label => it.PodLabels()[label.Key].IsSameAs(label.Value))).Select(it => it.Urn).ToList();
        if (own.Count > 0)
            return own;
        var name = AccessSummary.Pods(plan, peer);
        return
        [
            draft.Add(new PictureNode(
                $"{(begins ? "from" : "to")} {name}", begins ? PictureZone.Outside : PictureZone.Servers, begins ? "Outside" : "Servers", "Pods", [name, "not of this stack"])),
        ];
    }

    private static string Space(PlanResource resource) => resource.Input()["metadata"]["namespace"].Text ?? "default";
}
