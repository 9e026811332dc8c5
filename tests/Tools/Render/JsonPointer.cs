using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Tools.Render;

/// <summary>Changes one value of a JSON object.</summary>
internal static class JsonPointer
{
    /// <summary>Sets the value at a pointer; <c>null</c> removes it.</summary>
    public static void Set(JsonNode node, string pointer, string json)
    {
        var segments = pointer.Split('/')[1..];
        foreach (var segment in segments[..^1])
            node = node is JsonArray items ? items[int.Parse(segment)]! : node[segment] ??= new JsonObject();
        if (json == "null")
            node.AsObject().Remove(segments[^1]);
        else
            node[segments[^1]] = JsonNode.Parse(json);
    }
}
