using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Components;

/// <summary>A resource as its provider would get it.</summary>
/// <param name="Type">The type token.</param>
/// <param name="Name">The logical name.</param>
/// <param name="Inputs">The inputs.</param>
internal sealed record MockedResource(string Type, string Name, JsonObject Inputs)
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The last part of the type token, for example <c>SecretVersion</c>.</summary>
    public string Kind => Type[(Type.LastIndexOf(':') + 1)..];

    /// <summary>The provider's reference, empty for the default provider.</summary>
    public string Provider { get; init; } = "";

    /// <summary>All inputs as text with sorted keys.</summary>
    public string Text() => Sorted(Inputs)!.ToJsonString(Compact);

    /// <summary>An input that is a text.</summary>
    public string Text(string path) => At(path)!.GetValue<string>();

    /// <summary>The input at a path as JSON text with sorted keys, or "null".</summary>
    public string JsonText(string path) => Sorted(At(path))?.ToJsonString(Compact) ?? "null";

    /// <summary>The input at a path such as <c>spec.ports[0].port</c>, or null.</summary>
    public JsonNode? At(string path)
    {
        JsonNode? node = Inputs;
        foreach (var segment in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            node = segment.StartsWith('[')
                ? (node as JsonArray)?.ElementAtOrDefault(int.Parse(segment[1..^1]))
                : (node as JsonObject)?[segment];
        }

        return node;
    }

    /// <summary>An input that is JSON text, such as a policy.</summary>
    public JsonNode Json(string path) => JsonNode.Parse(At(path)!.GetValue<string>())!;

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
