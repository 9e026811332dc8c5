using System.Text.Json.Nodes;
using static FlowerInfra.Concern;
using static FlowerInfra.Impact;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What changes of policies mean: a statement that allows more, or denies less, opens something.</summary>
internal static class AccessPolicyRules
{
    private static readonly (string Type, string Property)[] Policies =
    [
        (IamPolicy, "policy"), (IamRolePolicy, "policy"), (IamRole, "assumeRolePolicy"), (BucketPolicy, "policy"), (SecretPolicy, "policy"), (KmsKey, "policy"),
        (TopicPolicy, "policy"), (FileSystemPolicy, "policy"),
    ];

    // What these name is what a statement is about; the rest narrows it.
    private static readonly string[] Scope = [".Action", ".Resource", ".Principal"];

    /// <summary>The rules.</summary>
    public static IEnumerable<PropertyRule> Properties => Policies.Select(it =>
        new PropertyRule([it.Type], it.Property, (property, change) => Explain(property, change, it.Property)));

    private static Explanation Explain(PropertyChange property, ResourceChange change, string name)
    {
        if (property.Shape == $"{name}.Statement[]")
        {
            var statement = (property.After ?? property.Before) as JsonObject;
            return Scoped(statement, property, $"{Title(statement)} ({ShownText.Of(statement?["Action"] ?? statement?["NotAction"])})");
        }

        var key = property.Path.Split('[', ']') is [_, var sid, ..] ? sid : "";
        var scope = Array.Find(Scope, it => property.Shape.StartsWith($"{name}.Statement[]{it}", StringComparison.Ordinal));
        return scope is null
            ? new(Security, Caution, $"rights hold under other conditions, in {(key.Length > 0 ? key : "its policy")}")
            : Scoped(Statement(change.After, name, key) ?? Statement(change.Before, name, key), property, $"{ShownText.OfChange(property)} in {(key.Length > 0 ? key : "its policy")}");
    }

    private static Explanation Scoped(JsonObject? statement, PropertyChange property, string what)
    {
        var isDenial = statement?["Effect"]?.ToString() == "Deny";
        // A value in place of another may be the wider one.
        if (property.After is not null && !(isDenial && property.Before is null))
            return new(Security, IsWide(property.After) ? Danger : Caution, isDenial ? $"denies otherwise: {what}" : $"allows more: {what}");
        if (isDenial && property.After is null)
            return new(Security, Danger, $"no longer denies: {what}");
        return new(Security, Better, isDenial ? $"denies more: {what}" : $"no longer allows: {what}");
    }

    private static bool IsWide(JsonNode node) => node switch
    {
        JsonObject pairs => pairs.Any(it => it.Key is "Action" or "Principal" or "AWS" && it.Value is not null && IsWide(it.Value)),
        JsonArray items => items.Any(it => it is not null && IsWide(it)),
        _ => node.ToString() is "*" or ['*', ':', ..],
    };

    private static JsonObject? Statement(PlanResource? resource, string name, string key) =>
        (ValueComparison.Parsed(resource?.Inputs[name])?["Statement"] as JsonArray)?.OfType<JsonObject>()
        .FirstOrDefault(it => it["Sid"]?.ToString() == key);

    private static string Title(JsonObject? statement) => statement?["Sid"] is JsonValue sid ? ShownText.Of(sid) : "a statement";
}
