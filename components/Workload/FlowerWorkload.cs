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
internal sealed class FlowerWorkload
{
    private readonly Instance _instance;
    private readonly Output<string> _namespace;
    private readonly ResourceGroup _group;

    /// <summary>Creates the service account, the configuration, the pod and its Service.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="platform">What the instances share.</param>
    /// <param name="namespaceName">The instance's namespace.</param>
    /// <param name="credentials">The instance's secrets.</param>
    /// <param name="securityGroupId">The id of the pods' security group.</param>
    /// <param name="stateClaimName">The claim of the encrypted volume; null keeps the state in memory.</param>
    /// <param name="options">The group's options.</param>
    public FlowerWorkload(
        Instance instance, Platform platform, Output<string> namespaceName, FlowerCredentials credentials, Output<string> securityGroupId,
        Output<string>? stateClaimName, ComponentResourceOptions options)
    {
        (_instance, _namespace) = (instance, namespaceName);
        _group = new ResourceGroup("FlowerWorkload", instance.Name, options, platform.Tags);
        var gateway = new AccessGateway(instance, namespaceName, _group);
        var files = FlowerFiles.Render(instance, keepsState: stateClaimName is not null);
        // Pods name the ConfigMaps by their outputs. The provider deletes a changed one and makes it again, and the pod that
        // reads it must not start in between, or on the old one.
        var configMap = new ConfigMap($"{instance.Name}-config", new ConfigMapArgs
        {
            Metadata = Metadata($"{instance.Name}-config"),
            Data = Data(files),
        }, _group.Child).Metadata.Apply(metadata => metadata.Name);
        if (!instance.UsesExistingServiceAccount)
            CreateServiceAccount(platform.Cluster.OidcProviderArn is null ? null : credentials.RoleArn);
        var service = CreateService();
        var containers = new FlowerContainers(instance, platform, credentials, stateClaimName);
        Output<string>[] mounted = [.. files.Values, gateway.Configuration, .. gateway.DjangoAuthority is { } authority ? [authority] : Array.Empty<Output<string>>()];
        var checksum = Output.All([.. mounted]).Apply(Checksum);
        CreateStatefulSet(containers, gateway, configMap, Annotations(checksum, FlowerContainers.Names, credentials, securityGroupId));
        _ = new PodDisruptionBudget($"{instance.Name}-disruption-budget", new PodDisruptionBudgetArgs
        {
            Metadata = Metadata(instance.Name),
            // One replica: a budget of zero would block every node drain for ever.
            Spec = new PodDisruptionBudgetSpecArgs { MaxUnavailable = 1, Selector = new LabelSelectorArgs { MatchLabels = Selector() } },
        }, _group.Child);

        ServiceName = service.Metadata.Apply(metadata => metadata.Name);
    }

    /// <summary>The name of the Service.</summary>
    public Output<string> ServiceName { get; }

    private static InputMap<string> Data(SortedDictionary<string, Output<string>> files)
    {
        var data = new InputMap<string>();
        foreach (var (name, text) in files)
            data.Add(name, text);
        return data;
    }

    private static string Checksum(ImmutableArray<string> files) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', files))));

    private InputMap<string> Selector() => new()
    {
        ["app.kubernetes.io/instance"] = _instance.Name,
        ["app.kubernetes.io/name"] = "flower",
    };

    private InputMap<string> Labels() => new()
    {
        ["app.kubernetes.io/component"] = _instance.Component,
        ["app.kubernetes.io/instance"] = _instance.Name,
        ["app.kubernetes.io/managed-by"] = "pulumi",
        ["app.kubernetes.io/name"] = "flower",
        ["app.kubernetes.io/part-of"] = "flower-infra",
    };

    private ObjectMetaArgs Metadata(string name) => new() { Name = name, Namespace = _namespace, Labels = Labels() };

    private void CreateServiceAccount(Output<string>? roleArn)
    {
        var metadata = Metadata(_instance.ServiceAccountName);
        if (roleArn is not null)
            metadata.Annotations.Add("eks.amazonaws.com/role-arn", roleArn);
        _ = new ServiceAccount($"{_instance.Name}-service-account", new ServiceAccountArgs
        {
            Metadata = metadata,
            AutomountServiceAccountToken = false,
        }, _group.Child);
    }

    private Service CreateService() => new($"{_instance.Name}-service", new ServiceArgs
    {
        Metadata = Metadata(_instance.ServiceName),
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
    }, _group.Child);

    // Nothing but its template restarts a pod. It reads its secrets at start, and its network interface keeps the security
    // group that it was made with.
    private static InputMap<string> Annotations(
        Output<string> checksum, string containers, FlowerCredentials credentials, Output<string> securityGroupId) => new()
        {
            // Without it the webhook of EKS brings a token of the role into every container, whatever the field
            // automountServiceAccountToken says (https://github.com/aws/amazon-eks-pod-identity-webhook#eks-walkthrough).
            // The driver that mounts the secrets asks for a token of its own.
            ["eks.amazonaws.com/skip-containers"] = containers,
            ["flower-infra/configuration"] = checksum,
            ["flower-infra/secret-versions"] = credentials.SecretVersions,
            ["flower-infra/secrets"] = credentials.SecretArns.Apply(arns => string.Join(',', arns.All)),
            ["flower-infra/security-group"] = securityGroupId,
        };

    private void CreateStatefulSet(
        FlowerContainers containers, AccessGateway gateway, Output<string> configMap, InputMap<string> annotations)
    {
        _ = new Pulumi.Kubernetes.Apps.V1.StatefulSet($"{_instance.Name}-stateful-set", new StatefulSetArgs
        {
            Metadata = Metadata(_instance.Name),
            Spec = new StatefulSetSpecArgs
            {
                Replicas = 1,
                // In order, a pod that never gets ready would be waited for, and not replaced by its own repair.
                PodManagementPolicy = "Parallel",
                ServiceName = _instance.ServiceName,
                Selector = new LabelSelectorArgs { MatchLabels = Selector() },
                Template = new PodTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs
                    {
                        Labels = Labels(),
                        Annotations = annotations,
                    },
                    Spec = new PodSpecArgs
                    {
                        ServiceAccountName = _instance.ServiceAccountName,
                        AutomountServiceAccountToken = false,
                        EnableServiceLinks = false,
                        // SIGTERM saves the state.
                        TerminationGracePeriodSeconds = _instance.Size.GracePeriodSeconds,
                        SecurityContext = PodDefaults.PodSecurity(),
                        Affinity = OnNodesOfTheirOwn(),
                        InitContainers = containers.Initial(),
                        Containers = { containers.Flower(), containers.Gateway() },
                        Volumes = containers.Volumes(configMap, gateway),
                    },
                },
            },
        }, _group.Child);
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
