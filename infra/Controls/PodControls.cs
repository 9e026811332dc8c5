using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of pods: the restricted pod security standard and what the scanners ask beyond it.</summary>
internal static class PodControls
{
    private static readonly string[] AllowedVolumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-POD-01", Severity.High, "Pods meet the restricted pod security standard")
        {
            Sources =
            [
                "CKV_K8S_16", "CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19", "CKV_K8S_20", "CKV_K8S_23", "CKV_K8S_26", "CKV_K8S_31",
                "CKV_K8S_37", "KSV-0001", "KSV-0012", "KSV-0028", "KSV-0104", "KSV-0106", "C-0013", "C-0016", "C-0046", "C-0057",
            ],
            Guide = Guides.Worker,
            Fix = "Run as a user other than root, without privileges, with the runtime's seccomp profile and all capabilities dropped.",
            Check = EachPod(pod => Verdict.All(
                Verdict.All(
                    new[] { "hostIPC", "hostNetwork", "hostPID" }.Select(name => IsFalseOrAbsent(pod[name]))),
                Verdict.All(pod["volumes"].Items.Select(HasAllowedSource)),
                Verdict.All(Containers(pod).Select(container => IsRestricted(pod["securityContext"], container))))),
        },
        new("FLW-POD-02", Severity.Medium, "Containers can't write to their root file system")
        {
            Sources = ["CKV_K8S_22", "KSV-0014", "C-0017"],
            Guide = Guides.Worker,
            Fix = "Set readOnlyRootFilesystem to true and mount what has to be written.",
            Check = EachContainer(it => it["securityContext"]["readOnlyRootFilesystem"].Is(true)),
        },
        new("FLW-POD-03", Severity.Medium, "Containers request and limit CPU and memory")
        {
            Sources =
            [
                "CKV_K8S_10", "CKV_K8S_11", "CKV_K8S_12", "CKV_K8S_13", "KSV-0011", "KSV-0015", "KSV-0016", "KSV-0018", "C-0270", "C-0271",
            ],
            Fix = "Set requests and limits of cpu and memory.",
            Check = EachContainer(it => Verdict.All(
                from kind in new[] { "requests", "limits" }
                from resource in new[] { "cpu", "memory" }
                select it["resources"][kind][resource].IsGiven)),
        },
        new("FLW-POD-04", Severity.Medium, "Pods carry no service account token")
        {
            Sources = ["CKV_K8S_38", "KSV-0036", "C-0034"],
            Guide = Guides.Worker,
            Fix = "Set automountServiceAccountToken to false.",
            Check = EachPod(it => it["automountServiceAccountToken"].Is(false)),
        },
        new("FLW-POD-05", Severity.Medium, "Pods get no service links")
        {
            Sources = [],
            Fix = "Set enableServiceLinks to false: Flower crashes on the FLOWER_PORT that a Service named flower sets.",
            Check = EachPod(it => it["enableServiceLinks"].Is(false)),
        },
        new("FLW-POD-06", Severity.Medium, "Images are pinned to a version or a digest")
        {
            Sources = ["CKV_K8S_14", "KSV-0013"],
            Fix = "Name the image by digest, or at least by a version tag.",
            Check = EachContainer(it => it["image"].Meets(IsPinned(it["image"].Text ?? ""), "is neither a version nor a digest")),
        },
        new("FLW-POD-07", Severity.Medium, "Containers run as a user that exists on no node")
        {
            Sources = ["CKV_K8S_40", "KSV-0020", "KSV-0021"],
            Fix = "Set runAsUser and runAsGroup to 10000 or more.",
            Check = EachPod(pod => Verdict.All(
                from container in Containers(pod)
                from name in new[] { "runAsUser", "runAsGroup" }
                let id = OwnOrPods(container["securityContext"], pod["securityContext"], name)
                select id.Meets(id.Number >= 10_000, "is below 10000"))),
        },
    ];

    /// <summary>A rule about each pod template.</summary>
    /// <param name="rule">The rule over the pod's spec.</param>
    public static Func<Plan, IEnumerable<Finding>> EachPod(Func<PlanProperty, Verdict> rule) => plan => plan.Resources
        .Where(it => Workloads.Contains(it.Type, StringComparer.Ordinal))
        .Select(it => new Finding(it, rule(PodSpec(it))));

    /// <summary>A rule about each container, all of one workload in one finding.</summary>
    /// <param name="rule">The rule over the container.</param>
    public static Func<Plan, IEnumerable<Finding>> EachContainer(Func<PlanProperty, Verdict> rule) =>
        EachPod(pod => Verdict.All(Containers(pod).Select(it => it.IsUnknown ? Verdict.Unknown(it.Path) : rule(it))));

    private static PlanProperty PodSpec(PlanResource workload)
    {
        var spec = workload.Input()["spec"];
        return workload.Type switch
        {
            Pod => spec,
            CronJob => spec["jobTemplate"]["spec"]["template"]["spec"],
            _ => spec["template"]["spec"],
        };
    }

    private static IEnumerable<PlanProperty> Containers(PlanProperty pod) => pod["initContainers"].Items.Concat(pod["containers"].Items);

    private static Verdict IsRestricted(PlanProperty podSecurity, PlanProperty container)
    {
        var security = container["securityContext"];
        var seccomp = OwnOrPods(security, podSecurity, "seccompProfile")["type"];
        return Verdict.All(
            IsFalseOrAbsent(security["privileged"]),
            security["allowPrivilegeEscalation"].Is(false),
            OwnOrPods(security, podSecurity, "runAsNonRoot").Is(true),
            IsNotZero(security["runAsUser"]),
            IsNotZero(podSecurity["runAsUser"]),
            seccomp.IsOneOf(["Localhost", "RuntimeDefault"]),
            security["capabilities"]["drop"].Meets(
                security["capabilities"]["drop"].Items.Any(it => it.Text == "ALL"), "doesn't hold ALL"),
            Verdict.All(security["capabilities"]["add"].Items.Select(it => it.Is("NET_BIND_SERVICE"))),
            Verdict.All(container["ports"].Items.Select(port => port["hostPort"].IsNotGiven)));
    }

    private static PlanProperty OwnOrPods(PlanProperty own, PlanProperty pods, string name) => own[name].IsAbsent ? pods[name] : own[name];

    private static Verdict IsFalseOrAbsent(PlanProperty flag) => flag.IsAbsent ? Verdict.Pass : flag.Is(false);

    private static Verdict IsNotZero(PlanProperty user) => user.IsAbsent ? Verdict.Pass : user.Meets(user.Number != 0, "is root");

    private static Verdict HasAllowedSource(PlanProperty volume) => volume.IsUnknown
        ? Verdict.Unknown(volume.Path)
        : Verdict.All(volume.Pairs.Where(pair => pair.Key != "name").Select(pair => Verdict.When(
            AllowedVolumes.Contains(pair.Key, StringComparer.Ordinal), $"{volume.Path} is of the kind {pair.Key}")));

    private static bool IsPinned(string image)
    {
        if (image.Contains("@sha256:", StringComparison.Ordinal))
            return true;
        // The registry may have a port: only what follows the last slash can be a tag.
        var parts = image[(image.LastIndexOf('/') + 1)..].Split(':');
        return parts.Length == 2 && parts[1].Any(char.IsAsciiDigit) && !parts[1].StartsWith("latest", StringComparison.Ordinal);
    }
}
