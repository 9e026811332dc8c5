using System.Text.RegularExpressions;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>
/// What a running pod keeps although it changed: the secrets that it read at start, and the security group of its network
/// interface. Only another template makes another pod.
/// </summary>
internal static partial class PodRestarts
{
    /// <summary>Holds when the annotations of a workload's pods name its secrets and its security groups.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="workload">The workload.</param>
    public static Verdict Follow(PlanIndex plan, PlanResource workload)
    {
        var annotations = workload.PodAnnotations();
        if (annotations.IsUnknown)
            return Verdict.Unknown(annotations.Path);
        var named = annotations.Pairs.SelectMany(it => it.Value.Text?.Split(',') ?? []).ToHashSet(StringComparer.Ordinal);
        return Verdict.All(Behind(plan, workload).Select(it =>
            it.Name is null or Plan.Unknown or Plan.Secret || named.Contains(Plan.Unknown)
                ? Verdict.Unknown(it.Path)
                : Verdict.When(named.Contains(it.Name), $"no annotation of the pods names {it.Name}")));
    }

    private static IEnumerable<(string Path, string? Name)> Behind(PlanIndex plan, PlanResource workload) =>
        MountedSecrets(plan, workload).Concat(CopiedSecrets(plan, workload)).Concat(
            PodReading.Selecting(plan, workload, PodSecurityGroups, it => it["spec"]["podSelector"])
                .SelectMany(it => it.Resource.Input()["spec"]["securityGroups"]["groupIds"].Items)
                .Select(it => (it.Path, it.Text)));

    private static IEnumerable<(string Path, string? Name)> MountedSecrets(PlanIndex plan, PlanResource workload)
    {
        var classes = workload.PodSpec()["volumes"].Items
            .Select(it => it["csi"]["volumeAttributes"]["secretProviderClass"].Text).ToHashSet(StringComparer.Ordinal);
        return plan.InNamespaceOf(workload, ResourceTypes.MountedSecrets)
            .Where(it => classes.Contains(it.Input()["metadata"]["name"].Text))
            .Select(it => it.Input()["spec"]["parameters"]["objects"])
            .SelectMany(it => it.Text is null or Plan.Unknown
                ? [(it.Path, it.Text)]
                : ObjectName().Matches(it.Text).Select(match => (it.Path, (string?)match.Groups[1].Value)));
    }

    private static IEnumerable<(string Path, string? Name)> CopiedSecrets(PlanIndex plan, PlanResource workload)
    {
        var copies = workload.PodSpec()["volumes"].Items.Select(it => it["secret"]["secretName"].Text).ToHashSet(StringComparer.Ordinal);
        return plan.InNamespaceOf(workload, CopiedSecret)
            .Where(it => copies.Contains(it.Input()["spec"]["target"]["name"].Text))
            .SelectMany(it => it.Input()["spec"]["data"].Items)
            .Select(it => it["remoteRef"]["key"])
            .Select(it => (it.Path, it.Text));
    }

    [GeneratedRegex("objectName: *\"?([^\"\\n]+)")]
    private static partial Regex ObjectName();
}
