namespace FlowerInfra;

/// <summary>The answer to one question about a stack.</summary>
/// <param name="Title">The question.</param>
/// <param name="IsDetailed">Whether each fact has a line of its own, rather than each entry.</param>
/// <param name="Entries">The answer; empty when the stack has nothing to do with it.</param>
internal sealed record SummarySection(string Title, bool IsDetailed, IReadOnlyList<SummaryEntry> Entries);
