using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// A private, hardened Flower: its secrets, its pod behind the gateway, its way from the load balancer, and the isolation
/// around it.
/// <example><code>
/// var loadBalancer = new InternalLoadBalancer("tools", new InternalLoadBalancerArgs { … });
/// var flower = new FlowerDashboard("flower", new FlowerDashboardArgs
/// {
///     Host = "flower.example.internal",
///     Auth = new BasicAuth { Users = { "ops" } },
///     LoadBalancer = loadBalancer.Reference,
///     …
/// });
/// </code></example>
/// </summary>
public sealed partial class FlowerDashboard : ComponentResource
{
    /// <summary>Checks all arguments, then composes the dashboard.</summary>
    /// <param name="name">The component's name: a DNS label of at most 30 characters. Children are named after it.</param>
    /// <param name="args">The dashboard.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public FlowerDashboard(string name, FlowerDashboardArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:FlowerDashboard", name, args, options)
    {
        var child = new ComponentResourceOptions { Parent = this };
        var credentialsArgs = Credentials(name, args);
        var faults = new ArgumentFaults();
        ValidateOwn(faults, "", name, args);
        ValidateShared(faults, "", args);
        faults.ParseAll<CidrBlock>("loadBalancer.subnetCidrBlocks", args.LoadBalancer.SubnetCidrBlocks, CidrBlock.TryParse);
        faults.ThrowIfAny($"FlowerDashboard \"{name}\"", this);

        var ns = new Namespace($"{name}-namespace", new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Name = args.Namespace ?? name,
                Labels =
                {
                    ["app.kubernetes.io/managed-by"] = "pulumi",
                    ["pod-security.kubernetes.io/audit"] = "restricted",
                    ["pod-security.kubernetes.io/enforce"] = "restricted",
                    ["pod-security.kubernetes.io/warn"] = "restricted",
                },
            },
        }, new CustomResourceOptions { Parent = this });
        var namespaceName = ns.Metadata.Apply(metadata => metadata.Name);

        credentialsArgs.Namespace = namespaceName;
        var credentials = new FlowerCredentials($"{name}-credentials", credentialsArgs, child);

        var isolation = new NetworkIsolation($"{name}-isolation", new NetworkIsolationArgs
        {
            Namespace = namespaceName,
            VpcId = args.VpcId,
            LoadBalancerSecurityGroupId = args.LoadBalancer.SecurityGroupId,
            LoadBalancerCidrBlocks = args.LoadBalancer.SubnetCidrBlocks,
            ClusterSecurityGroupId = args.ClusterSecurityGroupId,
            Broker = args.Broker,
            PrometheusNamespace = args.PrometheusNamespace,
            Tags = args.Tags,
        }, child);

        var workload = new FlowerWorkload(name, new FlowerWorkloadArgs
        {
            Namespace = namespaceName,
            Host = args.Host,
            UrlPrefix = args.UrlPrefix,
            Auth = args.Auth,
            Broker = args.Broker,
            FlowerImage = args.FlowerImage,
            GatewayImage = args.GatewayImage,
            LoadBalancerCidrBlocks = args.LoadBalancer.SubnetCidrBlocks,
            ServiceAccountName = credentialsArgs.ServiceAccountName,
            SecretProviderClassName = credentials.SecretProviderClassName,
            SecretVersions = credentials.SecretVersions,
            // The policies and the pods' security group stand before the first pod does.
        }, new ComponentResourceOptions { Parent = this, DependsOn = { isolation } });

        _ = new LoadBalancerRoute($"{name}-route", new LoadBalancerRouteArgs
        {
            LoadBalancer = args.LoadBalancer,
            VpcId = args.VpcId,
            Host = args.Host,
            PathPattern = Prefix(args).Path("*"),
            SourceCidrBlocks = args.VpnCidrBlocks ?? [],
            Namespace = namespaceName,
            ServiceName = workload.ServiceName,
            HostedZoneId = args.HostedZoneId,
            Tags = args.Tags,
        }, new ComponentResourceOptions { Parent = this, DependsOn = { isolation } });

        Url = Output.Create($"https://{args.Host}{Prefix(args).Path("")}");
        SecurityGroupId = isolation.SecurityGroupId;
        SecretArns = credentials.SecretArns;
        RegisterOutputs();
    }

    /// <summary>The dashboard's address.</summary>
    [Output("url")]
    public Output<string> Url { get; private set; }

    /// <summary>The id of the pods' security group.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>The ARNs of the dashboard's secrets, the broker's URL included.</summary>
    [Output("secretArns")]
    public Output<ImmutableArray<string>> SecretArns { get; private set; }

    private static UrlPrefix Prefix(FlowerDashboardArgs args) =>
        FlowerInfra.UrlPrefix.TryParse(args.UrlPrefix, out var prefix, out _)
            ? prefix
            : throw new InvalidOperationException("The prefix was validated before.");

    private static FlowerCredentialsArgs Credentials(string name, FlowerDashboardArgs args) => new()
    {
        Auth = args.Auth,
        Broker = args.Broker,
        ClusterName = args.ClusterName,
        Namespace = args.Namespace ?? name,
        ServiceAccountName = name,
        DeployerRoleArns = args.DeployerRoleArns,
        Version = args.CredentialsVersion,
        Tags = args.Tags,
    };

    /// <summary>Records the faults of what is the dashboard's own.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a separator.</param>
    /// <param name="name">The component's name.</param>
    /// <param name="args">The arguments.</param>
    internal static void ValidateOwn(ArgumentFaults faults, string path, string name, FlowerDashboardArgs args)
    {
        const string fix = "Use at most 30 lower-case letters, digits and hyphens, starting with a letter.";
        faults.Require(DnsLabel().IsMatch(name), $"{path}name", name, "is not a name for Kubernetes objects", fix);
        faults.Require(
            args.Namespace is null || DnsLabel().IsMatch(args.Namespace), $"{path}namespace", args.Namespace,
            "is not a name for a namespace", fix);
        faults.Parse<HostName>($"{path}host", args.Host, HostName.TryParse);
        faults.Parse<UrlPrefix>($"{path}urlPrefix", args.UrlPrefix, FlowerInfra.UrlPrefix.TryParse);
        faults.ParseAll<CidrBlock>($"{path}vpnCidrBlocks", args.VpnCidrBlocks, CidrBlock.TryParse);
        FlowerCredentials.ValidateVersion(faults, $"{path}credentialsVersion", args.CredentialsVersion);
        args.Auth.Validate(faults, $"{path}auth.");
    }

    /// <summary>Records the faults of what dashboards of one platform share.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a separator.</param>
    /// <param name="args">The arguments.</param>
    internal static void ValidateShared(ArgumentFaults faults, string path, FlowerDashboardArgs args)
    {
        args.Broker.Validate(faults, $"{path}broker.");
        FlowerCredentials.ValidateDeployers(faults, path, args.DeployerRoleArns);
        faults.Parse<ImageReference>($"{path}flowerImage", args.FlowerImage, ImageReference.TryParse);
        faults.Parse<ImageReference>($"{path}gatewayImage", args.GatewayImage, ImageReference.TryParse);
    }

    [GeneratedRegex("^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$")]
    private static partial Regex DnsLabel();
}
