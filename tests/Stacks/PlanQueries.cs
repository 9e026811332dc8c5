using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Stacks;

/// <summary>How the tests of stacks ask a plan.</summary>
internal static class PlanQueries
{
    /// <summary>The resource of a type and a name.</summary>
    public static PlanResource Get(this Plan plan, string type, string name) => plan.OfType(type).Single(it => it.Name == name);

    /// <summary>A value among a resource's inputs.</summary>
    public static PlanProperty At(this PlanResource resource, params string[] path) =>
        path.Aggregate(resource.Input(), (value, name) => value[name]);

    /// <summary>The texts of a list.</summary>
    public static IEnumerable<string?> Texts(this PlanProperty list) => list.Items.Select(item => item.Text);

    /// <summary>The names of the resources that a resource's inputs refer to.</summary>
    public static IReadOnlyList<string> References(this Plan plan, PlanResource resource)
    {
        var names = plan.Resources.ToDictionary(it => it.Urn, it => it.Name);
        return [.. PlanReference.FindAll(resource.Inputs.ToJsonString(Readable), names.ContainsKey)
            .Select(reference => names[reference.Urn]).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The name of the resource to which a text refers, or the text itself when it refers to none.</summary>
    public static string NameOf(this Plan plan, string text)
    {
        var names = plan.Resources.ToDictionary(it => it.Urn, it => it.Name);
        return PlanReference.FindAll(text, names.ContainsKey).Select(reference => names[reference.Urn]).FirstOrDefault(text);
    }

    /// <summary>The resource and everything below it.</summary>
    public static IReadOnlyList<PlanResource> Below(this Plan plan, string type, string name)
    {
        var below = new List<PlanResource> { plan.Get(type, name) };
        for (var next = 0; next < below.Count; next++)
            below.AddRange(plan.Resources.Where(it => it.Parent == below[next].Urn));
        return below;
    }

    /// <summary>Every text in a value with its path, keys included.</summary>
    public static IEnumerable<(string Path, string Text)> AllTexts(string path, JsonNode? value) => value switch
    {
        JsonObject pairs => pairs.SelectMany(pair => AllTexts($"{path}.{pair.Key}", pair.Value).Prepend(($"{path}.{pair.Key}", pair.Key))),
        JsonArray items => items.SelectMany((item, index) => AllTexts($"{path}[{index}]", item)),
        JsonValue text when text.TryGetValue<string>(out var content) => [(path, content)],
        _ => [],
    };

    // The default escapes quotes and "$", which references hold none of, but also letters beyond ASCII.
    private static readonly System.Text.Json.JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
