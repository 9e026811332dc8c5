namespace FlowerInfra;

/// <summary>What a reader must know about one thing.</summary>
/// <param name="Subject">The thing: an address, a volume, a log.</param>
/// <param name="Facts">The facts, in the order in which they are read.</param>
internal sealed record SummaryEntry(string Subject, IReadOnlyList<SummaryFact> Facts)
{
    /// <summary>The facts in one line.</summary>
    public string Line => string.Join("; ", Facts.Select(it => it.Label.Length == 0 ? it.Value : $"{it.Label} {it.Value}"));
}
