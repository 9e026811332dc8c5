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
            Check = Control.Each(Namespace, it => it["metadata"]["labels"][Enforce].Is("restricted")),
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
            Check = Control.Each([.. Workloads, ConfigMap, Service], it => Verdict.All(
                it["metadata"]["namespace"].IsGiven,
                Verdict.When(it["metadata"]["namespace"].Text is not "default", "metadata.namespace is default"))),
        },
    ];
}
