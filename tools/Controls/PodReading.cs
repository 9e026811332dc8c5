using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>How controls read workloads: their pods, and who selects them.</summary>
internal static class PodReading
{
    /// <summary>The spec of a workload's pods.</summary>
    /// <param name="workload">The workload.</param>
    public static PlanProperty PodSpec(this PlanResource workload) => Template(workload)["spec"];

    /// <summary>The labels of a workload's pods.</summary>
    /// <param name="workload">The workload.</param>
    public static PlanProperty PodLabels(this PlanResource workload) => Template(workload)["metadata"]["labels"];

    /// <summary>The annotations of a workload's pods.</summary>
    /// <param name="workload">The workload.</param>
    public static PlanProperty PodAnnotations(this PlanResource workload) => Template(workload)["metadata"]["annotations"];

    /// <summary>The containers of a pod, those that run before the others included.</summary>
    /// <param name="pod">The pod's spec.</param>
    public static IEnumerable<PlanProperty> Containers(PlanProperty pod) => pod["initContainers"].Items.Concat(pod["containers"].Items);

    /// <summary>Holds when a selector matches the pods of a workload in its object's namespace.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="owner">The object that the selector belongs to.</param>
    /// <param name="selector">The selector.</param>
    public static Verdict SelectsPods(PlanIndex plan, PlanResource owner, PlanProperty selector)
    {
        if (selector.IsUnknown)
            return Verdict.Unknown(selector.Path);
        var verdict = Verdict.Any(
        [
            .. Workloads.SelectMany(type => plan.InNamespaceOf(owner, type)).Select(it => Matches(selector["matchLabels"], it.PodLabels())),
        ]);
        return verdict.Status == ControlStatus.Fail ? Verdict.Fail($"{selector.Path} matches no pod of its namespace") : verdict;
    }

    /// <summary>Holds when an object selects a workload's pods and keeps a rule.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="type">The object's type token.</param>
    /// <param name="selector">Its selector.</param>
    /// <param name="rule">The rule over its inputs.</param>
    public static Verdict IsSelected(
        PlanIndex plan, PlanResource workload, string type, Func<PlanProperty, PlanProperty> selector, Func<PlanProperty, Verdict> rule)
    {
        var verdicts = Selecting(plan, workload, type, selector)
            .Select(it => Verdict.All(it.Matches, rule(it.Resource.Input())).Of(it.Resource.Name))
            .ToArray();
        return verdicts.Length > 0 ? Verdict.Any(verdicts) : Verdict.Fail($"no {type[(type.LastIndexOf(':') + 1)..]} selects its pods");
    }

    /// <summary>The objects that select a workload's pods, or may do so.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="type">The objects' type token.</param>
    /// <param name="selector">Their selector.</param>
    public static IEnumerable<(PlanResource Resource, Verdict Matches)> Selecting(
        PlanIndex plan, PlanResource workload, string type, Func<PlanProperty, PlanProperty> selector)
    {
        var labels = workload.PodLabels();
        return plan.InNamespaceOf(workload, type)
            .Select(it => (Resource: it, Matches: Matches(selector(it.Input())["matchLabels"], labels)))
            .Where(it => it.Matches.Status != ControlStatus.Fail);
    }

    // A selector without labels selects every pod; expressions are not evaluated, and narrow nothing here.
    private static Verdict Matches(PlanProperty selector, PlanProperty labels) => selector.IsUnknown
        ? Verdict.Unknown(selector.Path)
        : Verdict.All(selector.Pairs.Select(label =>
            label.Value.Text is { } text && text == labels[label.Key].Text ? Verdict.Pass : labels[label.Key].Is(label.Value.Text ?? "")));

    private static PlanProperty Template(PlanResource workload)
    {
        var input = workload.Input();
        return workload.Type switch
        {
            Pod => input,
            CronJob => input["spec"]["jobTemplate"]["spec"]["template"],
            _ => input["spec"]["template"],
        };
    }
}
