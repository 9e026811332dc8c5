using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>How values of a plan are shown: references by the resource's name, and nothing that looks like a secret.</summary>
internal static partial class ShownText
{
    // Of two texts that differ in the middle this much is shown around the difference.
    private const int Around = 40;
    private const int Longest = 160;

    private static readonly JsonSerializerOptions PlainJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value in one line, cut where it is long.</summary>
    /// <param name="node">The value.</param>
    public static string Of(JsonNode? node) => Cut(Whole(node));

    /// <summary>A change of a value in one line.</summary>
    /// <param name="property">The change.</param>
    public static string OfChange(PropertyChange property)
    {
        var (before, after) = (Whole(property.Before), Whole(property.After));
        return property.Before is null ? Cut(after)
            : property.After is null ? $"{Cut(before)} → none"
            : before.Length <= Longest && after.Length <= Longest ? $"{before} → {after}"
            : Differing(before, after);
    }

    /// <summary>A text with its references by name and without what looks like a secret.</summary>
    /// <param name="text">The text.</param>
    public static string Safe(string text) => ShownValue.InPlan(Reference().Replace(text, match => match.Groups["name"].Value));

    private static string Whole(JsonNode? node) => node is null
        ? "none"
        : Safe(node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString(PlainJson)).ReplaceLineEndings("⏎");

    private static string Cut(string text) => text.Length <= Longest ? text : $"{Slice(text, 0, Longest)}…";

    private static string Differing(string before, string after)
    {
        var most = Math.Min(before.Length, after.Length);
        var first = Enumerable.Range(0, most).FirstOrDefault(index => before[index] != after[index], most);
        var last = Enumerable.Range(0, most - first).FirstOrDefault(index => before[^(index + 1)] != after[^(index + 1)], most - first);
        return $"{Part(before)} → {Part(after)}";

        string Part(string text)
        {
            var (start, end) = (Math.Max(0, first - Around), Math.Min(text.Length, text.Length - last + Around));
            return (start > 0 ? "…" : "") + Cut(Slice(text, start, end - start)) + (end < text.Length ? "…" : "");
        }
    }

    // Never half of a character that takes two.
    private static string Slice(string text, int start, int length)
    {
        if (start > 0 && char.IsLowSurrogate(text[start]))
            (start, length) = (start + 1, length - 1);
        if (start + length < text.Length && length > 0 && char.IsHighSurrogate(text[start + length - 1]))
            length--;
        return text.Substring(start, length);
    }

    [GeneratedRegex(@"\$\{(urn:pulumi:[^{}]+::|[a-z0-9-]+:[^:{}]+:)(?<name>[^:{}]+)\}")]
    private static partial Regex Reference();
}
