namespace FlowerInfra;

/// <summary>Who reaches what in a stack, over which port, through which check, and how that is encrypted.</summary>
/// <param name="Nodes">The nodes, sorted by zone, boundary, title and key.</param>
/// <param name="Edges">The edges, in the order of their nodes.</param>
internal sealed record Picture(IReadOnlyList<PictureNode> Nodes, IReadOnlyList<PictureEdge> Edges)
{
    /// <summary>Draws a plan's picture.</summary>
    /// <param name="plan">The plan.</param>
    public static Picture Of(PlanIndex plan)
    {
        var draft = new PictureDraft();
        var carriers = new GroupCarriers(plan, draft);
        var paths = new TargetPaths(plan);
        PictureWorkloads.AddTo(draft, plan, paths);
        FirewallEdges.AddTo(draft, plan, carriers);
        var checks = new EdgeChecks(plan, carriers, paths);
        PolicyEdges.AddTo(draft, plan, checks);
        StoreEdges.AddTo(draft, plan);
        return draft.ToPicture(checks);
    }

    /// <summary>Puts nodes and edges in order.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">The edges between them.</param>
    public static Picture Sorted(IEnumerable<PictureNode> nodes, IEnumerable<PictureEdge> edges)
    {
        var sorted = nodes.OrderBy(it => it.Zone).ThenBy(it => it.Boundary, StringComparer.Ordinal).ThenBy(it => it.Title, StringComparer.Ordinal)
            .ThenBy(it => it.Key, StringComparer.Ordinal).ThenBy(it => it.Mark).ToList();
        var places = sorted.Select((node, index) => (node.Key, index)).ToDictionary(it => it.Key, it => it.index, StringComparer.Ordinal);
        return new Picture(sorted,
        [
            .. edges.OrderBy(it => places[it.From]).ThenBy(it => places[it.To]).ThenBy(it => PictureTraffic.Shown(it.Traffic), StringComparer.Ordinal).ThenBy(it => it.Mark),
        ]);
    }
}
