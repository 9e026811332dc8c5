using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>A comparison as JSON, in the format <c>flower-infra/diff/1</c>: one text for two plans.</summary>
internal static class DiffJson
{
    /// <summary>Writes a comparison.</summary>
    /// <param name="diff">The comparison.</param>
    public static string ToJson(PlanDiff diff) => JsonReport.Write(json =>
    {
        json.WriteString("format", "flower-infra/diff/1");
        json.WriteString("project", diff.After.Project);
        json.WriteString("stack", diff.After.Stack);
        json.WriteObject("summary", () =>
        {
            foreach (var kind in Enum.GetValues<ChangeKind>())
                json.WriteNumber(kind.Word(), diff.Count(kind));
            foreach (var impact in Enum.GetValues<Impact>())
                json.WriteNumber(impact.Word(), diff.Effects.Count(it => it.Impact == impact));
        });
        json.WriteObjects("controls", diff.Controls, it =>
        {
            json.WriteString("id", Printable.Of(it.Id));
            json.WriteString("urn", it.Urn is null ? null : Printable.Of(it.Urn));
            json.WriteString("before", it.Before?.Word());
            json.WriteString("after", it.After?.Word());
            json.WriteString("impact", it.Impact.Word());
            json.WriteString("text", Printable.Of(it.Text));
        });
        json.WriteObjects("effects", diff.Effects, it =>
        {
            json.WriteString("concern", it.Concern.Word());
            json.WriteString("impact", it.Impact.Word());
            json.WriteString("text", Printable.Of(it.Text));
            json.WriteTexts("subjects", it.Subjects);
            json.WriteTexts("urns", it.Urns);
        });
        json.WriteObjects("resources", diff.Changes, it => Write(json, it));
    });

    private static void Write(Utf8JsonWriter json, ResourceChange change)
    {
        json.WriteString("change", change.Kind.Word());
        json.WriteString("urn", Printable.Of(change.Resource.Urn));
        json.WriteString("formerUrn", change.FormerUrn is null ? null : Printable.Of(change.FormerUrn));
        json.WriteString("type", Printable.Of(change.Type));
        json.WriteString("name", Printable.Of(change.Name));
        json.WriteBoolean("component", change.Resource.Component);
        json.WriteBoolean("oldGoesFirst", change.IsGoneMeanwhile);
        json.WriteTexts("replacedWith", change.ReplacedWith);
        json.WriteTexts("follows", change.Follows.Select(it => it.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        json.WriteObjects("properties", change.Properties, it =>
        {
            json.WriteString("path", Printable.Of(it.Path));
            json.WriteBoolean("replaces", it.ForcesReplacement);
            json.WritePropertyName("before");
            Write(json, it.Before);
            json.WritePropertyName("after");
            Write(json, it.After);
        });
    }

    private static void Write(Utf8JsonWriter json, JsonNode? node)
    {
        if (Safe(node) is { } safe)
            safe.WriteTo(json);
        else
            json.WriteNullValue();
    }

    private static JsonNode? Safe(JsonNode? node) => node switch
    {
        JsonObject pairs => new JsonObject(pairs.Select(it => KeyValuePair.Create(Printable.Of(it.Key), Safe(it.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Safe)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Shown(text)),
        _ => node?.DeepClone(),
    };

    // Lines stay lines; whatever else is invisible is written out.
    private static string Shown(string text) => string.Join('\n', ShownValue.InPlan(text).Split('\n').Select(Printable.Of));
}
