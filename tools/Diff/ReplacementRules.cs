using System.Collections.Frozen;

namespace FlowerInfra;

/// <summary>
/// Which properties make the providers replace a resource, from <c>replacements.txt</c>: of AWS what its provider marks as
/// "forces new resource", of Kubernetes the list in its provider's source.
/// </summary>
internal static class ReplacementRules
{
    private static readonly FrozenDictionary<string, string[]> ByType = Read().ToFrozenDictionary(it => it.Type, it => it.Paths, StringComparer.Ordinal);

    /// <summary>Every rule, as the file has it.</summary>
    public static IEnumerable<(string Type, string[] Paths)> All => ByType.Select(it => (it.Key, it.Value));

    /// <summary>Whether a change of a value replaces the resource.</summary>
    /// <param name="resource">The resource as it will be.</param>
    /// <param name="change">The change.</param>
    public static bool Forces(PlanResource resource, PropertyChange change) =>
        resource.ReplaceOnChanges.Any(path => path == "*" || change.Touches(Shape(path)))
        || Paths(resource.Type).Any(path => Counts(path, change));

    private static bool Counts(string path, PropertyChange change) => path[^1] switch
    {
        '*' => !change.Shape.StartsWith('('),
        // Another kind of peer, for example: only where it comes or goes, not where its value changes.
        '?' => change.Touches(path[..^1]) && (change.Before is null || change.After is null),
        // ElastiCache can't go back to an older engine.
        '-' => change.Touches(path[..^1]) && Version.TryParse(change.TextBefore, out var old) && Version.TryParse(change.TextAfter, out var @new) && @new < old,
        _ => change.Touches(path),
    };

    private static IEnumerable<string> Paths(string type) =>
        ByType.GetValueOrDefault(type, []).Concat(ByType.GetValueOrDefault($"{type.Split(':')[0]}:*", []));

    // Pulumi's option writes an element as [0] or [*].
    private static string Shape(string path) => string.Join("[]", path.Split('[').Select((part, index) => index == 0 ? part : part[(part.IndexOf(']', StringComparison.Ordinal) + 1)..]));

    private static IEnumerable<(string Type, string[] Paths)> Read()
    {
        using var reader = new StreamReader(typeof(ReplacementRules).Assembly.GetManifestResourceStream("replacements.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#' && line.Split(' ') is [var type, .. var paths])
                yield return (type, paths);
        }
    }
}
