using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What load balancers forward to pods: by which rule, to which port, over which protocol.</summary>
internal sealed class TargetPaths
{
    private readonly PlanIndex _plan;
    private readonly ILookup<string, (long? Port, string? Protocol, IReadOnlyList<string> Checks)> _byWorkload;
    private readonly ILookup<string, PlanResource> _rules;
    private readonly ILookup<string, PlanResource> _targets;
    private readonly ILookup<(string Namespace, string Label), PlanResource> _byLabel;

    /// <summary>Indexes a plan.</summary>
    /// <param name="plan">The plan.</param>
    public TargetPaths(PlanIndex plan)
    {
        _plan = plan;
        var dashboards = new DashboardTargets(plan);
        _rules = plan.OfType(ListenerRule).SelectMany(rule => dashboards.Targets(rule).Select(it => (it.Urn, rule)))
            .ToLookup(it => it.Urn, it => it.rule, StringComparer.Ordinal);
        _byLabel = plan.OfType(Workloads).SelectMany(it => it.PodLabels().Pairs.Select(label => (Key: (Space(it), Label(label)), it)))
            .ToLookup(it => it.Key, it => it.it);
        _targets = plan.OfType(TargetBinding).Select(it => (Binding: it, Target: plan.Named(it.Input().At("spec.targetGroupARN")))).Where(it => it.Target is not null)
            .SelectMany(it => Behind(it.Binding).Select(workload => (workload.Urn, it.Target))).ToLookup(it => it.Urn, it => it.Target!, StringComparer.Ordinal);
        _byWorkload = plan.OfType(TargetBinding).SelectMany(Forwards).ToLookup(it => it.Workload, it => (it.Port, it.Protocol, it.Checks), StringComparer.Ordinal);
    }

    /// <summary>What leads to a port of a workload's pods.</summary>
    /// <param name="workload">The workload's URN.</param>
    /// <param name="port">The port.</param>
    /// <returns>The protocol and what a request passes before; several where several target groups lead there.</returns>
    public IEnumerable<(string? Protocol, IReadOnlyList<string> Checks)> To(string workload, int? port) =>
        _byWorkload[workload].Where(it => it.Port is not null && it.Port == port).Select(it => (it.Protocol, it.Checks));

    /// <summary>The addresses that lead to a workload.</summary>
    /// <param name="workload">The workload's URN.</param>
    public IEnumerable<string> Addresses(string workload) => _targets[workload].SelectMany(target => _rules[target.Urn])
        .Select(rule => AccessSummary.Address(_plan, rule)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private IEnumerable<(string Workload, long? Port, string? Protocol, IReadOnlyList<string> Checks)> Forwards(PlanResource binding)
    {
        var target = _plan.Named(binding.Input().At("spec.targetGroupARN"));
        foreach (var workload in Behind(binding))
        {
            if (target is null)
            {
                yield return (workload.Urn, binding.Input().At("spec.serviceRef.port").Number, null, [$"target group of another stack, bound by {binding.Name}"]);
                continue;
            }

            var input = target.Input();
            var health = input["healthCheck"];
            yield return (workload.Urn, input["port"].Number, input["protocol"].Text, [.. _rules[target.Urn].Select(Shown)]);
            if (long.TryParse(health["port"].Text, out var port) && port != input["port"].Number)
                yield return (workload.Urn, port, health["protocol"].Text, [$"health check {_plan.Shown(health["path"], "/")}"]);
        }
    }

    private IEnumerable<PlanResource> Behind(PlanResource binding) =>
        from service in _plan.InNamespaceOf(binding, Service)
        let name = binding.Input().At("spec.serviceRef.name")
        where service.Input()["metadata"]["name"].IsSameAs(name) || _plan.Named(name) == service
        let labels = service.Input()["spec"]["selector"].Pairs.ToList()
        where labels.Count > 0
        from workload in _byLabel[(Space(binding), Label(labels[0]))]
        where labels.All(it => workload.PodLabels()[it.Key].IsSameAs(it.Value))
        select workload;

    private string Shown(PlanResource rule)
    {
        var sources = rule.Input()["conditions"].Items.SelectMany(it => it["sourceIp"]["values"].Items).Select(it => _plan.Shown(it)).ToList();
        return string.Join("; ",
        [
            $"listener rule {rule.Name}: {AccessSummary.Address(_plan, rule)}{(sources.Count > 0 ? $" from {SummaryWords.List(sources)}" : "")}",
            .. SignInSummary.AtLoadBalancer(_plan, rule).Select(it => $"{it.Label} {it.Value}"),
        ]);
    }

    private static string Space(PlanResource resource) => resource.Input()["metadata"]["namespace"].Text ?? "default";

    private static string Label((string Key, PlanProperty Value) label) => $"{label.Key}={label.Value.Text}";
}
