using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowerInfra;

/// <summary>
/// Writes a Kubernetes object as YAML. kubectl reads YAML 1.1, in which more than the obvious is no string (<c>yes</c>,
/// <c>1e3</c>, <c>12:30:00</c>): a text stands without quotes only when no version of YAML takes it for something else.
/// </summary>
public static partial class ManifestYaml
{
    // Folding would break a placeholder into lines.
    private static readonly EmitterSettings Settings =
        EmitterSettings.Default.WithBestWidth(int.MaxValue).WithMaxSimpleKeyLength(int.MaxValue).WithNewLine("\n");

    private static readonly string[] FirstKeys = ["apiVersion", "kind", "metadata", "spec"];

    /// <summary>The object as one YAML document with LF and a newline at its end.</summary>
    /// <param name="manifest">The object.</param>
    public static string Write(JsonObject manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        using var text = new StringWriter();
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        EmitObject(emitter, manifest.OrderBy(pair => Rank(pair.Key)).ThenBy(pair => pair.Key, StringComparer.Ordinal));
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static int Rank(string key) => Array.IndexOf(FirstKeys, key) is var index && index < 0 ? FirstKeys.Length : index;

    private static void Emit(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject pairs:
                EmitObject(emitter, pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal));
                break;
            case JsonArray items:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in items)
                    Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case not null when node.GetValueKind() == JsonValueKind.String:
                var text = node.GetValue<string>();
                EmitScalar(emitter, text, StyleOf(text));
                break;
            default:
                EmitScalar(emitter, node?.ToJsonString() ?? "null", ScalarStyle.Plain);
                break;
        }
    }

    private static void EmitObject(Emitter emitter, IEnumerable<KeyValuePair<string, JsonNode?>> pairs)
    {
        var sorted = pairs.ToArray();
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, sorted.Length == 0 ? MappingStyle.Flow : MappingStyle.Block));
        foreach (var (key, value) in sorted)
        {
            EmitScalar(emitter, key, IsPlain(key) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted);
            Emit(emitter, value);
        }

        emitter.Emit(new MappingEnd());
    }

    private static void EmitScalar(Emitter emitter, string text, ScalarStyle style) => emitter.Emit(new Scalar(
        AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: style == ScalarStyle.Plain, isQuotedImplicit: style != ScalarStyle.Plain));

    private static ScalarStyle StyleOf(string text) =>
        IsPlain(text) ? ScalarStyle.Plain
        : IsBlock(text) ? ScalarStyle.Literal
        : ScalarStyle.DoubleQuoted;

    private static bool IsPlain(string text) => Plain().IsMatch(text) && !Word().IsMatch(text);

    // Begins as no number does, and holds nothing that YAML gives a meaning to.
    [GeneratedRegex(@"\A[A-Za-z/](?:[A-Za-z0-9_./@:=-]*[A-Za-z0-9_./@=-])?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A(?:true|false|yes|no|on|off|y|n|null)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    // What all readers of literal blocks agree on: the first character can't be taken for indentation, no line ends in a
    // blank, at most one newline ends the text.
    private static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && text[0] is > ' ' and <= '~'
        && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && text.Split('\n').All(line => !line.EndsWith(' ') && !line.EndsWith('\t'))
        && !Unprintable().IsMatch(text);

    // Beyond Latin, Greek and their neighbours, which characters are printable differs between versions of YAML.
    [GeneratedRegex(@"[^\t\n -~\u00a1-\u1fff]")]
    private static partial Regex Unprintable();
}
