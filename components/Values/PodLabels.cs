using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>The labels of pods.</summary>
internal static partial class PodLabels
{
    /// <summary>Whether a text can be a label's value.</summary>
    /// <param name="text">The text.</param>
    public static bool IsValue(string? text) => text is not null && Value().IsMatch(text);

    /// <summary>Reads the argument <c>labels</c>, of which a network policy is made.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="labels">The labels as given.</param>
    /// <returns>The labels, sorted by name.</returns>
    public static IReadOnlyList<(string Name, Output<string> Value)> Read(ArgumentReader reader, Dictionary<string, Input<string>> labels)
    {
        reader.Require(labels.Count > 0, "labels", null, "names no label, and would admit every pod of the namespace", "Name the labels of the site's pods.");
        return [.. labels.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => (it.Key, reader.Check(it.Value.ToOutput(), (value, faults) => faults.Require(
            Key().IsMatch(it.Key) && IsValue(value), reader.Key($"labels.{it.Key}"), value, "is not a label",
            "Write it as the pods have it, for example app.kubernetes.io/name: django."))))];
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Value();
}
