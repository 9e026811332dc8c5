using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra;

/// <summary>Turns YAML values into the texts that the engine hands to a program: scalars as they are, the rest as JSON.</summary>
/// <param name="faults">Where faults are recorded.</param>
internal sealed class YamlConfiguration(ArgumentFaults faults)
{
    private const string SecureKey = "secure";
    private const string MergeKey = "<<";
    private const int DeepestNesting = 50;

    // A thousand dashboards take 20,000. Aliases of aliases make any number out of a few lines.
    private const int MostNodes = 500_000;

    private int _nodes;

    /// <summary>One value of the configuration.</summary>
    /// <param name="key">The full key.</param>
    /// <param name="node">The value in the file.</param>
    /// <param name="isSecret">Whether any part of it is encrypted.</param>
    /// <returns>The text, or null when a fault was recorded.</returns>
    public string? Text(string key, YamlNode node, out bool isSecret)
    {
        isSecret = false;
        switch (node)
        {
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: ['0', _, ..] digits } when digits.All(char.IsAsciiDigit):
                faults.Add($"{YamlFile.At(node)}: {key}", digits, "is a number whose zeros Pulumi drops", "Write it in quotes.");
                return null;
            case YamlScalarNode scalar when !IsNull(scalar):
                return scalar.Value;
            case YamlScalarNode:
                faults.Add($"{YamlFile.At(node)}: {key}", null, "has no value", "Write one, or remove the key.");
                return null;
            default:
                // An encrypted value by itself is a text; inside an object it is one of its texts.
                var json = Json(key, node, depth: 0, ref isSecret);
                return json is JsonValue text ? text.ToString() : json?.ToJsonString();
        }
    }

    /// <summary>
    /// The names and values of a mapping, with those of the mappings that it merges (https://yaml.org/type/merge.html): its own come
    /// first, and then the first that has a name.
    /// </summary>
    /// <param name="key">The full key.</param>
    /// <param name="mapping">The mapping.</param>
    public IReadOnlyDictionary<string, (YamlNode Name, YamlNode Value)> Pairs(string key, YamlMappingNode mapping)
    {
        var pairs = new Dictionary<string, (YamlNode Name, YamlNode Value)>(StringComparer.Ordinal);
        Merge(key, mapping, pairs);
        return pairs;
    }

    private void Merge(string key, YamlMappingNode mapping, Dictionary<string, (YamlNode Name, YamlNode Value)> pairs)
    {
        if (IsTooMuch(key))
            return;
        foreach (var (name, value) in mapping.Children.Where(it => !IsMerge(it.Key)))
            pairs.TryAdd(name.ToString(), (name, value));
        foreach (var value in mapping.Children.Where(it => IsMerge(it.Key)).SelectMany(it => it.Value is YamlSequenceNode list ? list.Children : [it.Value]))
        {
            if (value is YamlMappingNode merged)
                Merge(key, merged, pairs);
            else
                faults.Add($"{YamlFile.At(value)}: {key}", null, "merges something that is not a mapping", $"Let {MergeKey} name a mapping, or a list of them.");
        }
    }

    private static bool IsMerge(YamlNode name) => name is YamlScalarNode { Style: ScalarStyle.Plain, Value: MergeKey };

    private bool IsTooMuch(string key)
    {
        if (++_nodes <= MostNodes)
            return false;
        faults.Add(key, null, "repeats itself too often through its aliases", "Write out what they stand for.");
        return true;
    }

    private static bool IsNull(YamlScalarNode scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null" or "Null" or "NULL";

    private JsonNode? Json(string key, YamlNode node, int depth, ref bool isSecret)
    {
        if (depth > DeepestNesting)
        {
            faults.Add($"{YamlFile.At(node)}: {key}", null, "is nested too deeply", "Remove an alias that leads back to itself.");
            return null;
        }

        if (IsTooMuch(key))
            return null;

        switch (node)
        {
            case YamlMappingNode { Children: { Count: 1 } children } when children.First().Key is YamlScalarNode { Value: SecureKey }:
                isSecret = true;
                return JsonValue.Create(Plan.Secret);
            case YamlMappingNode mapping:
                var pairs = new JsonObject();
                foreach (var (name, item) in Pairs(key, mapping))
                    pairs[name] = Json(key, item.Value, depth + 1, ref isSecret);
                return pairs;
            case YamlSequenceNode sequence:
                var items = new JsonArray();
                foreach (var item in sequence.Children)
                    items.Add(Json(key, item, depth + 1, ref isSecret));
                return items;
            default:
                return Scalar((YamlScalarNode)node);
        }
    }

    // Only a plain scalar has a type; a quoted one is a text. A date stays the text that it is.
    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (IsNull(scalar))
            return null;
        if (scalar.Style != ScalarStyle.Plain)
            return JsonValue.Create(text);
        if (text is "true" or "True" or "TRUE")
            return JsonValue.Create(true);
        if (text is "false" or "False" or "FALSE")
            return JsonValue.Create(false);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
