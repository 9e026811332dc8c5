using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>Every text in a JSON value, at any depth, keys included.</summary>
internal static class JsonTexts
{
    /// <summary>The texts in the order in which they stand there.</summary>
    /// <param name="node">The value.</param>
    public static IEnumerable<string> Of(JsonNode? node) => node switch
    {
        JsonObject pairs => pairs.SelectMany(pair => Of(pair.Value).Prepend(pair.Key)),
        JsonArray items => items.SelectMany(Of),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
