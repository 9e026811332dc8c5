namespace FlowerInfra;

/// <summary>One fact about an entry.</summary>
/// <param name="Label">What it is about, in a word or two; empty where the subject says so.</param>
/// <param name="Value">The fact.</param>
internal sealed record SummaryFact(string Label, string Value);
