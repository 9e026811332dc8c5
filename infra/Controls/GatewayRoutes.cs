using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// The gateway's list of allowed requests against the table of Flower's. Of a regular expression nobody can tell what it
/// leaves out: those of the table are tested in nginx, and no other is taken.
/// </summary>
internal static partial class GatewayRoutes
{
    private static readonly HashSet<string> Writable = Patterns(GatewayProfile.Admin);
    private static readonly HashSet<string> ReadOnly = Patterns(GatewayProfile.Viewer);

    /// <summary>The expressions that a file's map of allowed requests lists; null when it compares something else or lists none.</summary>
    /// <param name="file">The file.</param>
    public static IReadOnlyList<string>? Listed(GatewayFile file) =>
        file.Map("allowed") is { } map && map.Is("$request", "0", out var entries) && entries.All(it => it.Value == "1")
            ? [.. entries.Select(it => it.Key)]
            : null;

    /// <summary>The path below which a file's gateway has Flower, without a slash at its end; null when its list doesn't tell.</summary>
    /// <param name="file">The file.</param>
    public static string? Prefix(GatewayFile file) =>
        Listed(file) is { } listed && Prefixes(listed[0], Writable).FirstOrDefault() is { } prefix
            ? prefix.Replace("[.]", ".", StringComparison.Ordinal)
            : null;

    /// <summary>Whether expressions are of Flower's requests below one prefix.</summary>
    /// <param name="expressions">The expressions.</param>
    /// <param name="profile">Whether those that control workers and tasks are among them.</param>
    public static bool AreFlowers(IReadOnlyList<string> expressions, GatewayProfile profile)
    {
        var known = profile == GatewayProfile.Admin ? Writable : ReadOnly;
        return Prefixes(expressions[0], known).Any(prefix => expressions.All(it => known.Contains(Below(it, prefix))));
    }

    private static IEnumerable<string> Prefixes(string expression, HashSet<string> known) =>
        from match in Start().Matches(expression)
        from length in Enumerable.Range(0, match.Groups["path"].Length + 1)
        let prefix = match.Groups["path"].Value[..length]
        where known.Contains(Below(expression, prefix))
        select prefix;

    // The same expression for a Flower at the root.
    private static string Below(string expression, string prefix) =>
        Start().Match(expression) is { Success: true } match && match.Groups["path"].Value.StartsWith(prefix, StringComparison.Ordinal)
            ? match.Groups["start"].Value + expression[(match.Groups["path"].Index + prefix.Length)..]
            : "";

    private static HashSet<string> Patterns(GatewayProfile profile)
    {
        _ = UrlPrefix.TryParse("/", out var root, out _);
        return FlowerRoutes.For(profile, AuthenticationKind.OAuth).Select(route => $"~{RequestLinePattern.Of(root!, route)}")
            .ToHashSet(StringComparer.Ordinal);
    }

    // A path of literal characters only: what stands in brackets is the dot.
    [GeneratedRegex(@"^(?<start>~\^[A-Z]+ )(?<path>(/([A-Za-z0-9_-]|\[[.]\])+)*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Start();
}
