using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>
/// Which lists are sets. The plan sorts some; a plan of another version, or of another program, may not. AWS's lists are sets but
/// for the zones of caches, which go to nodes in their order, and Kubernetes merges its lists by keys.
/// </summary>
internal static class ListOrder
{
    private static readonly string[] Ordered = ["args", "command", "initContainers", "preferredCacheClusterAzs"];

    // What names an element among its neighbours.
    private static readonly string[] Keys = ["name", "Sid", "key", "id", "ruleName", "mountPath", "identifier", "priority", "type"];

    /// <summary>Whether the order of a list means something.</summary>
    /// <param name="type">The resource's type token.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="items">The list.</param>
    public static bool IsMeaningful(string type, string name, JsonArray items) =>
        Array.IndexOf(Ordered, name) >= 0
        // Nobody here knows another provider's lists.
        || type.Split(':')[0] is not ("aws" or "kubernetes" or "random" or "pulumi")
        // Kubernetes expands $(NAME) in a variable's value from the variables that stand before it.
        || (name == "env" && items.Any(it => it is JsonObject variable && variable["value"]?.ToString().Contains("$(", StringComparison.Ordinal) == true));

    /// <summary>The elements of both lists by what tells them apart, or null when nothing does.</summary>
    /// <param name="one">A list.</param>
    /// <param name="other">The other list.</param>
    public static (Dictionary<string, JsonNode> One, Dictionary<string, JsonNode> Other)? ByKey(JsonArray one, JsonArray other) => Keys
        .Select(key => (Func<JsonObject, string?>)(element => element[key] is JsonValue value ? value.ToString() : null))
        // AWS's unions: each element has one member, whose name says which kind it is.
        .Append(element => element.Count == 1 ? element.First().Key : null)
        .Select(key => ByKey(one, key) is { } first && ByKey(other, key) is { } second ? (first, second) : default)
        .Where(it => it != default)
        .Cast<(Dictionary<string, JsonNode>, Dictionary<string, JsonNode>)?>()
        .FirstOrDefault();

    private static Dictionary<string, JsonNode>? ByKey(JsonArray items, Func<JsonObject, string?> key)
    {
        var elements = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        return items.All(it => it is JsonObject element && key(element) is { } name && elements.TryAdd(name, element)) ? elements : null;
    }
}
