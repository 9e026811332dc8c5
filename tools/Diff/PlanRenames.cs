using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>Which resource of the old plan is which of the new one: by its URN, or by one that an alias gives it.</summary>
internal sealed class PlanRenames
{
    private readonly List<(string Old, string New)> _references = [];

    /// <summary>Pairs the resources of two plans.</summary>
    /// <param name="before">The old plan.</param>
    /// <param name="after">The new plan.</param>
    public PlanRenames(Plan before, Plan after)
    {
        var old = before.Resources.ToDictionary(it => it.Urn, StringComparer.Ordinal);
        var stay = after.Resources.Select(it => it.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in after.Resources.Where(it => !old.ContainsKey(it.Urn)))
        {
            if (resource.Aliases.FirstOrDefault(it => old.ContainsKey(it) && !stay.Contains(it) && !NewByOld.ContainsKey(it)) is { } former)
            {
                NewByOld[former] = resource.Urn;
                _references.Add(($"${{{former}.", $"${{{resource.Urn}."));
            }
        }
    }

    /// <summary>The new URN of each resource whose URN changes.</summary>
    public Dictionary<string, string> NewByOld { get; } = new(StringComparer.Ordinal);

    /// <summary>The new URN of a resource of the old plan.</summary>
    /// <param name="urn">Its old URN.</param>
    public string Of(string urn) => NewByOld.GetValueOrDefault(urn, urn);

    /// <summary>The old plan with the new URNs in its references: what refers to a renamed resource doesn't change.</summary>
    /// <param name="before">The old plan.</param>
    public Plan Rewrite(Plan before) => NewByOld.Count == 0 ? before : before with
    {
        Resources =
        [
            .. before.Resources.Select(it => it with
            {
                Urn = Of(it.Urn),
                Parent = it.Parent is null ? null : Of(it.Parent),
                Inputs = (JsonObject)Rewrite(it.Inputs)!,
            }).OrderBy(it => it.Urn, StringComparer.Ordinal),
        ],
        Controls = [.. before.Controls.Select(it => it with { Urn = it.Urn is null ? null : Of(it.Urn) })],
    };

    private JsonNode? Rewrite(JsonNode? node) => node switch
    {
        JsonObject pairs => new JsonObject(pairs.Select(it => KeyValuePair.Create(it.Key, Rewrite(it.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Rewrite)]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains("${urn:", StringComparison.Ordinal) =>
            JsonValue.Create(_references.Aggregate(text, (result, it) => result.Replace(it.Old, it.New, StringComparison.Ordinal))),
        _ => node?.DeepClone(),
    };
}
