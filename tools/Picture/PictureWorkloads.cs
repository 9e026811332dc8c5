using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>The nodes of a plan's workloads.</summary>
internal static class PictureWorkloads
{
    // What the edges don't tell already.
    private static readonly string[] ShownFacts = ["sign-in", "may do"];

    /// <summary>Draws them.</summary>
    /// <param name="draft">The picture.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="paths">What leads to them.</param>
    public static void AddTo(PictureDraft draft, PlanIndex plan, TargetPaths paths)
    {
        var dashboards = plan.FlowerPods.ToDictionary(it => it.Workload.Urn, StringComparer.Ordinal);
        foreach (var workload in plan.OfType(Workloads))
        {
            var space = plan.Shown(workload.Input()["metadata"]["namespace"], "default");
            IEnumerable<string> lines = dashboards.GetValueOrDefault(workload.Urn) is { } pod
                ? [pod.IsForAdministrators ? "administrators" : "viewers", .. paths.Addresses(workload.Urn), .. Facts(plan, pod)]
                : [workload.Type[(workload.Type.LastIndexOf(':') + 1)..], .. workload.PodSpec()["containers"].Items.Select(it => $"container {plan.Shown(it["name"])}")];
            draft.Add(new PictureNode(workload.Urn, PictureZone.Pods, $"Namespace {space}", workload.Name, [.. lines]));
        }
    }

    private static IEnumerable<string> Facts(PlanIndex plan, FlowerPod pod)
    {
        if (pod.ReadGateway() is not null && pod.ReadPython("flowerconfig.py") is { } file)
            yield return $"gateway → Flower at {Assigned(file, "address")}:{Assigned(file, "port")}";
        foreach (var fact in SignInSummary.Of(plan, pod).Where(it => ShownFacts.Contains(it.Label)))
            yield return $"{fact.Label}: {ShownText.Safe(fact.Value)}";
    }

    private static string Assigned(PythonFile file, string name) => file.Assigned(name) is [.., { Value: [var token] }] ? token.Value : "unknown";
}
