namespace FlowerInfra;

/// <summary>Who gets in now and didn't, in the words of the preview's summary: addresses, ranges, sign-in, whom it admits.</summary>
internal static class AccessEffects
{
    // Whose value is a list; of the others the whole value counts.
    private static readonly Dictionary<string, (string Comes, string Goes)> Lists = new(StringComparer.Ordinal)
    {
        ["from"] = ("reaches it now", "reaches it no more"),
        ["admits"] = ("may sign in now", "may no longer sign in"),
    };

    /// <summary>The changes.</summary>
    /// <param name="before">The old plan.</param>
    /// <param name="after">The new plan.</param>
    public static IEnumerable<Effect> Of(PlanIndex before, PlanIndex after)
    {
        var (old, @new) = (Entries(before), Entries(after));
        var rules = before.OfType(ResourceTypes.ListenerRule).Select(it => (Plan: before, Rule: it))
            .Concat(after.OfType(ResourceTypes.ListenerRule).Select(it => (Plan: after, Rule: it)))
            .ToLookup(it => AccessSummary.Address(it.Plan, it.Rule), it => it.Rule.Urn, StringComparer.Ordinal);
        return Effects(old, @new).Select(it => it with { Urns = [.. rules[AccessSummary.AddressIn(it.Subjects[0])]] });
    }

    private static IEnumerable<Effect> Effects(Dictionary<string, IReadOnlyList<SummaryFact>> old, Dictionary<string, IReadOnlyList<SummaryFact>> @new)
    {
        foreach (var subject in old.Keys.Union(@new.Keys, StringComparer.Ordinal))
        {
            if (!@new.TryGetValue(subject, out var now))
                yield return Change(subject, Concern.Availability, Impact.Danger, "no longer leads to a dashboard");
            else if (!old.TryGetValue(subject, out var then))
                yield return Change(subject, Concern.Security, Impact.Caution, $"is new: {string.Join("; ", now.Select(it => $"{it.Label} {it.Value}"))}");
            else
                foreach (var effect in Facts(subject, then, now))
                    yield return effect;
        }
    }

    private static Dictionary<string, IReadOnlyList<SummaryFact>> Entries(PlanIndex plan) => AccessSummary.Routes(plan)
        .Where(it => it.Subject.StartsWith("https://", StringComparison.Ordinal))
        .GroupBy(it => it.Subject, StringComparer.Ordinal)
        .ToDictionary(it => it.Key, it => (IReadOnlyList<SummaryFact>)[.. it.SelectMany(entry => entry.Facts)], StringComparer.Ordinal);

    private static IEnumerable<Effect> Facts(string subject, IReadOnlyList<SummaryFact> then, IReadOnlyList<SummaryFact> now)
    {
        foreach (var label in then.Concat(now).Select(it => it.Label).Distinct(StringComparer.Ordinal))
        {
            var isList = Lists.TryGetValue(label, out var words);
            var (old, @new) = (Values(then, label, isList), Values(now, label, isList));
            var (gone, come) = (old.Except(@new, StringComparer.Ordinal).ToArray(), @new.Except(old, StringComparer.Ordinal).ToArray());
            if (isList)
            {
                foreach (var value in come)
                    yield return Change(subject, Concern.Security, Impact.Danger, $"{value} {words.Comes}");
                foreach (var value in gone)
                    yield return Change(subject, Concern.Security, Impact.Better, $"{value} {words.Goes}");
            }
            else if (gone.Length + come.Length > 0)
            {
                var impact = label is "sign-in" or "may do" || gone.Length == 0 ? Impact.Danger : come.Length == 0 ? Impact.Better : Impact.Caution;
                yield return Change(subject, Concern.Security, impact, $"{label}: {Joined(gone)} → {Joined(come)}");
            }
        }
    }

    private static string[] Values(IReadOnlyList<SummaryFact> facts, string label, bool isList) =>
        [.. facts.Where(it => it.Label == label).SelectMany(it => isList ? it.Value.Split(", ") : [it.Value]).Distinct(StringComparer.Ordinal)];

    private static string Joined(string[] values) => values.Length == 0 ? "none" : string.Join("; ", values);

    private static Effect Change(string subject, Concern concern, Impact impact, string text) => new(concern, impact, ShownText.Safe(text), [subject], []);
}
