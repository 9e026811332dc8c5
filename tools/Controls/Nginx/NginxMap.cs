using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>One of nginx's maps, or its kin <c>geo</c>: the variable that it sets by what it compares.</summary>
internal sealed partial class NginxMap
{
    /// <summary>Reads a map.</summary>
    /// <param name="directive">Its directive.</param>
    public NginxMap(NginxDirective directive)
    {
        (Source, Variable) = directive.Arguments is [var source, ['$', .. var variable]] ? (source, variable.ToLowerInvariant()) : ("", "");
        Entries = [.. directive.Block.Select(it => (it.Name, it.Arguments is [var value] ? value : ""))];
    }

    /// <summary>What is compared, with its variables.</summary>
    public string Source { get; }

    /// <summary>The variable that is set, without its sign. nginx takes a variable's capital letters for small ones.</summary>
    public string Variable { get; }

    /// <summary>The entries in order, <c>default</c> and <c>include</c> among them.</summary>
    public IReadOnlyList<(string Key, string Value)> Entries { get; }

    /// <summary>Whether it is one of a source's, with a default and something else.</summary>
    /// <param name="source">What has to be compared.</param>
    /// <param name="otherwise">The default that it has to have.</param>
    /// <param name="entries">The other entries.</param>
    public bool Is(string source, string otherwise, out IReadOnlyList<(string Key, string Value)> entries)
    {
        entries = [.. Entries.Where(it => it.Key != "default")];
        return Source == source && entries.Count > 0 && Entries.Contains(("default", otherwise));
    }

    /// <summary>The names of the variables in a text.</summary>
    /// <param name="text">The text, for example a map's value.</param>
    public static IEnumerable<string> VariablesIn(string text) =>
        Reference().Matches(text).Select(it => it.Groups["name"].Value.ToLowerInvariant());

    /// <summary>The names of the variables that the groups of a regular expression set.</summary>
    /// <param name="expression">The expression.</param>
    public static IEnumerable<string> CapturedBy(string expression) =>
        Group().Matches(expression).Select(it => it.Groups["name"].Value.ToLowerInvariant());

    [GeneratedRegex(@"\$\{?(?<name>[A-Za-z0-9_]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\(\?P?[<'](?<name>[A-Za-z_][A-Za-z0-9_]*)[>']", RegexOptions.ExplicitCapture)]
    private static partial Regex Group();
}
