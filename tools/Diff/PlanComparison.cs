using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>Compares two plans of a stack, resource by resource.</summary>
internal static class PlanComparison
{
    /// <summary>What a deployment of the new plan over the old one does, sorted by URN.</summary>
    /// <param name="before">The old plan.</param>
    /// <param name="after">The new plan.</param>
    /// <param name="renames">Which resource is which.</param>
    public static IReadOnlyList<ResourceChange> Of(Plan before, Plan after, PlanRenames renames)
    {
        var formerUrns = renames.NewByOld.ToDictionary(it => it.Value, it => it.Key, StringComparer.Ordinal);
        var old = renames.Rewrite(before).Resources.ToDictionary(it => it.Urn, StringComparer.Ordinal);
        var @new = after.Resources.ToDictionary(it => it.Urn, StringComparer.Ordinal);
        var changes = new SortedDictionary<string, ResourceChange>(StringComparer.Ordinal);
        foreach (var urn in old.Keys.Union(@new.Keys, StringComparer.Ordinal))
        {
            var (one, other) = (old.GetValueOrDefault(urn), @new.GetValueOrDefault(urn));
            var properties = one is null || other is null ? [] : Properties(one, other);
            if (one is not null && formerUrns.TryGetValue(urn, out var former))
                one = one with { Urn = former };
            changes[urn] = new ResourceChange(Kind(one, other, properties), one, other, properties);
        }

        Spread(changes);
        return [.. changes.Values.Where(it => it.Kind != ChangeKind.Update || it.Properties.Count + it.Follows.Count > 0)];
    }

    private static ChangeKind Kind(PlanResource? before, PlanResource? after, IReadOnlyList<PropertyChange> properties) =>
        before is null ? ChangeKind.Create
        : after is null ? ChangeKind.Delete
        : properties.Any(it => it.ForcesReplacement) ? ChangeKind.Replace
        : before.Urn != after.Urn && properties.Count == 0 ? ChangeKind.Rename
        : ChangeKind.Update;

    private static IReadOnlyList<PropertyChange> Properties(PlanResource before, PlanResource after)
    {
        // A component is nothing that stands anywhere: what its arguments change stands in its children.
        if (before.Component && after.Component)
            return [];
        return
        [
            .. ValueComparison.Of(after.Type, before.Inputs, after.Inputs).Select(it => it with { ForcesReplacement = ReplacementRules.Forces(after, it) }),
            .. Option(ResourceChange.Protection, before.Protect, after.Protect),
            .. Option(ResourceChange.Retention, before.RetainOnDelete, after.RetainOnDelete),
        ];
    }

    private static IEnumerable<PropertyChange> Option(string path, bool before, bool after) =>
        before == after ? [] : [new PropertyChange(path, path, JsonValue.Create(before), JsonValue.Create(after))];

    // A replacement has another id and another ARN: what may not change them is replaced with it.
    private static void Spread(SortedDictionary<string, ResourceChange> changes)
    {
        var waiting = new Queue<ResourceChange>(changes.Values.Where(it => it.Kind == ChangeKind.Replace));
        if (waiting.Count == 0)
            return;
        var references = changes.Values
            .Where(it => it.Before is not null && it.After is not null)
            .SelectMany(it => References(it.After!, changes.ContainsKey).Select(reference => (Urn: it.After!.Urn, reference.Place, reference.To)))
            .ToLookup(it => it.To.Urn, StringComparer.Ordinal);
        while (waiting.TryDequeue(out var replaced))
        {
            foreach (var (urn, place, to) in references[replaced.After!.Urn])
            {
                var change = changes[urn];
                if (IsKept(replaced, to.Property) || change.ReplacedWith.Contains(replaced.Name))
                    continue;
                if (!ReplacementRules.Forces(change.After!, place))
                {
                    changes[urn] = change with { Follows = [.. change.Follows, (place, replaced.Name)] };
                    continue;
                }

                changes[urn] = change with { Kind = ChangeKind.Replace, ReplacedWith = [.. change.ReplacedWith.Append(replaced.Name).Order(StringComparer.Ordinal)] };
                if (change.Kind != ChangeKind.Replace)
                    waiting.Enqueue(changes[urn]);
            }
        }
    }

    // What is given as an input is known before the new one stands.
    private static bool IsKept(ResourceChange replaced, string property) =>
        replaced.After!.Inputs.ContainsKey(property) && !replaced.Changes(property);

    private static IEnumerable<(PropertyChange Place, PlanReference To)> References(PlanResource resource, Func<string, bool> isUrn)
    {
        return resource.Component ? [] : Within("", resource.Inputs);

        IEnumerable<(PropertyChange, PlanReference)> Within(string shape, JsonNode? node) => node switch
        {
            JsonObject pairs => pairs.SelectMany(it => Within(shape.Length == 0 ? it.Key : $"{shape}.{it.Key}", it.Value)),
            JsonArray items => items.SelectMany(it => Within($"{shape}[]", it)),
            JsonValue value when value.TryGetValue<string>(out var text) =>
                PlanReference.FindAll(text, isUrn).Select(it => (new PropertyChange(shape, shape, value, value), it)),
            _ => [],
        };
    }
}
