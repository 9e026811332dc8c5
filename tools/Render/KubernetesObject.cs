using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>A Kubernetes object of a plan as the API server takes it.</summary>
internal sealed class KubernetesObject
{
    private static readonly string[] PodOwners = ["CronJob", "DaemonSet", "Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet"];

    private KubernetesObject(JsonObject json, string kind, string fileName)
    {
        Json = json;
        Kind = kind;
        FileName = fileName;
    }

    /// <summary>The object.</summary>
    public JsonObject Json { get; }

    /// <summary>The kind.</summary>
    public string Kind { get; }

    /// <summary>
    /// The file's name. kubectl applies the files of a folder in the order of their names: first what has no namespace, the
    /// namespaces themselves among it, then what is in one, and pods only after the policies that confine them.
    /// </summary>
    public string FileName { get; }

    /// <summary>Whether a resource is one in Kubernetes.</summary>
    /// <param name="resource">The resource.</param>
    public static bool Is(PlanResource resource) => !resource.Component && resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal);

    /// <summary>Reads a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="obstacle">Why it can't be written as a manifest, or null.</param>
    /// <returns>The object, or null.</returns>
    public static KubernetesObject? Read(PlanResource resource, out string? obstacle)
    {
        obstacle = Obstacle(resource.Inputs);
        if (obstacle is not null)
            return null;
        var json = resource.Inputs.DeepClone().AsObject();
        if (json["metadata"] is not JsonObject metadata)
            json["metadata"] = metadata = [];
        // The provider would generate a name. Others refer to it by this placeholder, which then stands for one name everywhere.
        metadata["name"] ??= $"${{{resource.Urn}.metadata.name}}";
        var kind = (string)json["kind"]!;
        var space = (string?)metadata["namespace"];
        var name = (string)metadata["name"]!;
        var rank = PodOwners.Contains(kind, StringComparer.Ordinal) ? 3 : space is null ? 1 : 2;
        var parts = new[] { space ?? "cluster", kind, PlanReference.IsIn(name) ? resource.Name : name };
        return new KubernetesObject(json, kind, $"{rank}.{string.Join('.', parts.Select(FlowerInfra.FileName.Of)).ToLowerInvariant()}.yaml");
    }

    private static string? Obstacle(JsonObject inputs)
    {
        foreach (var (name, value) in inputs)
        {
            if (Holds(value, Plan.Secret))
                return $"{name} holds a secret";
            if (Holds(value, Plan.Unknown))
                return $"{name} is known only after deployment";
        }

        return IsText(inputs["apiVersion"]) && IsText(inputs["kind"]) ? null : "it has no apiVersion and kind";
    }

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out _);

    private static bool Holds(JsonNode? node, string mark) =>
        JsonTexts.Of(node).Any(text => text.Contains(mark, StringComparison.Ordinal));
}
