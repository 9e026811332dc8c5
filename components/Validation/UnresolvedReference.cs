using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A preview without the engine puts <c>${urn.property}</c> where the value of another resource will stand. It is a text, and
/// none that a rule could judge: it is treated as what isn't known yet.
/// </summary>
internal static class UnresolvedReference
{
    private const string Mark = "${urn:pulumi:";

    /// <summary>Whether a text holds such a reference.</summary>
    /// <param name="text">The text.</param>
    public static bool StandsIn(string? text) => text?.Contains(Mark, StringComparison.Ordinal) == true;

    /// <summary>Whether one of a list's texts that are known holds such a reference.</summary>
    /// <param name="texts">The list.</param>
    public static bool StandsIn(Output<ImmutableArray<string>> texts) =>
        KnownValue.TryGet(texts, out var known) && !known.IsDefault && known.Any(StandsIn);
}
