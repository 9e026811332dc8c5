namespace FlowerInfra;

/// <summary>A picture in the making: what is added twice is joined.</summary>
internal sealed class PictureDraft
{
    private readonly Dictionary<string, PictureNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To, string Traffic), PictureEdge> _edges = [];

    /// <summary>The edges so far.</summary>
    public IEnumerable<PictureEdge> Edges => _edges.Values;

    /// <summary>Adds a node that isn't there yet.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Its key.</returns>
    public string Add(PictureNode node)
    {
        _nodes.TryAdd(node.Key, node);
        return node.Key;
    }

    /// <summary>Adds an edge, or what it has more than the one that is there.</summary>
    /// <param name="edge">The edge.</param>
    public void Add(PictureEdge edge)
    {
        var key = (edge.From, edge.To, edge.Traffic);
        _edges[key] = _edges.TryGetValue(key, out var old) ? PictureEdge.Join(edge.From, edge.To, [old, edge]) : edge;
    }

    /// <summary>The picture, in which no node stands for nothing.</summary>
    /// <param name="checks">Tells what an edge passes besides security groups.</param>
    public Picture ToPicture(EdgeChecks checks)
    {
        var edges = _edges.Values.Select(checks.Complete).ToList();
        var reached = edges.ToLookup(it => it.To, it => it.Traffic, StringComparer.Ordinal);
        return Picture.Sorted(_nodes.Values.Select(it => GroupCarriers.Named(it, reached[it.Key])), edges);
    }
}
