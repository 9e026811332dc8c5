namespace FlowerInfra;

/// <summary>The edges between two nodes in one direction, which are one line in a picture.</summary>
/// <param name="Number">The number at the line, from 1; the table of edges has it too.</param>
/// <param name="From">The node that begins.</param>
/// <param name="To">The node that answers.</param>
/// <param name="Edges">The edges, all of one mark.</param>
internal sealed record PictureBundle(int Number, PictureNode From, PictureNode To, IReadOnlyList<PictureEdge> Edges)
{
    /// <summary>What a comparison says of them.</summary>
    public PictureMark Mark => Edges[0].Mark;

    /// <summary>The number, the mark, the traffic and whether it is encrypted, in few characters.</summary>
    public string Label => $"{Number} {Mark.Sign()}{PictureTraffic.Short(Edges.Select(it => it.Traffic))}"
        + (Edges.All(it => it.Encryption.Holds == true) ? IsNetwork ? " TLS" : "" : Edges.All(it => it.Encryption.Holds == false) ? " plain" : "");

    private bool IsNetwork => Edges.Any(it => PictureTraffic.Ports(it.Traffic) is not null);

    /// <summary>The bundles of a picture, in the order of its edges.</summary>
    /// <param name="picture">The picture.</param>
    public static IReadOnlyList<PictureBundle> Of(Picture picture)
    {
        var nodes = picture.Nodes.ToDictionary(it => it.Key, StringComparer.Ordinal);
        return
        [
            .. picture.Edges.GroupBy(it => (it.From, it.To, it.Mark))
                .Select((it, index) => new PictureBundle(index + 1, nodes[it.Key.From], nodes[it.Key.To], [.. it])),
        ];
    }
}
