using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pulumi;

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
        var faults = new ArgumentFaults();
        ValidateOwn(faults, "", "name", "state.deployerRoleArns", name, args);
        ValidateShared(faults, "", args);
        ValidateAdminBrokers(faults, "admin.", args);
        faults.ParseAll<CidrBlock>("loadBalancer.subnetCidrBlocks", args.LoadBalancer.SubnetCidrBlocks, CidrBlock.TryParse);
        faults.Require(
            args.LoadBalancer.SubnetCidrBlocks.Count > 0, "loadBalancer.subnetCidrBlocks", null, "no range is given",
            "Give InternalLoadBalancer.Reference, or name the ranges of the load balancer's subnets.");
        faults.Require(
            args.AlertTopicArn is null || args.LoadBalancer.ArnSuffix is not null, "loadBalancer.arnSuffix", null,
            "is missing, without which alertTopicArn hears nothing", "Give InternalLoadBalancer.Reference, or the suffix of the load balancer's ARN.");
        IdentityProviderAccess.ValidateReach(faults, $"{args.Auth.ArgumentName}.", args.Auth, args.LoadBalancer);
        if (args.Admin is { } its)
            IdentityProviderAccess.ValidateReach(faults, $"admin.{its.Auth.ArgumentName}.", its.Auth, args.LoadBalancer);
        var subject = $"FlowerDashboard \"{name}\"";
        faults.ThrowIfAny(subject, this);

        var deployer = DeployerCheck.Before(subject, "deployerRoleArns", args.DeployerRoleArns, new InvokeOptions { Parent = this });
        var viewer = new FlowerInstance(name, this, args, allowWrites: false, taskNames: [], deployer);
        var admin = args.Admin is null
            ? null
            : new FlowerInstance($"{name}-admin", this, AdminInstance(args, args.Admin), allowWrites: true, args.Admin.TaskNames, deployer);

        Url = Output.Create(viewer.Url);
        AdminUrl = Output.Create(admin?.Url);
        SecurityGroupId = viewer.SecurityGroupId;
        SecretArns = admin is null
            ? viewer.SecretArns
            : Output.Tuple(viewer.SecretArns, admin.SecretArns).Apply(it => it.Item1.AddRange(it.Item2));
        StateClaimName = viewer.StateClaimName?.Apply(claim => (string?)claim) ?? Output.Create((string?)null);
        LogGroupName = args.LogGroupName.Apply(logGroup => (string?)logGroup);
        RegisterOutputs();
    }

    /// <summary>The dashboard's address.</summary>
    [Output("url")]
    public Output<string> Url { get; private set; }

    /// <summary>The address of the instance on which the write endpoints work; null without one.</summary>
    [Output("adminUrl")]
    public Output<string?> AdminUrl { get; private set; }

    /// <summary>The id of the viewers' pods' security group.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>The ARNs of the dashboard's secrets, the broker's URL included.</summary>
    [Output("secretArns")]
    public Output<ImmutableArray<string>> SecretArns { get; private set; }

    /// <summary>The name of the claim with Flower's state; null when the state is kept in memory only.</summary>
    [Output("stateClaimName")]
    public Output<string?> StateClaimName { get; private set; }

    /// <summary>The log group to which the gateways' audit log is shipped; null when none is named.</summary>
    [Output("logGroupName")]
    public Output<string?> LogGroupName { get; private set; }

    private static FlowerDashboardArgs AdminInstance(FlowerDashboardArgs args, FlowerAdminArgs admin) => new()
    {
        Host = admin.Host,
        UrlPrefix = admin.UrlPrefix,
        Auth = admin.Auth,
        VpnCidrBlocks = admin.VpnCidrBlocks,
        CredentialsVersion = admin.CredentialsVersion,
        // The listener has a certificate once.
        CertificateArn = admin.CertificateArn == args.CertificateArn ? null : admin.CertificateArn,
        Broker = admin.Broker ?? args.Broker,
        ResultBackend = admin.ResultBackend ?? args.ResultBackend,
        LoadBalancer = args.LoadBalancer,
        VpcId = args.VpcId,
        ClusterName = args.ClusterName,
        ClusterSecurityGroupId = args.ClusterSecurityGroupId,
        DeployerRoleArns = args.DeployerRoleArns,
        FlowerImage = args.FlowerImage,
        GatewayImage = args.GatewayImage,
        AllowImagesByTag = args.AllowImagesByTag,
        Size = args.Size,
        Rates = admin.Rates,
        Namespace = args.Namespace is null ? null : $"{args.Namespace}-admin",
        HostedZoneId = args.HostedZoneId,
        PrometheusNamespace = args.PrometheusNamespace,
        NodeLocalDnsAddress = args.NodeLocalDnsAddress,
        AlertTopicArn = args.AlertTopicArn,
        KmsKeyArn = args.KmsKeyArn,
        OidcProviderArn = args.OidcProviderArn,
        DeliverWithExternalSecrets = args.DeliverWithExternalSecrets,
        RotationLambdaArn = args.RotationLambdaArn,
        RotationRoleArn = args.RotationRoleArn,
        RotateAfterDays = args.RotateAfterDays,
        Tags = args.Tags,
    };

    /// <summary>Records the faults of what is the dashboard's own.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a separator.</param>
    /// <param name="nameKey">What a message calls the component's name.</param>
    /// <param name="deployersKey">What a message calls the roles that administer the state's key.</param>
    /// <param name="name">The component's name.</param>
    /// <param name="args">The arguments.</param>
    internal static void ValidateOwn(
        ArgumentFaults faults, string path, string nameKey, string deployersKey, string name, FlowerDashboardArgs args)
    {
        const string fix = "Use at most 30 lower-case letters, digits and hyphens, starting with a letter.";
        faults.Require(DnsLabel().IsMatch(name), nameKey, name, "is not a name for Kubernetes objects", fix);
        faults.Require(
            args.Namespace is null || DnsLabel().IsMatch(args.Namespace), $"{path}namespace", args.Namespace,
            "is not a name for a namespace", fix);
        // Server-side apply takes over what is there already: their labels would become the dashboard's, and go with it.
        faults.Require(
            !IsKubernetesOwn(args.Namespace ?? name), args.Namespace is null ? nameKey : $"{path}namespace", args.Namespace ?? name,
            "is a namespace of Kubernetes itself", "Choose another name.");
        var host = LoadBalancerRoute.ParseHost(faults, $"{path}host", args.Host);
        var prefix = faults.Parse<UrlPrefix>($"{path}urlPrefix", args.UrlPrefix, FlowerInfra.UrlPrefix.TryParse);
        var viewers = faults.ParseAll<CidrBlock>($"{path}vpnCidrBlocks", args.VpnCidrBlocks, CidrBlock.TryParse);
        FlowerCredentials.ValidateVersion(faults, $"{path}credentialsVersion", args.CredentialsVersion);
        var size = FlowerSize.Parse(faults, $"{path}size", args.Size);
        args.Rates?.Validate(faults, $"{path}rates.", size);
        args.Admin?.Rates?.Validate(faults, $"{path}admin.rates.", size);
        args.Auth.Validate(faults, $"{path}{args.Auth.ArgumentName}.");
        if (args.Auth is OAuth oauth && host is not null && prefix is not null)
            oauth.ValidateRedirectUri(faults, $"{path}{oauth.ArgumentName}.", host, prefix);
        faults.Require(
            args.ExistingServiceAccountName is null || args.UseExistingNamespace, $"{path}existingServiceAccountName",
            args.ExistingServiceAccountName, "can't exist in a namespace that is created here", "Set useExistingNamespace too.");
        ValidateCertificate(faults, $"{path}certificateArn", args.CertificateArn);
        if (args.State is not null)
            EncryptedState.Validate(faults, $"{path}state.", deployersKey, args.State);
        FlowerInstance.Credentials(args, "").ValidateReaders(faults, path);
        if (args.Admin is not null)
        {
            ValidateAdmin(faults, $"{path}admin.", args.Admin, host, viewers);
            FlowerInstance.Credentials(AdminInstance(args, args.Admin), "").ValidateReaders(faults, $"{path}admin.");
        }
    }

    private static void ValidateAdmin(
        ArgumentFaults faults, string path, FlowerAdminArgs admin, HostName? viewersHost, IReadOnlyList<CidrBlock> viewers)
    {
        var host = LoadBalancerRoute.ParseHost(faults, $"{path}host", admin.Host);
        var prefix = faults.Parse<UrlPrefix>($"{path}urlPrefix", admin.UrlPrefix, FlowerInfra.UrlPrefix.TryParse);
        faults.Require(
            host is null || host != viewersHost, $"{path}host", admin.Host, "is the viewers' host",
            "Give administrators a host of their own: browsers send one host's cookies and passwords to all its paths.");
        foreach (var (text, index) in admin.VpnCidrBlocks.Select((text, index) => (text, index)))
        {
            var key = $"{path}vpnCidrBlocks[{index}]";
            var range = faults.Parse<CidrBlock>(key, text, CidrBlock.TryParse);
            faults.Require(
                range is null || viewers.Count == 0 || viewers.Any(viewer => viewer.Contains(range)), key, text,
                "is wider than the viewers' ranges", $"Name a range inside {string.Join(", ", viewers)}.");
        }

        faults.Require(
            admin.VpnCidrBlocks.Count > 0, $"{path}vpnCidrBlocks", null, "no range is given", "Name the administrators' VPN ranges.");
        TaskNames.Validate(faults, $"{path}taskNames", admin.TaskNames);
        FlowerCredentials.ValidateVersion(faults, $"{path}credentialsVersion", admin.CredentialsVersion);
        ValidateCertificate(faults, $"{path}certificateArn", admin.CertificateArn);
        admin.Auth.Validate(faults, $"{path}{admin.Auth.ArgumentName}.");
        if (admin.Auth is OAuth oauth && host is not null && prefix is not null)
            oauth.ValidateRedirectUri(faults, $"{path}{oauth.ArgumentName}.", host, prefix);
    }

    private static void ValidateCertificate(ArgumentFaults faults, string key, string? arn) => faults.Require(
        arn is null || ArnPatterns.Certificate().IsMatch(arn), key, arn, "is not the ARN of an ACM certificate",
        "Leave it out, or give an ARN such as arn:aws:acm:eu-west-1:123456789012:certificate/….");

    /// <summary>Records the faults of what dashboards of one platform share.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a separator.</param>
    /// <param name="args">The arguments.</param>
    internal static void ValidateShared(ArgumentFaults faults, string path, FlowerDashboardArgs args)
    {
        InstanceLabels.ValidateStack(faults, Deployment.Instance.StackName);
        args.Broker.Validate(faults, $"{path}broker.");
        NetworkIsolation.ValidateNodeLocalDns(faults, path, args.NodeLocalDnsAddress);
        FlowerCredentials.ValidateDeployers(faults, path, args.DeployerRoleArns);
        args.ResultBackend?.ValidateAsResultBackend(faults, $"{path}resultBackend.", args.Broker);
        FlowerInstance.Credentials(args, "").ValidateDelivery(faults, path);
        FlowerWorkload.ValidateImages(faults, path, args.FlowerImage, args.GatewayImage, args.AllowImagesByTag);
    }

    /// <summary>Records the faults of the administrators' own broker and result backend.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the administrators' arguments, ending in a dot.</param>
    /// <param name="args">The dashboard's arguments.</param>
    internal static void ValidateAdminBrokers(ArgumentFaults faults, string path, FlowerDashboardArgs args)
    {
        if (args.Admin is not { } admin)
            return;
        var broker = admin.Broker ?? args.Broker;
        admin.Broker?.Validate(faults, $"{path}broker.");
        admin.ResultBackend?.ValidateAsResultBackend(faults, $"{path}resultBackend.", broker);
        if (admin.Broker is null || admin.ResultBackend is not null || args.ResultBackend is not { } backend)
            return;
        faults.Require(
            backend.UrlSecretArn != broker.UrlSecretArn && (!backend.IsBrokersServer || backend.Port == broker.Port),
            $"{path}resultBackend", null, "is missing, and the dashboard's doesn't fit to admin.broker",
            "Give the administrators' login at the result backend too.");
    }

    private static bool IsKubernetesOwn(string name) => name == "default" || name.StartsWith("kube-", StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z]([a-z0-9-]{0,28}[a-z0-9])?\z")]
    private static partial Regex DnsLabel();
}
