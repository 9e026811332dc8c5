using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>
/// Compares the inputs of a resource: lists without an order as sets, texts that hold JSON as what they hold. What means the same
/// is no change.
/// </summary>
/// <param name="type">The resource's type token.</param>
internal sealed class ValueComparison(string type)
{
    private readonly List<PropertyChange> _changes = [];

    /// <summary>The values that differ, sorted by path.</summary>
    /// <param name="type">The resource's type token.</param>
    /// <param name="before">The old inputs.</param>
    /// <param name="after">The new inputs.</param>
    public static IReadOnlyList<PropertyChange> Of(string type, JsonObject before, JsonObject after)
    {
        var comparison = new ValueComparison(type);
        comparison.Compare(new Place("", "", ""), before, after, isPolicy: false);
        return
        [
            .. comparison._changes.OrderBy(it => it.Path, StringComparer.Ordinal)
                .ThenBy(it => it.Before?.ToJsonString(), StringComparer.Ordinal)
                .ThenBy(it => it.After?.ToJsonString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>The JSON that a text holds, or null when it holds none.</summary>
    /// <param name="node">The value.</param>
    public static JsonNode? Parsed(JsonNode? node)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text) || text.TrimStart() is not ['{' or '[', ..])
            return null;
        try
        {
            return CanonicalJson.Of(JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Compare(Place place, JsonNode? before, JsonNode? after, bool isPolicy)
    {
        if (JsonNode.DeepEquals(before, after))
            return;
        if (Parsed(before) is { } oldContent && Parsed(after) is { } newContent)
        {
            Compare(place, oldContent, newContent, isPolicy: true);
            return;
        }

        // IAM takes a text in place of a list of one.
        if (isPolicy && before is JsonArray != after is JsonArray && before is not null and not JsonObject && after is not null and not JsonObject)
            (before, after) = (AsList(before), AsList(after));
        switch (before, after)
        {
            case (JsonObject one, JsonObject other):
                foreach (var name in one.Select(it => it.Key).Union(other.Select(it => it.Key), StringComparer.Ordinal))
                    Compare(place.Member(name), one[name], other[name], isPolicy);
                break;
            case (JsonArray one, JsonArray other) when !ListOrder.IsMeaningful(type, place.Name, one) && !ListOrder.IsMeaningful(type, place.Name, other):
                CompareSets(place, one, other, isPolicy);
                break;
            case (JsonArray one, JsonArray other) when one.Count == other.Count:
                for (var index = 0; index < one.Count; index++)
                    Compare(place.Element($"{index}"), one[index], other[index], isPolicy);
                break;
            case var _ when !IsSameQuantity(place, before, after):
                _changes.Add(new PropertyChange(place.Path, place.Shape, before, after));
                break;
        }
    }

    private void CompareSets(Place place, JsonArray before, JsonArray after, bool isPolicy)
    {
        if (ListOrder.ByKey(before, after) is var (one, other))
        {
            foreach (var name in one.Keys.Union(other.Keys, StringComparer.Ordinal))
                Compare(place.Element(name), one.GetValueOrDefault(name), other.GetValueOrDefault(name), isPolicy);
            return;
        }

        var gone = Elements(before);
        var come = Elements(after);
        foreach (var text in gone.Keys.Intersect(come.Keys, StringComparer.Ordinal).ToArray())
        {
            var common = Math.Min(gone[text].Count, come[text].Count);
            gone[text].RemoveRange(0, common);
            come[text].RemoveRange(0, common);
        }

        var (removed, added) = (gone.Values.SelectMany(it => it).ToArray(), come.Values.SelectMany(it => it).ToArray());
        if (removed is [var old] && added is [var @new])
        {
            Compare(place.Element(""), old, @new, isPolicy);
            return;
        }

        foreach (var element in removed)
            _changes.Add(new PropertyChange($"{place.Path}[]", $"{place.Shape}[]", element, null));
        foreach (var element in added)
            _changes.Add(new PropertyChange($"{place.Path}[]", $"{place.Shape}[]", null, element));
    }

    private SortedDictionary<string, List<JsonNode?>> Elements(JsonArray items)
    {
        var elements = new SortedDictionary<string, List<JsonNode?>>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var text = Canonical("", item);
            if (!elements.TryGetValue(text, out var same))
                elements[text] = same = [];
            same.Add(item);
        }

        return elements;
    }

    // One text for all values that mean the same.
    private string Canonical(string name, JsonNode? node) => node switch
    {
        JsonObject pairs => $"{{{string.Join(',', pairs.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Key}:{Canonical(it.Key, it.Value)}"))}}}",
        JsonArray items when ListOrder.IsMeaningful(type, name, items) => $"[{string.Join(',', items.Select(it => Canonical("", it)))}]",
        JsonArray items => $"[{string.Join(',', items.Select(it => Canonical("", it)).Order(StringComparer.Ordinal))}]",
        null => "null",
        _ => node.ToJsonString(),
    };

    private bool IsSameQuantity(Place place, JsonNode? before, JsonNode? after) =>
        type.StartsWith("kubernetes:", StringComparison.Ordinal)
        && new[] { ".limits.", ".requests.", ".hard.", ".capacity." }.Any(it => place.Shape.Contains(it, StringComparison.Ordinal))
        && before is JsonValue && after is JsonValue && Quantity.Of(before.ToString()) is { } old && Quantity.Of(after.ToString()) == old;

    private static JsonArray AsList(JsonNode node) => (node as JsonArray) ?? new JsonArray(node.DeepClone());

    private sealed record Place(string Path, string Shape, string Name)
    {
        public Place Member(string name) => Path.Length == 0 ? new Place(name, name, name) : new Place($"{Path}.{name}", $"{Shape}.{name}", name);

        public Place Element(string key) => new($"{Path}[{key}]", $"{Shape}[]", "");
    }
}
