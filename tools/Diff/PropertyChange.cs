using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>One value that differs between two plans of a resource.</summary>
/// <param name="Path">Where it stands, for example <c>spec.template.spec.containers[flower].image</c>; an element of a set is <c>addresses[]</c>.</param>
/// <param name="Shape">The path without what is in brackets, as rules name it: <c>spec.template.spec.containers[].image</c>.</param>
/// <param name="Before">The old value, or null when it is new.</param>
/// <param name="After">The new value, or null when it is gone.</param>
internal sealed record PropertyChange(string Path, string Shape, JsonNode? Before, JsonNode? After)
{
    /// <summary>Whether the value makes the provider replace the resource.</summary>
    public bool ForcesReplacement { get; init; }

    /// <summary>The old value when it is a text.</summary>
    public string? TextBefore => TextOf(Before);

    /// <summary>The new value when it is a text.</summary>
    public string? TextAfter => TextOf(After);

    /// <summary>Whether the change is this one, below it, or of everything around it.</summary>
    /// <param name="shape">The path without what is in brackets.</param>
    public bool Touches(string shape) => IsWithin(Shape, shape) || IsWithin(shape, Shape);

    /// <summary>Whether the change is this one or below it.</summary>
    /// <param name="shape">The path without what is in brackets.</param>
    public bool IsAt(string shape) => IsWithin(Shape, shape);

    private static bool IsWithin(string inner, string outer) =>
        outer.Length == 0 || (inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '['));

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
