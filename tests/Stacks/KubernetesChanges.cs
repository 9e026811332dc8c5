using System.Globalization;
using System.Text.Json.Nodes;
using Pulumi;

namespace FlowerInfra.Tests.Stacks;

/// <summary>
/// What Pulumi does with the objects of the cluster when a stack changes, and where the API server or a webhook refuses it.
/// The first table is the provider's own (https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/diff.go),
/// the second one is the API server's validation of updates, found again on a real one, and the load balancer controller's
/// (https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/webhooks/elbv2/targetgroupbinding_validator.go).
/// </summary>
internal static class KubernetesChanges
{
    private static readonly string[] Identity = ["metadata.name", "metadata.namespace"];

    private static readonly Dictionary<string, string[]> ReplacedByTheProvider = new(StringComparer.Ordinal)
    {
        ["ConfigMap"] = ["binaryData", "data"],
        ["PersistentVolume"] = ["spec.csi"],
        ["PersistentVolumeClaim"] = ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
        ["Secret"] = ["data", "stringData", "type"],
        ["Service"] = ["spec.clusterIP"],
        ["StatefulSet"] =
            ["spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"],
        ["StorageClass"] = ["parameters", "provisioner"],
    };

    private static readonly Dictionary<string, string[]> Immutable = new(StringComparer.Ordinal)
    {
        ["PersistentVolume"] = ["spec.csi", "spec.nodeAffinity", "spec.volumeMode"],
        ["PersistentVolumeClaim"] = ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeMode", "spec.volumeName"],
        ["Service"] = ["spec.clusterIP"],
        ["StatefulSet"] = ["spec.podManagementPolicy", "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"],
        ["StorageClass"] = ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"],
        ["TargetGroupBinding"] = ["spec.ipAddressType", "spec.targetGroupARN", "spec.targetType", "spec.vpcID"],
    };

    /// <summary>The changes from what is deployed to what shall be, sorted by name.</summary>
    public static IReadOnlyList<KubernetesChange> Between(PlannedStack before, PlannedStack after)
    {
        var old = Objects(before.Plan);
        var @new = Objects(after.Plan);
        return
        [
            .. old.Keys.Union(@new.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(urn => (old.GetValueOrDefault(urn), @new.GetValueOrDefault(urn)) switch
                {
                    (null, { } created) => new KubernetesChange(created.Name, "create", null),
                    ({ } deleted, null) => Delete(deleted, before.Options[urn]),
                    ({ } was, { } becomes) => Change(was, becomes, before.Options[urn], after.Options[urn]),
                    _ => null,
                })
                .OfType<KubernetesChange>().OrderBy(it => it.Name, StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, PlanResource> Objects(Plan plan) => plan.Resources
        .Where(it => it.Type.StartsWith("kubernetes:", StringComparison.Ordinal)).ToDictionary(it => it.Urn, StringComparer.Ordinal);

    // The options are those of the last deployment: the program knows the resource no more.
    private static KubernetesChange Delete(PlanResource resource, CustomResourceOptions options) => new(
        resource.Name, options.RetainOnDelete == true ? "forget" : "delete", resource.Protect ? "it is protected" : null);

    private static KubernetesChange? Change(PlanResource was, PlanResource becomes, CustomResourceOptions old, CustomResourceOptions options)
    {
        var kind = was.Type[(was.Type.LastIndexOf(':') + 1)..];
        var paths = ChangedPaths("", was.Inputs, becomes.Inputs).ToArray();
        if (paths.Length == 0)
            return null;
        var byProvider = Hits(paths, [.. Identity, .. ReplacedByTheProvider.GetValueOrDefault(kind, [])]);
        if (byProvider.Length == 0 && Hits(paths, options.ReplaceOnChanges).Length == 0)
            return new KubernetesChange(was.Name, "update", Refusal(kind, paths, was, becomes));
        var isSameObject = Hits(paths, Identity).Length == 0;
        // The provider asks for it where it replaces by itself and the name stays; the program's word goes before that.
        var oldFirst = options.DeleteBeforeReplace ?? (byProvider.Length > 0 && isSameObject);
        // One deployment may lift the protection and replace
        // (https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go).
        return new KubernetesChange(was.Name, oldFirst ? "replace, the old one first" : "replace, the new one first", was.Protect && becomes.Protect
            ? "it is protected"
            : isSameObject && (!oldFirst || old.RetainOnDelete == true) ? "the old one still has the name" : null);
    }

    private static string? Refusal(string kind, string[] paths, PlanResource was, PlanResource becomes)
    {
        if (Hits(paths, Immutable.GetValueOrDefault(kind, [])) is [var immutable, ..])
            return $"{immutable} is immutable";
        return kind == "PersistentVolumeClaim" && Gibibytes(becomes) < Gibibytes(was) ? "a claim never shrinks" : null;
    }

    private static int Gibibytes(PlanResource claim) => int.Parse(
        claim.At("spec", "resources", "requests", "storage").Text!.Replace("Gi", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static string[] Hits(string[] paths, IReadOnlyCollection<string> patterns) =>
        [.. paths.Where(path => patterns.Any(pattern => path == pattern || path.StartsWith($"{pattern}.", StringComparison.Ordinal)))];

    private static IEnumerable<string> ChangedPaths(string path, JsonNode? was, JsonNode? becomes) => (was, becomes) switch
    {
        (JsonObject old, JsonObject @new) => old.Select(it => it.Key).Union(@new.Select(it => it.Key), StringComparer.Ordinal)
            .SelectMany(key => ChangedPaths(path.Length == 0 ? key : $"{path}.{key}", old[key], @new[key])),
        _ => JsonNode.DeepEquals(was, becomes) ? [] : [path],
    };
}
