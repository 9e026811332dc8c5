using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Finds the Flower behind a load balancer's rule: over its target group, the group's binding and the binding's service.</summary>
internal sealed class DashboardTargets
{
    private readonly PlanIndex _plan;
    private readonly ILookup<string, FlowerPod> _byNamespace;
    private readonly ILookup<string, PlanResource> _byParent;

    /// <summary>Indexes a plan.</summary>
    /// <param name="plan">The plan.</param>
    public DashboardTargets(PlanIndex plan)
    {
        _plan = plan;
        _byNamespace = plan.FlowerPods.ToLookup(it => Namespace(it.Workload), StringComparer.Ordinal);
        _byParent = plan.OfType(TargetGroup).ToLookup(it => it.Parent ?? "", StringComparer.Ordinal);
    }

    /// <summary>The target groups that a rule forwards to.</summary>
    /// <param name="rule">The listener's rule.</param>
    public IEnumerable<PlanResource> Targets(PlanResource rule)
    {
        var actions = rule.Input()["actions"];
        // Actions with a client secret are secret as a whole. A component that makes such a rule makes its target group, too.
        return actions.IsUnknown
            ? _byParent[rule.Parent ?? ""]
            : actions.Items.Select(it => _plan.Named(it["targetGroupArn"])).OfType<PlanResource>();
    }

    /// <summary>The workloads with Flower that a rule forwards to.</summary>
    /// <param name="rule">The listener's rule.</param>
    public IEnumerable<FlowerPod> Behind(PlanResource rule) =>
        from target in Targets(rule)
        from binding in _plan.Referring(target, TargetBinding, "spec.targetGroupARN")
        let name = binding.Input()["spec"]["serviceRef"]["name"]
        from service in _plan.InNamespaceOf(binding, Service)
        where service.Input()["metadata"]["name"].IsSameAs(name) || _plan.Named(name) == service
        let labels = service.Input()["spec"]["selector"].Pairs.ToList()
        from pod in _byNamespace[Namespace(binding)]
        where labels.All(it => pod.Workload.PodLabels()[it.Key].IsSameAs(it.Value))
        select pod;

    private static string Namespace(PlanResource resource) => resource.Input()["metadata"]["namespace"].Text ?? "default";
}
