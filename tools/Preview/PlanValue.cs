using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using Pulumi;

namespace FlowerInfra;

/// <summary>Plain values, as mocks see them, as canonical JSON nodes.</summary>
internal static class PlanValue
{
    private const double LargestExactInteger = 9_007_199_254_740_992;

    /// <summary>The value as JSON: keys in ordinal order, whole numbers without a fraction.</summary>
    /// <param name="path">What the value belongs to, for the message about one that JSON has no word for.</param>
    /// <param name="value">The value.</param>
    public static JsonNode? ToJson(string path, object? value) => ToJson(path, "", value);

    // The path is one text for all that a list or an object holds, each of which adds its own part to a message.
    private static JsonNode? ToJson(string path, string part, object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create((long)number),
        // The SDK hands every number over as a double.
        double number when double.IsInteger(number) && Math.Abs(number) < LargestExactInteger => JsonValue.Create((long)number),
        double number => JsonValue.Create(number),
        IDictionary pairs => ToObject(path + part, pairs),
        IEnumerable items => ToArray(path + part, items),
        _ when value.GetType().IsDefined(typeof(OutputTypeAttribute), inherit: false) => ToObject(path + part, Fields(value)),
        _ => throw new InvalidOperationException($"{path}{part} is a {value.GetType().FullName}, which a plan can't show."),
    };

    private static JsonObject ToObject(string path, IDictionary pairs)
    {
        var json = new JsonObject();
        foreach (var key in pairs.Keys.Cast<string>().Order(StringComparer.Ordinal))
            json.Add(key, ToJson(path, $".{key}", pairs[key]));
        return json;
    }

    // As Pulumi writes an output type: its read-only fields, with a small letter, and none that is null.
    private static Dictionary<string, object> Fields(object value) => value.GetType()
        .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Where(field => field.IsInitOnly && field.GetValue(value) is not null)
        .ToDictionary(field => char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field => field.GetValue(value)!, StringComparer.Ordinal);

    private static JsonArray ToArray(string path, IEnumerable items)
    {
        var json = new JsonArray();
        foreach (var item in InputFacts.Elements(items))
            json.Add(ToJson(path, item));
        return json;
    }
}
