using System.Collections.Immutable;
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
    private readonly FlowerSize _size;
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
        _size = Validate(faults, "", args);
        faults.ThrowIfAny($"FlowerWorkload \"{name}\"", this);

        var gateway = new AccessGateway($"{name}-gateway", new AccessGatewayArgs
        {
            Namespace = args.Namespace,
            Host = args.Host,
            UrlPrefix = args.UrlPrefix,
            AllowWrites = args.AllowWrites,
            Auth = args.Auth.BehindLoadBalancer,
            LoadBalancerCidrBlocks = args.LoadBalancerCidrBlocks,
            Size = args.Size,
            Rates = args.Rates,
        }, new ComponentResourceOptions { Parent = this });

        var files = FlowerFiles.Render(args, _size);
        // Pods name the ConfigMaps by their outputs. The provider deletes a changed one and makes it again, and the pod that
        // reads it must not start in between, or on the old one.
        var configMap = new ConfigMap($"{name}-config", new ConfigMapArgs
        {
            Metadata = Metadata($"{name}-config"),
            Data = files.ToImmutableDictionary(),
        }, _child).Metadata.Apply(metadata => metadata.Name);
        if (!args.UseExistingServiceAccount)
            CreateServiceAccount();
        var service = CreateService();
        CreateStatefulSet(gateway, configMap, Checksum([.. files.Values, gateway.Configuration]));
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

    /// <summary>Records the faults of these arguments.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a dot.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The size.</returns>
    internal static FlowerSize Validate(ArgumentFaults faults, string path, FlowerWorkloadArgs args)
    {
        ValidateImages(faults, path, args.FlowerImage, args.GatewayImage, args.AllowImagesByTag);
        faults.Parse<HostName>($"{path}host", args.Host, HostName.TryParse);
        faults.Parse<UrlPrefix>($"{path}urlPrefix", args.UrlPrefix, FlowerInfra.UrlPrefix.TryParse);
        args.Auth.Validate(faults, $"{path}auth.");
        TaskNames.Validate(faults, $"{path}taskNames", args.TaskNames);
        faults.Require(
            args.TaskNames.Count == 0 || args.AllowWrites, $"{path}taskNames", null, "is of no use to a Flower that is read-only",
            "Remove it, or name the tasks on the administrators' instance.");
        args.Broker.Validate(faults, $"{path}broker.");
        args.ResultBackend?.ValidateAsResultBackend(faults, $"{path}resultBackend.", args.Broker);
        faults.ParseAll<CidrBlock>($"{path}loadBalancerCidrBlocks", args.LoadBalancerCidrBlocks, CidrBlock.TryParse);
        faults.Require(
            args.LoadBalancerCidrBlocks.Count > 0, $"{path}loadBalancerCidrBlocks", null, "no range is given",
            "Name the ranges of the load balancer's subnets.");
        var size = FlowerSize.Parse(faults, $"{path}size", args.Size);
        args.Rates?.Validate(faults, $"{path}rates.", size);
        return size;
    }

    /// <summary>Records the faults of the images: none, named by a tag that its registry can move, or a Flower that is too old.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a dot.</param>
    /// <param name="flower">Flower's image as given.</param>
    /// <param name="gateway">The gateway's image as given.</param>
    /// <param name="allowTag">Whether a tag is enough.</param>
    internal static void ValidateImages(ArgumentFaults faults, string path, string flower, string gateway, bool allowTag)
    {
        ValidateImage(faults, $"{path}flowerImage", flower, allowTag);
        ValidateImage(faults, $"{path}gatewayImage", gateway, allowTag);
        faults.Require(
            FlowerVersion.Of(flower) is not { } version || version >= FlowerVersion.FirstWithReadOnly, $"{path}flowerImage", flower,
            "is older than 2.1.0 and would ignore read_only", "Take Flower 2.1.0 or newer; name an image with versions of its own by its digest alone.");
    }

    private static void ValidateImage(ArgumentFaults faults, string key, string text, bool allowTag)
    {
        var image = faults.Parse<ImageReference>(key, text, ImageReference.TryParse);
        faults.Require(
            image is null || image.HasDigest || allowTag, key, text, "has no digest",
            $"Pin it as {image}@sha256:…, or set allowImagesByTag.");
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
        ["app.kubernetes.io/part-of"] = "flower-infra",
    };

    private ObjectMetaArgs Metadata(string name) => new() { Name = name, Namespace = _args.Namespace, Labels = Labels() };

    private void CreateServiceAccount()
    {
        var metadata = Metadata(_args.ServiceAccountName);
        if (_args.ServiceAccountRoleArn is not null)
            metadata.Annotations.Add("eks.amazonaws.com/role-arn", _args.ServiceAccountRoleArn);
        _ = new ServiceAccount($"{_name}-service-account", new ServiceAccountArgs
        {
            Metadata = metadata,
            AutomountServiceAccountToken = false,
        }, _child);
    }

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

    // Nothing but its template restarts a pod. It reads its secrets at start, and its network interface keeps the security
    // group that it was made with.
    private InputMap<string> Annotations(string checksum, string containers)
    {
        var annotations = new InputMap<string>
        {
            // Without it the webhook of EKS brings a token of the role into every container, whatever the field
            // automountServiceAccountToken says (https://github.com/aws/amazon-eks-pod-identity-webhook#eks-walkthrough).
            // The driver that mounts the secrets asks for a token of its own.
            ["eks.amazonaws.com/skip-containers"] = containers,
            ["flower-infra/configuration"] = checksum,
            ["flower-infra/secret-versions"] = _args.SecretVersions,
            ["flower-infra/secrets"] = _args.SecretArns.ToOutput().Apply(arns => string.Join(',', arns)),
        };
        if (_args.SecurityGroupId is not null)
            annotations.Add("flower-infra/security-group", _args.SecurityGroupId);
        return annotations;
    }

    private void CreateStatefulSet(AccessGateway gateway, Output<string> configMap, string checksum)
    {
        var containers = new FlowerContainers(_args, _size);
        _ = new Pulumi.Kubernetes.Apps.V1.StatefulSet($"{_name}-stateful-set", new StatefulSetArgs
        {
            Metadata = Metadata(_name),
            Spec = new StatefulSetSpecArgs
            {
                Replicas = 1,
                // In order, a pod that never gets ready would be waited for, and not replaced by its own repair.
                PodManagementPolicy = "Parallel",
                ServiceName = $"{_name}-gateway",
                Selector = new LabelSelectorArgs { MatchLabels = Selector() },
                Template = new PodTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs
                    {
                        Labels = Labels(),
                        Annotations = Annotations(checksum, FlowerContainers.Names),
                    },
                    Spec = new PodSpecArgs
                    {
                        ServiceAccountName = _args.ServiceAccountName,
                        AutomountServiceAccountToken = false,
                        EnableServiceLinks = false,
                        // SIGTERM saves the state.
                        TerminationGracePeriodSeconds = _size.GracePeriodSeconds,
                        SecurityContext = PodDefaults.PodSecurity(),
                        Affinity = OnNodesOfTheirOwn(),
                        InitContainers = containers.Initial(),
                        Containers = { containers.Flower(), containers.Gateway() },
                        Volumes = containers.Volumes(configMap, gateway),
                    },
                },
            },
        }, _child);
    }

    // An admin instance and its viewer on two nodes, where there are two. They have namespaces of their own, and topology
    // spread counts the pods of one.
    private static AffinityArgs OnNodesOfTheirOwn() => new()
    {
        PodAntiAffinity = new PodAntiAffinityArgs
        {
            PreferredDuringSchedulingIgnoredDuringExecution =
            {
                new WeightedPodAffinityTermArgs
                {
                    Weight = 100,
                    PodAffinityTerm = new PodAffinityTermArgs
                    {
                        TopologyKey = "kubernetes.io/hostname",
                        LabelSelector = new LabelSelectorArgs { MatchLabels = { ["app.kubernetes.io/part-of"] = "flower-infra" } },
                        // Empty: all namespaces.
                        NamespaceSelector = new LabelSelectorArgs(),
                    },
                },
            },
        },
    };
}
