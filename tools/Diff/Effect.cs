namespace FlowerInfra;

/// <summary>What a change means, in a line.</summary>
/// <param name="Concern">What it is about.</param>
/// <param name="Impact">How much it asks for attention.</param>
/// <param name="Text">What happens: a predicate of the subjects, or a sentence when there are none.</param>
/// <param name="Subjects">What it happens to, sorted; empty when the text says so.</param>
/// <param name="Urns">The resources behind it, sorted.</param>
internal sealed record Effect(Concern Concern, Impact Impact, string Text, IReadOnlyList<string> Subjects, IReadOnlyList<string> Urns)
{
    private const int MostSubjects = 4;

    /// <summary>The subjects and the text, with the first subjects alone where there are many.</summary>
    public string Line => Subjects.Count == 0 ? Text : $"{SummaryWords.First(Subjects, MostSubjects)}: {Text}";

    /// <summary>Effects with each text once, the worst first.</summary>
    /// <param name="effects">The effects.</param>
    public static IReadOnlyList<Effect> Merge(IEnumerable<Effect> effects) =>
    [
        .. effects.GroupBy(it => (it.Concern, it.Impact, it.Text, HasSubjects: it.Subjects.Count > 0))
            .Select(it => new Effect(it.Key.Concern, it.Key.Impact, it.Key.Text, Sorted(it.SelectMany(one => one.Subjects)), Sorted(it.SelectMany(one => one.Urns))))
            .OrderByDescending(it => it.Impact)
            .ThenBy(it => it.Concern)
            .ThenBy(it => it.Line, StringComparer.Ordinal),
    ];

    private static IReadOnlyList<string> Sorted(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
