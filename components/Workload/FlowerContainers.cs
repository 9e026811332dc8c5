using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace FlowerInfra;

/// <summary>The two containers of the pod and the volumes they share.</summary>
internal sealed class FlowerContainers(Instance instance, Platform platform, FlowerCredentials credentials, Output<string>? stateClaimName)
{
    private const string GatewayCredentialsVolume = "gateway-credentials";
    private const int StartupPeriodSeconds = 2;

    /// <summary>The names of all containers, sorted and separated by commas.</summary>
    public const string Names = "flower,gateway,gateway-credentials";

    /// <summary>Flower on the loopback address; its secrets are files, so that nothing is in argv or in the environment.</summary>
    public ContainerArgs Flower() => new()
    {
        Name = "flower",
        Image = platform.FlowerImage,
        ImagePullPolicy = "Always",
        // Always an absolute --conf that exists: with a missing one Flower starts open.
        Command = { "celery", "flower", $"--conf={FlowerFiles.Directory}/{FlowerFiles.FlowerConfiguration}" },
        WorkingDir = "/tmp",
        Env = Environment(),
        SecurityContext = PodDefaults.ContainerSecurity(),
        Resources = PodDefaults.Resources(cpuMillicores: 50, cpuLimitMillicores: instance.Size.CpuLimitMillicores, memoryMiB: instance.Size.MemoryMiB),
        // Flower listens once it has loaded its state. Loading takes about twice as long as saving (100,000 tasks: 4.4 s and
        // 1.9 s on one machine), for which the grace period is made.
        StartupProbe = FlowerProbe(periodSeconds: StartupPeriodSeconds, failureThreshold: 2 * instance.Size.GracePeriodSeconds / StartupPeriodSeconds),
        LivenessProbe = FlowerProbe(periodSeconds: 15, failureThreshold: 4),
        VolumeMounts = FlowerMounts(),
    };

    /// <summary>
    /// Tells the gateway, before it starts, which credentials are right, so that it can count the wrong ones. With OAuth, where
    /// no password passes the gateway, it reads no secret and makes up the passes of sessions.
    /// </summary>
    public InputList<ContainerArgs> Initial() =>
    [
        new ContainerArgs
        {
            Name = "gateway-credentials",
            Image = platform.FlowerImage,
            ImagePullPolicy = "Always",
            Command = { "python", $"{FlowerFiles.Directory}/{GatewayCredentials.Script}" },
            SecurityContext = PodDefaults.ContainerSecurity(),
            Resources = PodDefaults.Resources(cpuMillicores: 20, cpuLimitMillicores: 500, memoryMiB: 64),
            VolumeMounts = InitialMounts(),
        },
    ];

    /// <summary>The gateway: the only listener that other hosts reach.</summary>
    public ContainerArgs Gateway() => new()
    {
        Name = "gateway",
        Image = platform.GatewayImage,
        ImagePullPolicy = "Always",
        Command = { "nginx", "-c", "/etc/nginx-gateway/nginx.conf", "-g", "daemon off;" },
        SecurityContext = PodDefaults.ContainerSecurity(),
        Resources = PodDefaults.Resources(cpuMillicores: 20, cpuLimitMillicores: 500, memoryMiB: 64),
        Ports =
        {
            new ContainerPortArgs { Name = "https", ContainerPortValue = GatewayPorts.Https, Protocol = "TCP" },
            new ContainerPortArgs { Name = "health", ContainerPortValue = GatewayPorts.Health, Protocol = "TCP" },
            new ContainerPortArgs { Name = "metrics", ContainerPortValue = GatewayPorts.Metrics, Protocol = "TCP" },
        },
        ReadinessProbe = new ProbeArgs
        {
            HttpGet = new HTTPGetActionArgs { Path = "/healthcheck", Port = "health", Scheme = "HTTPS" },
            PeriodSeconds = 5,
            TimeoutSeconds = 3,
        },
        LivenessProbe = new ProbeArgs
        {
            TcpSocket = new TCPSocketActionArgs { Port = "health" },
            PeriodSeconds = 15,
            TimeoutSeconds = 3,
        },
        VolumeMounts = GatewayMounts(),
    };

