using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra.Tests.Tools.Render;

/// <summary>Reads YAML as kubectl does, by the rules of version 1.1, and refuses what its readers understand differently.</summary>
internal static partial class Yaml11
{
    public static JsonNode? Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        // As a reader of JSON has it: the number 1 is an int and a long.
        return JsonNode.Parse(ToJson(stream.Documents.Single().RootNode)?.ToJsonString() ?? "null");
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode pairs => new JsonObject(pairs.Select(pair => KeyValuePair.Create(Key(pair.Key), ToJson(pair.Value)))),
        YamlSequenceNode items => new JsonArray([.. items.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Resolve(scalar.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new FormatException($"{node.Start}: {node.NodeType} is not JSON."),
    };

    private static string Key(YamlNode node) =>
        (string?)ToJson(node) ?? throw new FormatException($"{node.Start}: a key that is not a text.");

    private static JsonNode? Resolve(string plain)
    {
        if (Null().IsMatch(plain))
            return null;
        if (Boolean().Match(plain) is { Success: true } boolean)
            return boolean.Groups["true"].Success;
        if (Integer().IsMatch(plain))
            return long.Parse(plain, CultureInfo.InvariantCulture);
        if (Fraction().IsMatch(plain))
            return double.Parse(plain, CultureInfo.InvariantCulture);
        // Octal, hexadecimal, base 60, dates, infinity, merge keys: in one reader a text, in the next none.
        return Doubtful().IsMatch(plain) ? throw new FormatException($"\"{plain}\" is not a text everywhere.") : JsonValue.Create(plain);
    }

    [GeneratedRegex(@"\A(?:~|null|Null|NULL|)\z")]
    private static partial Regex Null();

    [GeneratedRegex(@"\A(?:(?<true>y|yes|true|on)|n|no|false|off)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Boolean();

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\A(?:[+.-]*[0-9].*|[+-]?\.(?:inf|nan)|<<|=)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Doubtful();
}
