using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// A worker's pod: one container of the team's image under the restricted standard, with a read-only root, no token of the
/// cluster or of AWS, its secrets as files and memory to write into. Controls: CKV_K8S_22, CKV_K8S_35, CKV_K8S_38, C-0013, C-0017.
/// </summary>
internal static class WorkerPod
{
    /// <summary>The container's name.</summary>
    public const string Container = "worker";

    /// <summary>The pod's spec.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="configMapName">The name of the ConfigMap with its files.</param>
    /// <param name="secrets">The volume with its secrets.</param>
    /// <param name="selector">The labels of its pods.</param>
    public static PodSpecArgs Create(WorkerModel worker, Output<string> configMapName, VolumeArgs secrets, InputMap<string> selector)
    {
        var pod = new PodSpecArgs
        {
            ServiceAccountName = worker.Name,
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            // SIGTERM lets the tasks that have begun end, and takes no more.
            TerminationGracePeriodSeconds = worker.GracePeriodSeconds,
            SecurityContext = PodDefaults.PodSecurity(),
            TopologySpreadConstraints =
            {
                new TopologySpreadConstraintArgs
                {
                    MaxSkew = 1,
                    TopologyKey = "kubernetes.io/hostname",
                    WhenUnsatisfiable = "ScheduleAnyway",
                    LabelSelector = new LabelSelectorArgs { MatchLabels = selector },
                },
            },
            Containers = { Create(worker) },
            Volumes = Volumes(worker, configMapName, secrets),
        };
        if (worker.RuntimeClassName is { } runtime)
            pod.RuntimeClassName = runtime;
        return pod;
    }

    private static ContainerArgs Create(WorkerModel worker) => new()
    {
        Name = Container,
        Image = worker.Image,
        ImagePullPolicy = "Always",
        Command = worker.Command.ToArray(),
        Env = worker.Environment.Select(it => new EnvVarArgs { Name = it.Key, Value = it.Value }).ToArray(),
        SecurityContext = PodDefaults.ContainerSecurity(),
        Resources = PodDefaults.Resources(worker.CpuMillicores / 10, worker.CpuMillicores, worker.MemoryMiB),
        // Importing an application may take minutes, and is no reason to begin anew.
        StartupProbe = Probe("live", periodSeconds: 5, failureThreshold: 60),
        LivenessProbe = Probe("live", periodSeconds: 30, failureThreshold: 4),
        ReadinessProbe = Probe("ready", periodSeconds: 10, failureThreshold: 3),
        VolumeMounts =
        [
            Mount("config", WorkerFiles.Directory),
            Mount("secrets", WorkerFiles.SecretsDirectory),
            .. worker.Signature is null ? [] : MessageSignature.Mounts(),
            new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" },
        ],
    };

    private static InputList<VolumeArgs> Volumes(WorkerModel worker, Output<string> configMapName, VolumeArgs secrets) =>
    [
        new VolumeArgs
        {
            Name = "config",
            ConfigMap = new ConfigMapVolumeSourceArgs { Name = configMapName, DefaultMode = PodDefaults.ReadOnlyFileMode },
        },
        secrets,
        .. worker.Signature?.Volumes() ?? [],
        new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs { Medium = "Memory", SizeLimit = $"{worker.TemporaryMiB}Mi" } },
    ];

    // Without the site's packages and the environment: an answer takes a few milliseconds, and runs nothing of the team's.
    private static ProbeArgs Probe(string question, int periodSeconds, int failureThreshold) => new()
    {
        Exec = new ExecActionArgs { Command = { "python", "-I", "-S", $"{WorkerFiles.Directory}/{WorkerFiles.Probe}", question } },
        PeriodSeconds = periodSeconds,
        TimeoutSeconds = 10,
        FailureThreshold = failureThreshold,
    };

    private static VolumeMountArgs Mount(string name, string path) => new() { Name = name, MountPath = path, ReadOnly = true };
}
