using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>JSON whose keys stand in one order, whoever wrote it.</summary>
internal static class CanonicalJson
{
    /// <summary>A copy of a value with its keys sorted.</summary>
    /// <param name="node">The value.</param>
    public static JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject pairs => Of(pairs),
        JsonArray items => new JsonArray([.. items.Select(Of)]),
        _ => node?.DeepClone(),
    };

    /// <summary>A copy of a plan with its resources and the keys of their inputs sorted.</summary>
    /// <param name="plan">The plan.</param>
    public static Plan Of(Plan plan) => plan with
    {
        Resources = [.. plan.Resources.OrderBy(it => it.Urn, StringComparer.Ordinal).Select(it => it with { Inputs = Of(it.Inputs) })],
    };

    private static JsonObject Of(JsonObject pairs) =>
        new(pairs.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => KeyValuePair.Create(it.Key, Of(it.Value))));
}
