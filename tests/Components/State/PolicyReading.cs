using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Components;

/// <summary>Reads policies the way AWS does: a single value and a list of one are the same.</summary>
internal static class PolicyReading
{
    public static JsonObject Statement(this JsonNode policy, string sid) => policy["Statement"]!.AsArray()
        .Select(statement => statement!.AsObject())
        .Single(statement => statement["Sid"]!.GetValue<string>() == sid);

    public static IEnumerable<string> Sids(this JsonNode policy) =>
        policy["Statement"]!.AsArray().Select(statement => statement!["Sid"]!.GetValue<string>());

    public static IEnumerable<string> Principals(this JsonNode policy) => policy["Statement"]!.AsArray()
        .SelectMany(statement => statement!["Principal"]!.AsObject())
        .SelectMany(principal => Values(principal.Value))
        .Distinct();

    public static IReadOnlyList<string> PrincipalsOf(this JsonObject statement) =>
        [.. statement["Principal"]!.AsObject().SelectMany(principal => Values(principal.Value))];

    public static IReadOnlyList<string> Actions(this JsonObject statement) => [.. Values(statement["Action"])];

    public static IReadOnlyList<string> Resources(this JsonObject statement) => [.. Values(statement["Resource"])];

    public static IReadOnlyList<string> Condition(this JsonObject statement, string @operator, string key) =>
        [.. Values(statement["Condition"]?[@operator]?[key])];

    private static IEnumerable<string> Values(JsonNode? node) => node switch
    {
        null => [],
        JsonArray values => values.Select(value => value!.GetValue<string>()),
        _ => [node.GetValue<string>()],
    };
}
