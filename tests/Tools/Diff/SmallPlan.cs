using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Tools.Diff;

/// <summary>Plans of few resources.</summary>
internal static class SmallPlan
{
    public static Plan Of(params PlanResource[] resources) => new("p", "s", "offline", [.. resources.OrderBy(it => it.Urn, StringComparer.Ordinal)], [], []);

    public static PlanResource Resource(string type, string name, params (string Name, string Json)[] inputs) => new()
    {
        Urn = Urn(type, name),
        Type = type,
        Name = name,
        Inputs = new JsonObject(inputs.Where(it => it.Json != "null").Select(it => KeyValuePair.Create(it.Name, JsonNode.Parse(it.Json)))),
    };

    public static string Urn(string type, string name) => $"urn:pulumi:s::p::{type}::{name}";

    public static string Reference(string type, string name, string property) => $"${{{Urn(type, name)}.{property}}}";
}
