using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A preview without the engine puts <c>${urn.property}</c> where the value of another resource will stand, and
/// <c>${token.property}</c> where that of a function will. It is a text, and none that a rule could judge: it is treated as what
/// isn't known yet.
/// </summary>
internal static partial class UnresolvedReference
{
    /// <summary>Whether a text holds such a reference.</summary>
    /// <param name="text">The text.</param>
    public static bool StandsIn(string? text) => text is not null && Mark().IsMatch(text);

    /// <summary>Whether one of a list's texts that are known holds such a reference.</summary>
    /// <param name="texts">The list.</param>
    public static bool StandsIn(Output<ImmutableArray<string>> texts) =>
        KnownValue.TryGet(texts, out var known) && !known.IsDefault && known.Any(StandsIn);

    // A function's token has two colons, for example aws:ecr/getImage:getImage.
    [GeneratedRegex(@"\$\{(urn:pulumi:|[a-z0-9-]+:[^:{}]+:[^:{}]+\})")]
    private static partial Regex Mark();
}