    /// <summary>The pod's volumes. The temporary ones are in memory and limited.</summary>
    /// <param name="configMapName">The name of the ConfigMap with Flower's files.</param>
    /// <param name="gateway">The gateway, for its configuration and certificate.</param>
    public InputList<VolumeArgs> Volumes(Output<string> configMapName, AccessGateway gateway)
    {
        var volumes = new InputList<VolumeArgs>
        {
            Files("config", configMapName),
            Files("nginx", gateway.ConfigMapName),
            credentials.Volume("secrets"),
            new VolumeArgs
            {
                Name = "tls",
                Secret = new SecretVolumeSourceArgs { SecretName = gateway.TlsSecretName, DefaultMode = PodDefaults.ReadOnlyFileMode },
            },
            Temporary("flower-tmp"),
            Temporary("gateway-tmp"),
            Temporary(GatewayCredentialsVolume),
        };
        foreach (var volume in instance.Signature?.Volumes() ?? [])
            volumes.Add(volume);
        if (stateClaimName is not null)
        {
            volumes.Add(new VolumeArgs
            {
                Name = "state",
                PersistentVolumeClaim = new PersistentVolumeClaimVolumeSourceArgs { ClaimName = stateClaimName },
            });
        }

        return volumes;
    }

    private InputList<EnvVarArgs> Environment()
    {
        var variables = new SortedDictionary<string, Input<string>>(StringComparer.Ordinal)
        {
            ["CELERY_CONFIG_MODULE"] = "celeryconfig",
            ["HOME"] = "/tmp",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONPATH"] = FlowerFiles.Directory,
        };
        if (instance.SignIn is OAuthSignIn oauth)
        {
            foreach (var (name, value) in oauth.Environment)
                variables.Add(name, value);
        }

        return variables.Select(variable => new EnvVarArgs { Name = variable.Key, Value = variable.Value }).ToArray();
    }

    private InputList<VolumeMountArgs> InitialMounts()
    {
        var mounts = new InputList<VolumeMountArgs>
        {
            Mount("config", FlowerFiles.Directory),
            new VolumeMountArgs { Name = GatewayCredentialsVolume, MountPath = GatewayCredentials.Directory },
        };
        if (instance.SignIn is not OAuthSignIn)
            mounts.Add(Mount("secrets", FlowerSecretFiles.Directory));
        return mounts;
    }

    private static InputList<VolumeMountArgs> GatewayMounts() =>
    [
        Mount("nginx", "/etc/nginx-gateway"),
        Mount("tls", "/etc/nginx-tls"),
        new VolumeMountArgs { Name = "gateway-tmp", MountPath = "/tmp" },
        Mount(GatewayCredentialsVolume, GatewayCredentials.Directory),
    ];

    private InputList<VolumeMountArgs> FlowerMounts()
    {
        var mounts = new InputList<VolumeMountArgs>
        {
            Mount("config", FlowerFiles.Directory),
            Mount("secrets", FlowerSecretFiles.Directory),
            new VolumeMountArgs { Name = "flower-tmp", MountPath = "/tmp" },
        };
        foreach (var mount in instance.Signature is null ? [] : MessageSignature.Mounts())
            mounts.Add(mount);
        if (stateClaimName is not null)
            mounts.Add(new VolumeMountArgs { Name = "state", MountPath = FlowerFiles.StateDirectory });
        return mounts;
    }

    private static VolumeArgs Files(string volume, Output<string> configMapName) => new()
    {
        Name = volume,
        ConfigMap = new ConfigMapVolumeSourceArgs { Name = configMapName, DefaultMode = PodDefaults.ReadOnlyFileMode },
    };

    private static VolumeArgs Temporary(string name) =>
        new() { Name = name, EmptyDir = new EmptyDirVolumeSourceArgs { Medium = "Memory", SizeLimit = "32Mi" } };

    private static VolumeMountArgs Mount(string name, string path) => new() { Name = name, MountPath = path, ReadOnly = true };

    // Flower listens on the loopback address, which the kubelet doesn't reach, so that the probe runs in the container.
    // /healthcheck answers 200 even while the broker is down: a broker's outage must not restart Flower.
    private ProbeArgs FlowerProbe(int periodSeconds, int failureThreshold) => new()
    {
        Exec = new ExecActionArgs
        {
            Command =
            {
                "python", "-c",
                $"import urllib.request; urllib.request.urlopen('http://127.0.0.1:{GatewayPorts.Flower}{instance.Prefix.Path("healthcheck")}', timeout=3)",
            },
        },
        PeriodSeconds = periodSeconds,
        TimeoutSeconds = 5,
        FailureThreshold = failureThreshold,
    };
}
