using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of namespaces and Services.</summary>
internal static class KubernetesControls
{
    private const string Enforce = "pod-security.kubernetes.io/enforce";

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-K8S-01", Severity.High, "Namespaces enforce the restricted pod security standard")
        {
            Sources = ["C-0193", "C-0194", "C-0195", "C-0196", "C-0197"],
            Fix = $"Label the namespace {Enforce}: restricted.",
            Setting = $"Leave {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.UseExistingNamespace))} out, or label the namespace that "
                + "it takes.",
            Check = Control.Several(
                Control.Each(Namespace, it => it["metadata"]["labels"][Enforce].Is("restricted")), EachInAnotherNamespace),
        },
        new("FLW-K8S-02", Severity.Critical, "Services are reachable inside the cluster only")
        {
            Sources = ["C-0256"],
            Guide = Guides.Loopback,
            Fix = "Set type to ClusterIP.",
            Check = Control.Each(Service, it => Verdict.All(
                it["spec"]["type"].IsAbsent ? Verdict.Pass : it["spec"]["type"].Is("ClusterIP"), it["spec"]["externalIPs"].IsNotGiven)),
        },
        new("FLW-K8S-03", Severity.Medium, "Nothing stands in the default namespace")
        {
            Sources = ["C-0061", "C-0212", "CKV_K8S_21", "KSV-0110"],
            Fix = "Set metadata.namespace.",
            Setting = $"Take another name for {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.Namespace))}, or leave it out.",
            Check = Control.Each([.. Workloads, ConfigMap, Service], it => Verdict.All(
                it["metadata"]["namespace"].IsGiven,
                Verdict.When(it["metadata"]["namespace"].Text is not "default", "metadata.namespace is default"))),
        },
        new("FLW-K8S-04", Severity.High, "Flower is a StatefulSet of one pod")
        {
            Sources = ["statefulset-has-servicename"],
            Guide = Guides.State,
            Fix = "Make it a StatefulSet with replicas: 1 and a serviceName: two writers corrupt Flower's file.",
            Check = plan => plan.FlowerPods.Select(it => it.Workload).Select(it => new Finding(it, Verdict.All(
                Verdict.When(it.Type == StatefulSet, "it is not a StatefulSet"),
                it.Input()["spec"]["replicas"].Is(1),
                it.Input()["spec"]["serviceName"].IsGiven))),
        },
        new("FLW-K8S-05", Severity.Medium, "A disruption budget covers what runs for long, and lets nodes be drained")
        {
            Sources = ["statefulset-has-poddisruptionbudget", "deployment-has-poddisruptionbudget", "pdbDisruptionsIsZero"],
            Fix = "Add a PodDisruptionBudget that selects the pods, with maxUnavailable: 1.",
            Check = Control.Each([Deployment, StatefulSet], (plan, it) => PodReading.IsSelected(
                plan, it, DisruptionBudget, budget => budget["spec"]["selector"],
                budget => budget["spec"]["maxUnavailable"].Meets(
                    budget["spec"]["maxUnavailable"].Number >= 1
                    || budget["spec"]["maxUnavailable"].Text is not (null or "0" or "0%"), "is 0"))),
        },
        new("FLW-K8S-06", Severity.High, "No Service is named flower")
        {
            Sources = [],
            Fix = "Take another name: the FLOWER_PORT that Kubernetes derives from it stops Flower, or configures it.",
            Check = Control.Each(Service, it => it["metadata"]["name"].IfGiven(name =>
                name.Meets(name.Text is not "flower", "makes the prefix of Flower's options"))),
        },
        new("FLW-K8S-07", Severity.Critical, "Nothing publishes Flower's own port")
        {
            Sources = ["K06:2025"],
            Guide = Guides.Loopback,
            Fix = $"Publish the gateway's ports: whoever reaches {GatewayPorts.Flower} is past it.",
            Check = Control.Several(
                Control.Each(Service, it => Verdict.All(
                    it["spec"]["ports"].Items.SelectMany(port => new[] { IsNotFlowers(port["port"]), IsNotFlowers(port["targetPort"]) }))),
                PodControls.EachContainer(it => Verdict.All(it["ports"].Items.Select(port => IsNotFlowers(port["containerPort"])))),
                Control.Each([IngressRule, EgressRule], it => Verdict.All(
                    it["ipProtocol"].Meets(it["ipProtocol"].Text is not "-1", "is every port"), LeavesFlowersOut(it["fromPort"], it["toPort"]))),
                Control.Each(NetworkPolicy, it => Verdict.All(
                    it["spec"]["ingress"].Items.SelectMany(rule => rule["ports"].Items).Select(port => LeavesFlowersOut(port["port"], port["endPort"]))))),
        },
        new("FLW-K8S-08", Severity.Medium, "Service accounts hand out no tokens by themselves")
        {
            Sources = ["C-0190", "CKV_K8S_38", "KSV-0036"],
            Guide = Guides.Worker,
            Fix = "Set automountServiceAccountToken to false.",
            Setting = $"Leave {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.ExistingServiceAccountName))} out, or turn the tokens of "
                + "that account off.",
            Check = Control.Each(ServiceAccount, it => it["automountServiceAccountToken"].Is(false)),
        },
        // https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback
        new("FLW-K8S-09", Severity.Medium, "A repaired pod replaces one that never gets ready")
        {
            Sources = [],
            Fix = "Set podManagementPolicy to Parallel: in order, a StatefulSet waits for the broken pod for ever.",
            Check = FlowerPod.Each(it => it.Workload.Type == StatefulSet
                ? it.Workload.Input()["spec"]["podManagementPolicy"].Is("Parallel")
                : Verdict.Pass),
        },
        new("FLW-K8S-10", Severity.Medium, "A pod restarts when another secret or security group takes the place of its own")
        {
            Sources = [],
            Guide = Guides.Worker,
            Fix = "Name the secrets' ARNs and the security group's id in annotations of the pod template.",
            Check = plan => plan.FlowerPods.Concat(plan.WorkerPods).Select(it => new Finding(it.Workload, PodRestarts.Follow(plan, it.Workload))),
        },
    ];

    // Whoever takes a namespace that exists already has to see to its labels.
    private static IEnumerable<Finding> EachInAnotherNamespace(PlanIndex plan)
    {
        var names = plan.OfType(Namespace).Select(it => it.Input()["metadata"]["name"].Text).ToHashSet(StringComparer.Ordinal);
        return plan.OfType(Workloads)
            .Select(it => (Workload: it, Name: it.Input()["metadata"]["namespace"]))
            .Where(it => !names.Contains(it.Name.Text) && plan.Named(it.Name)?.Type != Namespace)
            .Select(it => new Finding(it.Workload, new Verdict(
                ControlStatus.Unknown, $"what the namespace {it.Name.Text ?? "default"} enforces is not in the plan")));
    }

    private static Verdict LeavesFlowersOut(PlanProperty from, PlanProperty to) => Verdict.All(
        IsNotFlowers(from), IsNotFlowers(to),
        Verdict.When(
            !(from.Number < GatewayPorts.Flower && GatewayPorts.Flower < to.Number), $"{from.Path} to {to.Path} include Flower's own port"));

    private static Verdict IsNotFlowers(PlanProperty port) =>
        port.IfGiven(it => it.Meets(it.Number != GatewayPorts.Flower, "is Flower's own"));
}
