using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Tools.Render;

/// <summary>Small plans of Kubernetes resources.</summary>
internal static class KubernetesPlan
{
    /// <summary>A plan of these resources.</summary>
    public static Plan Of(params PlanResource[] resources) =>
        new("p", "s", "offline", [.. resources.OrderBy(it => it.Urn, StringComparer.Ordinal)], [], []);

    /// <summary>A resource.</summary>
    public static PlanResource Resource(string type, string name, string inputs, PlanResource? parent = null) => new()
    {
        Urn = $"urn:pulumi:s::p::{type}::{name}",
        Type = type,
        Name = name,
        Parent = parent?.Urn,
        Provider = "urn:pulumi:s::p::pulumi:providers:any::explicit",
        Component = type.StartsWith("flower-infra:", StringComparison.Ordinal),
        Inputs = JsonNode.Parse(inputs)!.AsObject(),
    };

    /// <summary>A ConfigMap of one entry.</summary>
    public static PlanResource ConfigMap(string name, string text = "x", PlanResource? parent = null) => Resource(
        "kubernetes:core/v1:ConfigMap", name,
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "flower" },
            ["data"] = new JsonObject { ["nginx.conf"] = text },
        }.ToJsonString(),
        parent);

    /// <summary>An object of any kind.</summary>
    public static PlanResource Object(string kind, string name, string? space) => Resource(
        $"kubernetes:any/v1:{kind}", $"{name}-{space}",
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = kind,
            ["metadata"] = space is null ? new JsonObject { ["name"] = name } : new JsonObject { ["name"] = name, ["namespace"] = space },
        }.ToJsonString());
}
