using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>A configuration file, nginx's or a Python one, without comments and indentation.</summary>
internal sealed partial class ConfigurationText
{
    private readonly string[] _lines;

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    public ConfigurationText(string text)
    {
        // Only whole lines are comments: within one the sign may be part of a value.
        _lines = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
        Text = string.Join('\n', _lines);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The values of one of nginx's directives.</summary>
    /// <param name="directive">The directive.</param>
    public string[] Values(string directive) =>
    [
        .. _lines.Where(line => line.StartsWith(directive, StringComparison.Ordinal) && line.EndsWith(';')
                && line.Length > directive.Length && line[directive.Length] == ' ')
            .Select(line => line[(directive.Length + 1)..^1].Trim()),
    ];

    /// <summary>The entries of one of nginx's maps.</summary>
    /// <param name="variable">The variable that it sets.</param>
    // The entries hold braces themselves: the block ends at the first line that is nothing else.
    public string[] Map(string variable) =>
    [
        .. _lines
            .SkipWhile(line =>
                !line.StartsWith("map ", StringComparison.Ordinal) || !line.EndsWith($" ${variable} {{", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line != "}"),
    ];

    /// <summary>The directives of one of nginx's locations.</summary>
    /// <param name="ending">How its path ends.</param>
    public string[] Location(string ending) =>
    [
        .. _lines
            .SkipWhile(line => !line.StartsWith("location ", StringComparison.Ordinal) || !line.EndsWith($"{ending} {{", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line != "}"),
    ];

    /// <summary>What is assigned to one of Python's names, wherever that is.</summary>
    /// <param name="name">The name.</param>
    public string[] Assigned(string name) =>
    [
        .. _lines.Where(line => line.StartsWith(name, StringComparison.Ordinal) && Assignment().IsMatch(line.AsSpan(name.Length)))
            .Select(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim()),
    ];

    /// <summary>Whether a Python name is assigned one value and never another one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    // The last assignment counts in Python, and one in a branch may be it: all of them have to be right.
    public bool Assigns(string name, string value) => Assigned(name) is [_, ..] values && values.All(it => it == value);

    [GeneratedRegex("^[ \\t]*=(?!=)")]
    private static partial Regex Assignment();
}
