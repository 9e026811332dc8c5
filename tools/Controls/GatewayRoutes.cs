using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// The gateway's list of allowed requests against the table of Flower's. Of a regular expression nobody can tell what it
/// leaves out: those of the table are tested in nginx, and no other is taken.
/// </summary>
internal sealed partial class GatewayRoutes
{
    // What follows the prefix, by what stands before it, which is the method.
    private static readonly Dictionary<string, HashSet<string>> Writable = Patterns(InstanceRole.Administrator);
    private static readonly Dictionary<string, HashSet<string>> ReadOnly = Patterns(InstanceRole.Viewer);

    /// <summary>Reads the list.</summary>
    /// <param name="allowed">The map of allowed requests; null when there is none, or several.</param>
    public GatewayRoutes(NginxMap? allowed)
    {
        Listed = allowed is not null && allowed.Is("$request", "0", out var entries) && entries.All(it => it.Value == "1")
            ? [.. entries.Select(it => it.Key)]
            : [];
        Prefix = Prefixes().FirstOrDefault(prefix => Listed.All(it => IsOf(Writable, it, prefix)))?.Replace("[.]", ".", StringComparison.Ordinal);
    }

    /// <summary>The expressions of the list; none when it isn't about requests, or doesn't refuse what it doesn't hold.</summary>
    public IReadOnlyList<string> Listed { get; }

    /// <summary>The path below which the gateway has Flower, without a slash at its end; null when the list has others than Flower's requests below one path.</summary>
    public string? Prefix { get; }

    /// <summary>Whether the list has Flower's requests only.</summary>
    /// <param name="role">Whether those that control workers and tasks are among them.</param>
    public bool AreFlowers(InstanceRole role) =>
        Prefix is not null
        && (role == InstanceRole.Administrator || Listed.All(it => IsOf(ReadOnly, it, Prefix.Replace(".", "[.]", StringComparison.Ordinal))));

    private IEnumerable<string> Prefixes()
    {
        if (Listed.Count == 0 || Start().Match(Listed[0]) is not { Success: true } match)
            yield break;
        var path = match.Groups["path"].Value;
        for (var length = path.Length; length >= 0; length = length == 0 ? -1 : path.LastIndexOf('/', length - 1))
            yield return path[..length];
    }

    private static bool IsOf(Dictionary<string, HashSet<string>> routes, ReadOnlySpan<char> expression, string prefix)
    {
        var start = expression.IndexOf(' ') + 1;
        return routes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(expression[..start], out var rests)
            && expression[start..].StartsWith(prefix)
            && rests.GetAlternateLookup<ReadOnlySpan<char>>().Contains(expression[(start + prefix.Length)..]);
    }

    private static Dictionary<string, HashSet<string>> Patterns(InstanceRole role)
    {
        _ = UrlPrefix.TryParse("/", out var root, out _);
        return FlowerRoutes.For(role, AuthenticationKind.OAuth).GroupBy(route => $"~^{route.Method} ", StringComparer.Ordinal).ToDictionary(
            it => it.Key,
            it => it.Select(route => RequestLinePattern.Of(root!, route)[(it.Key.Length - 1)..]).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    // A path of literal characters only: what stands in brackets is the dot.
    [GeneratedRegex(@"^~\^[A-Z]+ (?<path>(/([A-Za-z0-9_-]|\[[.]\])+)*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Start();
}
