using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The names that a Kubernetes API server admits, and references that lead to nothing.</summary>
internal static class KubernetesNames
{
    // RFC 1123 and, for a Service, RFC 1035 (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/).
    private const string Label = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";
    private const string Subdomain = @"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";
    private const string LabelKey = @"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$";
    private const string LabelValue = "^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$";

    private static readonly (string Kind, int Longest, string Pattern)[] OfKinds =
    [
        ("Namespace", 63, Label),
        ("Service", 63, "^[a-z]([a-z0-9-]*[a-z0-9])?$"),
        // Its pods' label controller-revision-hash holds the name, a hyphen and ten characters.
        ("StatefulSet", 52, Label),
        ("ServiceAccount", 63, Subdomain),
    ];

    /// <summary>What is wrong with the names of a plan.</summary>
    public static IEnumerable<string> Faults(Plan plan) => plan.Resources
        .Where(it => it.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
        .SelectMany(it => OfObject(plan, it).Select(fault => $"{it.Name}: {fault}"));

    private static IEnumerable<string> OfObject(Plan plan, PlanResource resource)
    {
        var kind = resource.At("kind").Text ?? "";
        var (_, longest, pattern) = OfKinds.FirstOrDefault(it => it.Kind == kind, (Kind: kind, Longest: 253, Pattern: Subdomain));
        var name = resource.At("metadata", "name").Text ?? "";
        if (name.Length is 0 || name.Length > longest || !Regex.IsMatch(name, pattern))
            yield return $"{name} is not a name for a {kind}";
        foreach (var (key, value) in Labels("", resource.Inputs).Where(it => !Regex.IsMatch(it.Key, LabelKey) || !Regex.IsMatch(it.Value, LabelValue)))
            yield return $"{key}={value} is not a label";
        if (resource.At("metadata", "namespace").Text is { } space && !Exists(plan, "Namespace", space, null) && !Outside(plan).Contains(space))
            yield return $"there is no namespace {space}";
        if (kind is "Deployment" or "StatefulSet")
        {
            foreach (var fault in OfPod(plan, resource))
                yield return fault;
        }
    }

    private static IEnumerable<string> OfPod(Plan plan, PlanResource resource)
    {
        var space = resource.At("metadata", "namespace").Text;
        var pod = resource.At("spec", "template", "spec");
        var containers = pod["containers"].Items.Concat(pod["initContainers"].Items).ToList();
        var volumes = pod["volumes"].Items.ToList();
        var parts = containers.Concat(volumes).Select(it => it["name"].Text!).ToList();
        foreach (var name in parts.Where(it => it.Length > 63 || !Regex.IsMatch(it, Label)))
            yield return $"{name} is not a name for a container or a volume";
        foreach (var port in containers.SelectMany(it => it["ports"].Items).Select(it => it["name"].Text!))
        {
            if (port.Length > 15 || !Regex.IsMatch(port, "^[a-z0-9-]*[a-z][a-z0-9-]*$"))
                yield return $"{port} is not a name for a port";
        }

        foreach (var mount in containers.SelectMany(it => it["volumeMounts"].Items).Select(it => it["name"].Text).Where(it => !parts.Contains(it!)))
            yield return $"there is no volume {mount}";
        foreach (var volume in volumes.Select(it => it["name"].Text!).GroupBy(it => it).Where(it => it.Count() > 1))
            yield return $"there are two volumes {volume.Key}";
        var references = volumes.SelectMany(it => new[]
        {
            ("ConfigMap", it["configMap"]["name"].Text),
            ("PersistentVolumeClaim", it["persistentVolumeClaim"]["claimName"].Text),
            ("SecretProviderClass", it["csi"]["volumeAttributes"]["secretProviderClass"].Text),
            // Made by cert-manager, External Secrets or nobody.
            ("a Secret", it["secret"]["secretName"].Text),
        }).Concat(volumes.SelectMany(it => it["projected"]["sources"].Items).SelectMany(it => new[]
        {
            ("ConfigMap", it["configMap"]["name"].Text),
            ("a Secret", it["secret"]["name"].Text),
        })).Append(("ServiceAccount", pod["serviceAccountName"].Text)).Append(("Service", resource.At("spec", "serviceName").Text));
        foreach (var (kind, name) in references.Where(it => it.Item2 is not null))
        {
            if (kind == "a Secret" ? !IsMade(plan, name!, space) : !Exists(plan, kind, name!, space))
                yield return $"there is no {kind} {name} in {space}";
        }
    }

    // Namespaces that others make: those that an instance is told to use, those of Django sites, and those of components that never make one.
    private static IEnumerable<string?> Outside(Plan plan) => plan.Resources.Where(it => it.Component).Select(it => it.Type.Split(':')[^1] switch
    {
        "CeleryWorker" or "FlowerDashboard" when it.At("useExistingNamespace").Flag == true => it.At("namespace").Text ?? it.Name,
        "CeleryMessageSigning" or "CelerySettings" => it.At("namespace").Text,
        "LogShipping" => it.At("namespace").Text ?? "logging",
        _ => null,
    }).Concat(plan.Resources.Where(it => it.Component)
        .SelectMany(it => new[] { it.At("auth", "djangoProxy", "namespace").Text, it.At("admin", "auth", "djangoProxy", "namespace").Text }));

    private static bool Exists(Plan plan, string kind, string name, string? space) => plan.Resources.Any(it =>
        it.Type.EndsWith($":{kind}", StringComparison.Ordinal) && it.At("metadata", "name").Text == name && it.At("metadata", "namespace").Text == space);

    private static bool IsMade(Plan plan, string secret, string? space) => plan.Resources.Any(it =>
        it.At("metadata", "namespace").Text == space
        && (it.At("spec", "secretName").Text == secret || it.At("spec", "target", "name").Text == secret));

    private static IEnumerable<(string Key, string Value)> Labels(string name, JsonNode? value) => value switch
    {
        JsonObject labels when name is "labels" or "matchLabels" => labels.Select(it => (it.Key, (string)it.Value!)),
        JsonObject pairs => pairs.SelectMany(pair => Labels(pair.Key, pair.Value)),
        JsonArray items => items.SelectMany(item => Labels("", item)),
        _ => [],
    };
}
