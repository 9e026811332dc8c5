using System.Reflection;
using System.Text.Json.Nodes;
using Pulumi;

namespace FlowerInfra;

/// <summary>A stack's outputs after its run.</summary>
internal static class StackOutputs
{
    /// <summary>The outputs by name, secrets masked.</summary>
    /// <param name="stack">The stack, which has run.</param>
    /// <param name="capture">What it registered.</param>
    public static async Task<JsonObject> ReadAsync(Stack stack, PlanCapture capture)
    {
        var outputs = stack.GetType().GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(property => property.DeclaringType != typeof(Resource))
            .Select(property => (property, Attribute: property.GetCustomAttribute<OutputAttribute>()))
            .Where(it => it.Attribute is not null)
            .Select(it => (Name: it.Attribute!.Name ?? it.property.Name, Value: it.property.GetValue(stack)!));
        var json = new JsonObject();
        foreach (var (name, value) in outputs.OrderBy(it => it.Name, StringComparer.Ordinal))
            json[name] = await ReadAsync(name, value, capture).ConfigureAwait(false);
        return json;
    }

    private static async Task<JsonNode?> ReadAsync(string name, object output, PlanCapture capture)
    {
        var facts = await InputFacts.OfAsync(output).ConfigureAwait(false);
        if (facts.IsSecret)
            return JsonValue.Create(Plan.Secret);
        if (facts.IsUnknown)
            return JsonValue.Create(Plan.Unknown);
        var state = await OutputReader.For(output.GetType())!.ReadAsync(output).ConfigureAwait(false);
        var node = PlanValue.ToJson($"The stack's output {name}", state.Value);
        return capture.HoldsSecret(node) ? JsonValue.Create(Plan.Secret) : node;
    }
}
