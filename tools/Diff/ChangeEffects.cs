namespace FlowerInfra;

/// <summary>Explains the changes of a plan by the tables of rules, one line for each concern, and lists what no rule knows.</summary>
internal static class ChangeEffects
{
    private const int MostPaths = 3;

    // Within one concern the first rule that has something to say says it.
    private static readonly ILookup<string, PropertyRule> Rules = new[]
        {
            SecurityRules.Properties, DataRules.Properties, AvailabilityRules.Properties, SecretRules.Properties, CostRules.Properties,
        }
        .SelectMany(it => it)
        .SelectMany(rule => (rule.Types.Length == 0 ? [""] : rule.Types).Select(type => (type, rule)))
        .ToLookup(it => it.type, it => it.rule, StringComparer.Ordinal);

    /// <summary>What the changes mean, the worst first.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="before">The old plan, with the new URNs.</param>
    /// <param name="after">The new plan.</param>
    public static IReadOnlyList<Effect> Of(IReadOnlyList<ResourceChange> changes, PlanIndex before, PlanIndex after)
    {
        var classes = new ObjectsByName(before, ResourceTypes.StorageClass);
        var gone = changes.Where(it => it.Kind == ChangeKind.Delete && it.Type == ResourceTypes.Namespace)
            .Select(it => it.Before!.Input()["metadata"]["name"].Text ?? "")
            .ToHashSet(StringComparer.Ordinal);
        var paths = FirewallEffects.Of(before, after).Concat(AccessEffects.Of(before, after)).ToList();
        var told = paths.SelectMany(it => it.Urns).ToHashSet(StringComparer.Ordinal);
        var effects = changes.Where(it => !it.Resource.Component)
            .SelectMany(change => Of(change, classes, gone, told.Contains(change.Resource.Urn))
                .Select(it => new Effect(it.Concern, it.Impact, it.Text, [change.Name], [change.Resource.Urn])));
        return Effect.Merge(paths.Concat(effects));
    }

    private static List<Explanation> Of(ResourceChange change, ObjectsByName classes, HashSet<string> gone, bool isToldAsPath)
    {
        var explanations = new List<Explanation>();
        var unknown = new List<PropertyChange>();
        foreach (var property in change.Properties)
        {
            var said = Rules[""].Concat(Rules[change.Type]).Select(rule => rule.Of(property, change)).OfType<Explanation>()
                .GroupBy(it => it.Concern).Select(it => it.First()).ToList();
            explanations.AddRange(said);
            if (said.Count == 0)
                unknown.Add(property);
        }

        explanations.AddRange(SecurityRules.Of(change, gone));
        explanations.AddRange(new[] { DataRules.Of(change, classes), AvailabilityRules.Of(change), SecretRules.Of(change), CostRules.Of(change) }.OfType<Explanation>());
        if (change.Kind == ChangeKind.Rename)
            explanations.Add(new(Concern.Other, Impact.Notice, $"is what was called {change.Before!.Name}"));
        if (change.ReplacedWith.Count > 0)
            explanations.Add(new(Concern.Other, Impact.Notice, $"is replaced with {string.Join(", ", change.ReplacedWith)}, to which it belongs"));
        if (change.Follows.Count > 0)
            explanations.Add(Follows(change));
        if (!isToldAsPath && Rest(change, unknown, explanations.Count == 0) is { } rest)
            explanations.Add(rest);
        return explanations;
    }

    private static Explanation Follows(ResourceChange change)
    {
        var names = string.Join(", ", change.Follows.Select(it => it.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return ResourceTypes.Servers.Contains(change.Type, StringComparer.Ordinal) && change.Follows.Any(it => it.Place.IsAt("spec.template"))
            ? new(Concern.Availability, Impact.Caution, $"restarts because {names} is replaced, and is away until the new pod is ready")
            : new(Concern.Other, Impact.Notice, $"refers to {names}, which is replaced");
    }

    // What no rule knows is still told.
    private static Explanation? Rest(ResourceChange change, List<PropertyChange> unknown, bool isAlone)
    {
        // A replacement that is explained needs no other reason.
        var rest = isAlone ? unknown : unknown.FindAll(it => !it.ForcesReplacement);
        if (rest.Count > 0)
        {
            var paths = rest.Select(it => it.Path).Distinct(StringComparer.Ordinal).ToList();
            var verb = change.Kind == ChangeKind.Replace ? "is replaced, because it changes" : "changes";
            return new(Concern.Other, Impact.Notice, $"{verb} {SummaryWords.First(paths, MostPaths)}");
        }

        return change.Kind switch
        {
            ChangeKind.Delete when isAlone => new(Concern.Other, Impact.Notice, "is deleted"),
            ChangeKind.Create when isAlone => new(Concern.Other, Impact.Notice, "is created"),
            _ => null,
        };
    }
}
