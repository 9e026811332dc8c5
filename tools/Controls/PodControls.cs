using static FlowerInfra.PodReading;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of pods: the restricted pod security standard and what the scanners ask beyond it.</summary>
internal static class PodControls
{
    private static readonly string[] AllowedVolumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    // https://kubernetes.io/docs/concepts/security/pod-security-standards/
    private static readonly string[] SeLinuxTypes = ["", "container_engine_t", "container_init_t", "container_kvm_t", "container_t"];

    private static readonly string[] SafeSysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
    ];

    private const string SkippedContainers = "eks.amazonaws.com/skip-containers";

    private static readonly string[] Handlers = ["exec", "grpc", "httpGet", "tcpSocket"];

    private static readonly string[] Calls =
        ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-POD-01", Severity.High, "Pods meet the restricted pod security standard")
        {
            Sources =
            [
                "CKV_K8S_16", "CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19", "CKV_K8S_20", "CKV_K8S_23", "CKV_K8S_26", "CKV_K8S_31",
                "CKV_K8S_37", "KSV-0001", "KSV-0012", "KSV-0028", "KSV-0104", "KSV-0106", "C-0013", "C-0016", "C-0038", "C-0041", "C-0044",
                "C-0046", "C-0057",
            ],
            Guide = Guides.Worker,
            Fix = "Run as a user other than root, without privileges, with the runtime's seccomp profile and all capabilities dropped.",
            Check = EachPod(pod => Verdict.All(
                Verdict.All(
                    new[] { "hostIPC", "hostNetwork", "hostPID" }.Select(name => pod[name].IfGiven(it => it.Is(false)))),
                Verdict.All(pod["volumes"].Items.Select(HasAllowedSource)),
                KeepsKernel(pod["securityContext"]),
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
                "CKV_K8S_10", "CKV_K8S_11", "CKV_K8S_12", "CKV_K8S_13", "KSV-0011", "KSV-0015", "KSV-0016", "KSV-0018", "C-0268",
                "C-0269", "C-0270", "C-0271",
            ],
            Fix = "Set requests and limits of cpu and memory.",
            Check = EachContainer(it => Verdict.All(
                from kind in new[] { "requests", "limits" }
                from resource in new[] { "cpu", "memory" }
                select it["resources"][kind][resource].IsGiven)),
        },
        new("FLW-POD-04", Severity.Medium, "Pods carry no service account token")
        {
            Sources = ["CKV_K8S_38", "KSV-0036", "C-0034", "C-0261"],
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
            Setting = $"Name digests in {Argument.Of<ImagesArgs>(nameof(ImagesArgs.Flower))} and "
                + $"{Argument.Of<ImagesArgs>(nameof(ImagesArgs.Gateway))}.",
            Check = EachContainer(it => it["image"].Meets(ImageReference.TryParse(it["image"].Text, out _, out var fault), fault.Problem)),
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
        new("FLW-POD-08", Severity.Medium, "Pods run under a service account of their own")
        {
            Sources = ["CKV_K8S_41", "CKV_K8S_42", "C-0189", "C-0225"],
            Guide = Guides.Worker,
            Fix = "Set serviceAccountName to an account that no other workload takes.",
            Setting = $"Leave {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.ExistingServiceAccountName))} out, or name an account "
                + "that no other workload takes.",
            Check = EachPod(it => it["serviceAccountName"].Meets(
                it["serviceAccountName"].Text is not (null or "" or "default"), "is the namespace's own")),
        },
        new("FLW-POD-09", Severity.Medium, "Containers tell when they are ready and when they hang, in two ways")
        {
            Sources = ["CKV_K8S_8", "CKV_K8S_9", "C-0018", "C-0056", "pod-probes", "pod-probes-identical"],
            Fix = "Give every container a liveness probe and one of them a readiness probe that differs from its liveness probe.",
            Check = Control.Each(Servers, (_, workload) => HasProbes(workload.PodSpec()["containers"])),
        },
        new("FLW-POD-10", Severity.High, "Probes and hooks stay in their pod")
        {
            Sources = ["hostProbesAndHostLifecycle"],
            Guide = Guides.Loopback,
            Fix = "Leave the host out of httpGet and tcpSocket.",
            Check = EachContainer(it => Verdict.All(
                from call in Calls.Select(it.At)
                from kind in new[] { "httpGet", "tcpSocket" }
                select call[kind]["host"].IsNotGiven)),
        },
        new("FLW-POD-11", Severity.Medium, "Images are asked for at the registry, even if a node has cached them")
        {
            Sources = ["CKV_K8S_15", "C-0075", "container-image-pull-policy"],
            Fix = "Set imagePullPolicy to Always.",
            Check = EachContainer(it => it["imagePullPolicy"].Is("Always")),
        },
        new("FLW-POD-12", Severity.Medium, "Containers can't fill the node's disk")
        {
            Sources = ["container-ephemeral-storage-request-and-limit"],
            Fix = "Set requests and limits of ephemeral-storage.",
            Check = EachContainer(it => Verdict.All(
                it["resources"]["requests"]["ephemeral-storage"].IsGiven, it["resources"]["limits"]["ephemeral-storage"].IsGiven)),
        },
        new("FLW-POD-13", Severity.Medium, "Images always mean the same bytes")
        {
            Sources = ["CKV_K8S_43"],
            Fix = "Name the image by digest: whoever owns the registry can move a tag to other content.",
            Setting = $"Name digests in {Argument.Of<ImagesArgs>(nameof(ImagesArgs.Flower))} and "
                + $"{Argument.Of<ImagesArgs>(nameof(ImagesArgs.Gateway))}, and leave "
                + $"{Argument.Of<ImagesArgs>(nameof(ImagesArgs.AllowImagesByTag))} out.",
            Check = EachContainer(it => it["image"].Meets(
                it["image"].Text?.Contains("@sha256:", StringComparison.Ordinal) == true, "has no digest")),
        },
        // https://github.com/aws/amazon-eks-pod-identity-webhook#eks-walkthrough
        new("FLW-POD-14", Severity.Medium, "No container of Flower's and workers' pods gets the token of their AWS role")
        {
            Sources = [],
            Guide = Guides.Worker,
            Fix = $"Name every container, separated by commas, in the pods' annotation {SkippedContainers}: "
                + "EKS adds the token even if automountServiceAccountToken is false.",
            Check = plan => plan.FlowerPods.Concat(plan.WorkerPods).Select(it => new Finding(it.Workload, SkipsContainers(it.Workload))),
        },
        new("FLW-POD-15", Severity.High, "The gateway's image is an nginx that knows its configuration")
        {
            Sources = ["K07:2025"],
            Guide = Guides.Proxy,
            Fix = $"Take nginx {NginxImage.Oldest} or newer, and name its version before the digest: a digest by itself tells nobody what is in the image.",
            Setting = $"Take nginx {NginxImage.Oldest} or newer in {Argument.Of<ImagesArgs>(nameof(ImagesArgs.Gateway))}, and name its version before the digest.",
            Check = FlowerPod.Each(it => Verdict.Any(
                [.. it.Workload.PodSpec()["containers"].Items.Where(container => container["name"].Text == "gateway").Select(container => RunsNginx(container["image"]))])),
        },
    ];

    private static Verdict RunsNginx(PlanProperty image)
    {
        if (image.IsUnknown || image.Text is not { } text)
            return image.Meets(false, "");
        return NginxImage.ProblemOf(text) is { } problem ? image.Meets(false, problem)
            : NginxImage.VersionOf(text) is null ? new Verdict(ControlStatus.Unknown, $"{image.Path} tells no version of nginx ({text})")
            : Verdict.Pass;
    }

    /// <summary>A rule about each pod template.</summary>
    /// <param name="rule">The rule over the pod's spec.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> EachPod(Func<PlanProperty, Verdict> rule) =>
        Control.Each(Workloads, (_, workload) => rule(workload.PodSpec()));

    /// <summary>A rule about each container, all of one workload in one finding.</summary>
    /// <param name="rule">The rule over the container.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> EachContainer(Func<PlanProperty, Verdict> rule) =>
        EachPod(pod => Verdict.All(Containers(pod).Select(it => it.IsUnknown ? Verdict.Unknown(it.Path) : rule(it))));

    private static Verdict SkipsContainers(PlanResource workload)
    {
        var annotation = workload.PodAnnotations()[SkippedContainers];
        var skipped = annotation.Text?.Split(',') ?? [];
        return Verdict.All(Containers(workload.PodSpec()).Select(container => container["name"].IsUnknown
            ? Verdict.Unknown(container["name"].Path)
            : annotation.Meets(skipped.Contains(container["name"].Text, StringComparer.Ordinal), $"leaves {container["name"].Text} out")));
    }

    // Flower is ready when its gateway is: one readiness probe speaks for the pod.
    private static Verdict HasProbes(PlanProperty containers) => containers.IsUnknown
        ? Verdict.Unknown(containers.Path)
        : Verdict.All(
            Verdict.All(containers.Items.Select(it => it["livenessProbe"].IsGiven)),
            Verdict.Any([.. containers.Items.Select(it => it["readinessProbe"].IsGiven)]),
            Verdict.All(containers.Items.Select(it => Verdict.When(
                it["readinessProbe"].IsAbsent || it["readinessProbe"].IsUnknown
                || Handlers.Any(handler => !it["readinessProbe"][handler].IsSameAs(it["livenessProbe"][handler])),
                $"{it.Path} asks the same for readiness and for liveness"))));

    private static Verdict IsRestricted(PlanProperty podSecurity, PlanProperty container)
    {
        var security = container["securityContext"];
        var seccomp = OwnOrPods(security, podSecurity, "seccompProfile")["type"];
        return Verdict.All(
            security["privileged"].IfGiven(it => it.Is(false)),
            security["allowPrivilegeEscalation"].Is(false),
            OwnOrPods(security, podSecurity, "runAsNonRoot").Is(true),
            security["runAsUser"].IfGiven(IsNotRoot),
            podSecurity["runAsUser"].IfGiven(IsNotRoot),
            seccomp.IsOneOf(["Localhost", "RuntimeDefault"]),
            security["capabilities"]["drop"].Meets(
                security["capabilities"]["drop"].Items.Any(it => it.Text == "ALL"), "doesn't hold ALL"),
            Verdict.All(security["capabilities"]["add"].Items.Select(it => it.Is("NET_BIND_SERVICE"))),
            KeepsKernel(security),
            Verdict.All(container["ports"].Items.Select(port => port["hostPort"].IsNotGiven)));
    }

    // What the baseline standard says of AppArmor, SELinux, Windows, /proc and sysctls, of pods and of containers.
    private static Verdict KeepsKernel(PlanProperty security) => Verdict.All(
        security["appArmorProfile"]["type"].IfGiven(it => it.IsOneOf(["Localhost", "RuntimeDefault"])),
        security["seLinuxOptions"]["type"].IfGiven(it => it.IsOneOf(SeLinuxTypes)),
        security["seLinuxOptions"]["user"].IsNotGiven,
        security["seLinuxOptions"]["role"].IsNotGiven,
        security["windowsOptions"]["hostProcess"].IfGiven(it => it.Is(false)),
        security["procMount"].IfGiven(it => it.Is("Default")),
        Verdict.All(security["sysctls"].Items.Select(it => it["name"].IsOneOf(SafeSysctls))));

    private static PlanProperty OwnOrPods(PlanProperty own, PlanProperty pods, string name) => own[name].IsAbsent ? pods[name] : own[name];

    private static Verdict IsNotRoot(PlanProperty user) => user.Meets(user.Number != 0, "is root");

    private static Verdict HasAllowedSource(PlanProperty volume) => volume.IsUnknown
        ? Verdict.Unknown(volume.Path)
        : Verdict.All(volume.Pairs.Where(pair => pair.Key != "name").Select(pair => Verdict.When(
            AllowedVolumes.Contains(pair.Key, StringComparer.Ordinal), $"{volume.Path} is of the kind {pair.Key}")));
}
