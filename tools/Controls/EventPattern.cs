using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>
/// Whether an event matches a pattern of EventBridge. An operator that is not known here matches nothing, and the
/// control fails (<see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html"/>).
/// </summary>
public static class EventPattern
{
    /// <summary>An AWS call as CloudTrail hands it to EventBridge.</summary>
    /// <param name="service">The service, for example <c>ec2</c>.</param>
    /// <param name="call">The call.</param>
    /// <param name="parameters">Its parameters.</param>
    public static JsonObject Call(string service, string call, JsonObject parameters) => new()
    {
        ["source"] = $"aws.{service}",
        ["detail-type"] = "AWS API Call via CloudTrail",
        ["detail"] = new JsonObject
        {
            ["eventSource"] = $"{service}.amazonaws.com",
            ["eventName"] = call,
            ["requestParameters"] = parameters,
        },
    };

    /// <summary>Whether the event matches.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="value">The event, or a part of it.</param>
    public static bool Matches(JsonNode? pattern, JsonNode? value) => pattern switch
    {
        JsonObject fields => fields.All(field => field.Key == "$or"
            ? field.Value is JsonArray alternatives && alternatives.Any(it => Matches(it, value))
            : Matches(field.Value, (value as JsonObject)?[field.Key])),
        JsonArray accepted => accepted.Any(it => Accepts(it, value)),
        _ => false,
    };

    private static bool Accepts(JsonNode? test, JsonNode? value) => test switch
    {
        JsonObject { Count: 1 } operation => (operation.Single(), Text(value)) switch
        {
            ({ Key: "exists", Value: JsonValue exists }, _) => exists.TryGetValue<bool>(out var flag) && flag == (value is not null),
            ({ Key: "prefix", Value: JsonValue prefix }, { } text) => Text(prefix) is { } start && text.StartsWith(start, StringComparison.Ordinal),
            ({ Key: "wildcard", Value: JsonValue wildcard }, { } text) => FileSystemName.MatchesSimpleExpression(Text(wildcard), text, ignoreCase: false),
            _ => false,
        },
        JsonValue => JsonNode.DeepEquals(test, value),
        _ => false,
    };

    private static string? Text(JsonNode? value) => value is JsonValue json && json.TryGetValue<string>(out var text) ? text : null;
}
