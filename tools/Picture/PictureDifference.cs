namespace FlowerInfra;

/// <summary>The picture of a comparison: everything that either plan has, each with its mark.</summary>
internal static class PictureDifference
{
    /// <summary>Draws it.</summary>
    /// <param name="diff">The comparison.</param>
    public static Picture Of(PlanDiff diff) => Of(
        Picture.Of(new PlanIndex(new PlanRenames(diff.Before, diff.After).Rewrite(diff.Before))), Picture.Of(new PlanIndex(diff.After)));

    /// <summary>Compares two pictures.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    public static Picture Of(Picture before, Picture after) => Picture.Sorted(
        Marked(before.Nodes, after.Nodes, it => it.Key, IsLike, (it, mark) => it with { Mark = mark }),
        Marked(before.Edges, after.Edges, it => (it.From, it.To, it.Traffic), (one, other) => one.IsLike(other), (it, mark) => it with { Mark = mark }));

    private static IEnumerable<T> Marked<T, TKey>(
        IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, TKey> key, Func<T, T, bool> isLike, Func<T, PictureMark, T> mark)
        where TKey : notnull
    {
        var (old, @new) = (before.ToDictionary(key), after.Select(key).ToHashSet());
        return after
            .Select(it => !old.TryGetValue(key(it), out var one) ? mark(it, PictureMark.Added) : isLike(one, it) ? it : mark(it, PictureMark.Changed))
            .Concat(before.Where(it => !@new.Contains(key(it))).Select(it => mark(it, PictureMark.Removed)));
    }

    private static bool IsLike(PictureNode one, PictureNode other) =>
        (one.Zone, one.Boundary, one.Title) == (other.Zone, other.Boundary, other.Title) && one.Lines.SequenceEqual(other.Lines, StringComparer.Ordinal);
}
