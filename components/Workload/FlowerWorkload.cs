using System.Security.Cryptography;
using System.Text;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Policy.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;

namespace FlowerInfra;

/// <summary>
/// One Flower instance: a one-replica StatefulSet with Flower on the loopback address and the gateway beside it. A
/// StatefulSet, because Flower's state file takes one writer only. The Service is not named <c>flower</c> and service
/// links are off: Kubernetes would set <c>FLOWER_PORT=tcp://…</c>, on which Flower crashes.
/// </summary>
public sealed class FlowerWorkload : ComponentResource
{
    private readonly string _name;
    private readonly FlowerWorkloadArgs _args;
    private readonly CustomResourceOptions _child;

    /// <summary>Creates the service account, the configuration, the pod and its Service.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">What runs and how.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public FlowerWorkload(string name, FlowerWorkloadArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:FlowerWorkload", name, args, options)
    {
        _name = name;
        _args = args;
        _child = new CustomResourceOptions { Parent = this };
        var faults = new ArgumentFaults();
        Validate(faults, "", args);
        faults.ThrowIfAny($"FlowerWorkload \"{name}\"", this);

        var gateway = new AccessGateway($"{name}-gateway", new AccessGatewayArgs
        {
            Namespace = args.Namespace,
            Host = args.Host,
            UrlPrefix = args.UrlPrefix,
            AllowWrites = args.AllowWrites,
            Auth = args.Auth,
            LoadBalancerCidrBlocks = args.LoadBalancerCidrBlocks,
        }, new ComponentResourceOptions { Parent = this });

        var files = FlowerFiles.Render(args);
        _ = new ConfigMap($"{name}-config", new ConfigMapArgs
        {
            Metadata = Metadata($"{name}-config"),
            Data = files,
        }, _child);
        _ = new ServiceAccount($"{name}-service-account", new ServiceAccountArgs
        {
            Metadata = Metadata(args.ServiceAccountName),
            AutomountServiceAccountToken = false,
        }, _child);
        var service = CreateService();
        CreateStatefulSet(gateway, Checksum([.. files.Values, gateway.Configuration]));
        _ = new PodDisruptionBudget($"{name}-disruption-budget", new PodDisruptionBudgetArgs
        {
            Metadata = Metadata(name),
            // One replica: a budget of zero would block every node drain for ever.
            Spec = new PodDisruptionBudgetSpecArgs { MaxUnavailable = 1, Selector = new LabelSelectorArgs { MatchLabels = Selector() } },
        }, _child);

        ServiceName = service.Metadata.Apply(metadata => metadata.Name);
        RegisterOutputs();
    }

    /// <summary>The name of the Service.</summary>
    [Output("serviceName")]
    public Output<string> ServiceName { get; private set; }

    /// <summary>Records the faults of the images.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a dot.</param>
    /// <param name="args">The arguments.</param>
    internal static void Validate(ArgumentFaults faults, string path, FlowerWorkloadArgs args)
    {
        faults.Parse<ImageReference>($"{path}flowerImage", args.FlowerImage, ImageReference.TryParse);
        faults.Parse<ImageReference>($"{path}gatewayImage", args.GatewayImage, ImageReference.TryParse);
        faults.Parse<HostName>($"{path}host", args.Host, HostName.TryParse);
        faults.Parse<UrlPrefix>($"{path}urlPrefix", args.UrlPrefix, FlowerInfra.UrlPrefix.TryParse);
    }

    private static string Checksum(IEnumerable<string> files) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', files))));

    private InputMap<string> Selector() => new()
    {
        ["app.kubernetes.io/instance"] = _name,
        ["app.kubernetes.io/name"] = "flower",
    };

    private InputMap<string> Labels() => new()
    {
        ["app.kubernetes.io/component"] = _args.AllowWrites ? "admin" : "viewer",
        ["app.kubernetes.io/instance"] = _name,
        ["app.kubernetes.io/managed-by"] = "pulumi",
        ["app.kubernetes.io/name"] = "flower",
    };

    private ObjectMetaArgs Metadata(string name) => new() { Name = name, Namespace = _args.Namespace, Labels = Labels() };

    private Service CreateService() => new($"{_name}-service", new ServiceArgs
    {
        Metadata = Metadata($"{_name}-gateway"),
        Spec = new ServiceSpecArgs
        {
            Type = "ClusterIP",
            Selector = Selector(),
            Ports =
            {
                new ServicePortArgs { Name = "https", Port = GatewayPorts.Https, TargetPort = "https", Protocol = "TCP" },
                new ServicePortArgs { Name = "health", Port = GatewayPorts.Health, TargetPort = "health", Protocol = "TCP" },
                new ServicePortArgs { Name = "metrics", Port = GatewayPorts.Metrics, TargetPort = "metrics", Protocol = "TCP" },
            },
        },
    }, _child);

    private void CreateStatefulSet(AccessGateway gateway, string checksum)
    {
        var containers = new FlowerContainers(_args);
        _ = new Pulumi.Kubernetes.Apps.V1.StatefulSet($"{_name}-stateful-set", new StatefulSetArgs
        {
            Metadata = Metadata(_name),
            Spec = new StatefulSetSpecArgs
            {
                Replicas = 1,
                ServiceName = $"{_name}-gateway",
                Selector = new LabelSelectorArgs { MatchLabels = Selector() },
                Template = new PodTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs
                    {
                        Labels = Labels(),
                        Annotations =
                        {
                            ["flower-infra/configuration"] = checksum,
                            ["flower-infra/secret-versions"] = _args.SecretVersions,
                        },
                    },
                    Spec = new PodSpecArgs
                    {
                        ServiceAccountName = _args.ServiceAccountName,
                        AutomountServiceAccountToken = false,
                        EnableServiceLinks = false,
                        // SIGTERM saves the state, which took 8.7 s with 100,000 tasks.
                        TerminationGracePeriodSeconds = 90,
                        SecurityContext = PodDefaults.PodSecurity(),
                        Containers = { containers.Flower(), containers.Gateway() },
                        Volumes = containers.Volumes($"{_name}-config", gateway),
                    },
                },
            },
        }, _child);
    }
}
