namespace FlowerInfra;

/// <summary>Resources that change in one way, and how.</summary>
/// <param name="Title">What happens to which resources.</param>
/// <param name="Lines">The values, each with +, - or ~ before it.</param>
internal sealed record ChangeBlock(string Title, IReadOnlyList<string> Lines)
{
    private const int MostNames = 12;

    /// <summary>The blocks of a comparison, those with the worst effects first.</summary>
    /// <param name="diff">The comparison.</param>
    /// <param name="isVerbose">Whether checksums and the values of what comes and goes are shown too.</param>
    public static IReadOnlyList<ChangeBlock> Of(PlanDiff diff, bool isVerbose)
    {
        var worst = diff.Effects.SelectMany(effect => effect.Urns.Select(urn => (urn, effect.Impact)))
            .GroupBy(it => it.urn, StringComparer.Ordinal).ToDictionary(it => it.Key, it => it.Max(effect => effect.Impact), StringComparer.Ordinal);
        return
        [
            .. diff.Changes
                .Select(it => (Change: it, Lines: ValuesOf(it, isVerbose).ToList()))
                // A tag of every resource is one change.
                .GroupBy(it => it.Change.Kind == ChangeKind.Update && it.Change.FormerUrn is null ? string.Join('\n', it.Lines) : it.Change.Resource.Urn, StringComparer.Ordinal)
                .Select(it => (Changes: it.Select(one => one.Change).ToList(), it.First().Lines))
                .OrderByDescending(it => it.Changes.Max(change => worst.GetValueOrDefault(change.Resource.Urn, Impact.Notice)))
                .ThenByDescending(it => it.Changes[0].Kind)
                .ThenBy(it => it.Changes[0].Resource.Urn, StringComparer.Ordinal)
                .Select(it => new ChangeBlock(TitleOf(it.Changes), it.Lines)),
        ];
    }

    private static string TitleOf(List<ResourceChange> changes)
    {
        var first = changes[0];
        var names = changes.Select(it => it.Name).Order(StringComparer.Ordinal).ToList();
        var shown = SummaryWords.First(names, MostNames);
        var types = changes.Select(it => it.Type[(it.Type.LastIndexOf(':') + 1)..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return $"{first.Kind.Sign()} {shown} ({(types.Count > 3 ? $"{types.Count} types" : string.Join(", ", types))}) {first.Kind.Word()}"
            + (first.FormerUrn is null || first.Before!.Name == first.Name ? "" : $", was {first.Before.Name}")
            + (first.IsGoneMeanwhile ? ", the old one goes first" : "")
            + (first.ReplacedWith.Count > 0 ? $", with {string.Join(", ", first.ReplacedWith)}" : "");
    }

    private static IEnumerable<string> ValuesOf(ResourceChange change, bool isVerbose)
    {
        foreach (var property in change.Properties.Where(it => isVerbose || !AvailabilityRules.IsChecksum(it)))
        {
            var forces = property.ForcesReplacement ? " (replaces it)" : "";
            if (property is { TextBefore: { } before, TextAfter: { } after } && (before.Contains('\n', StringComparison.Ordinal) || after.Contains('\n', StringComparison.Ordinal)))
            {
                yield return $"~ {property.Path}{forces}:";
                foreach (var line in TextDifference.Lines(ShownText.Safe(before), ShownText.Safe(after)))
                    yield return line;
                continue;
            }

            yield return property.Before is null ? $"+ {property.Path}{forces}: {ShownText.Of(property.After)}"
                : property.After is null ? $"- {property.Path}{forces}: {ShownText.Of(property.Before)}"
                : $"~ {property.Path}{forces}: {ShownText.OfChange(property)}";
        }

        foreach (var (place, name) in change.Follows)
            yield return $"~ {place.Path}: of {name}, which is replaced";
        if (!isVerbose || change.Kind is not (ChangeKind.Create or ChangeKind.Delete) || change.Resource.Component)
            yield break;
        foreach (var (name, value) in change.Resource.Inputs)
            yield return $"{change.Kind.Sign()} {name}: {ShownText.Of(value)}";
    }
}
