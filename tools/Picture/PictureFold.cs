namespace FlowerInfra;

/// <summary>
/// A picture with fewer nodes, which one can take in: ranges that reach the same are one, and of many instances each namespace is
/// one. What is left over stands as its number.
/// </summary>
internal static class PictureFold
{
    private const int MostOfZone = 12;
    private const int MostLines = 6;

    /// <summary>Folds a picture.</summary>
    /// <param name="picture">The picture.</param>
    public static Picture Of(Picture picture)
    {
        picture = Joined(picture, Ranges(picture));
        if (picture.Nodes.Count(it => it.Zone == PictureZone.Pods) > MostOfZone)
            picture = Joined(picture, Namespaces(picture));
        return Joined(picture, Rests(picture));
    }

    private static IEnumerable<(PictureNode Node, IReadOnlyList<PictureNode> Of)> Ranges(Picture picture)
    {
        var signatures = picture.Edges
            .SelectMany(it => new[] { (Key: it.From, Text: $"> {it.To} {it.Traffic} {it.Mark}"), (Key: it.To, Text: $"< {it.From} {it.Traffic} {it.Mark}") })
            .ToLookup(it => it.Key, it => it.Text, StringComparer.Ordinal);
        return
            from node in picture.Nodes
            where node.IsRange
            group node by (node.Zone, node.Mark, Signature: string.Join('\n', signatures[node.Key].Order(StringComparer.Ordinal))) into ranges
            let all = ranges.ToList()
            where all.Count > 1
            select (all[0] with
            {
                Title = string.Join(", ", all.Select(it => it.Title).Distinct(StringComparer.Ordinal)),
                Lines = [.. PictureWords.First([.. all.SelectMany(it => it.Lines)], MostLines)],
            }, (IReadOnlyList<PictureNode>)all);
    }

    private static IEnumerable<(PictureNode Node, IReadOnlyList<PictureNode> Of)> Namespaces(Picture picture) =>
        from node in picture.Nodes
        where node.Zone == PictureZone.Pods
        group node by node.Boundary into pods
        let all = pods.ToList()
        select (One(all, $"namespace {pods.Key}", pods.Key, pods.Key, $"{all.Count} workload{(all.Count == 1 ? "" : "s")}", [.. all.Select(it => it.Title)]),
            (IReadOnlyList<PictureNode>)all);

    // What a comparison marks is shown before what stays.
    private static IEnumerable<(PictureNode Node, IReadOnlyList<PictureNode> Of)> Rests(Picture picture) =>
        from zone in picture.Nodes.GroupBy(it => it.Zone)
        where zone.Count() > MostOfZone
        let rest = zone.OrderBy(it => it.Mark == PictureMark.None).Skip(MostOfZone - 1).ToList()
        let boundary = zone.Key == PictureZone.Pods ? "Other namespaces" : rest[0].Boundary
        select (One(rest, $"rest {zone.Key}", boundary, $"and {rest.Count} more", "", [.. rest.Select(it => it.Title)]) with { IsRest = true }, (IReadOnlyList<PictureNode>)rest);

    private static PictureNode One(List<PictureNode> nodes, string key, string boundary, string title, string first, IReadOnlyList<string> names) =>
        new(key, nodes[0].Zone, boundary, title, [.. first.Length == 0 ? [] : new[] { first }, .. PictureWords.First(names, MostLines - 2)])
        {
            Mark = PictureWords.Joined(nodes.Select(it => it.Mark)),
        };

    private static Picture Joined(Picture picture, IEnumerable<(PictureNode Node, IReadOnlyList<PictureNode> Of)> folds)
    {
        var all = folds.ToList();
        if (all.Count == 0)
            return picture;
        var places = all.SelectMany(it => it.Of.Select(node => (node.Key, Place: it.Node.Key))).ToDictionary(it => it.Key, it => it.Place, StringComparer.Ordinal);
        string Place(string key) => places.GetValueOrDefault(key, key);
        return Picture.Sorted(
            picture.Nodes.Where(it => !places.ContainsKey(it.Key)).Concat(all.Select(it => it.Node)),
            picture.Edges.GroupBy(it => (From: Place(it.From), To: Place(it.To), it.Traffic))
                .Select(it => PictureEdge.Join(it.Key.From, it.Key.To, [.. it])));
    }
}
