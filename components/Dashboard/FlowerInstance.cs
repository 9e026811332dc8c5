using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// One Flower of a dashboard, the viewers' or the administrators': a namespace of its own with its secrets, its isolation,
/// its pod and its way from the load balancer. The two share no namespace, so that neither reads the other's secrets.
/// </summary>
internal sealed class FlowerInstance
{
    /// <summary>Creates the instance's components as children of the dashboard.</summary>
    /// <param name="name">The instance's name; children are named after it.</param>
    /// <param name="dashboard">The dashboard.</param>
    /// <param name="args">The dashboard's arguments, those of the instance in the place of the viewers'.</param>
    /// <param name="allowWrites">Whether the write endpoints work.</param>
    /// <param name="taskNames">The tasks that the controls by name work for.</param>
    /// <param name="deployer">What the first resources wait for: <see cref="DeployerCheck"/>.</param>
    public FlowerInstance(
        string name, FlowerDashboard dashboard, FlowerDashboardArgs args, bool allowWrites, List<string> taskNames, InputList<Resource> deployer)
    {
        var labels = InstanceLabels.For(name);
        var child = new ComponentResourceOptions { Parent = dashboard, DependsOn = deployer, ResourceTransformations = { labels } };
        var namespaceName = args.UseExistingNamespace
            ? Output.Create(args.Namespace ?? name)
            : CreateNamespace(name, dashboard, deployer, args, labels);
        var serviceAccount = args.ExistingServiceAccountName ?? name;

        var credentialsArgs = Credentials(args, serviceAccount);
        credentialsArgs.Namespace = namespaceName;
        var credentials = new FlowerCredentials($"{name}-credentials", credentialsArgs, child);

        var storedOn = args.State is { } state
            ? new EncryptedState($"{name}-state", state.In(args.ClusterName, namespaceName), child)
            : null;
        StateClaimName = storedOn?.ClaimName;

        // As the values print them: AWS keeps names in lower case and ranges in short form, and a difference would show as a
        // change in every preview.
        var host = Parsed<HostName>(args.Host, HostName.TryParse).ToString();
        var prefix = Parsed<UrlPrefix>(args.UrlPrefix, UrlPrefix.TryParse);
        var sources = (args.VpnCidrBlocks ?? []).Select(range => Parsed<CidrBlock>(range, CidrBlock.TryParse).ToString()).Distinct();
        var oauth = args.Auth as OAuth;
        var isolation = new NetworkIsolation($"{name}-isolation", new NetworkIsolationArgs
        {
            Namespace = namespaceName,
            VpcId = args.VpcId,
            LoadBalancerSecurityGroupId = args.LoadBalancer.SecurityGroupId,
            LoadBalancerCidrBlocks = args.LoadBalancer.SubnetCidrBlocks,
            ClusterSecurityGroupId = args.ClusterSecurityGroupId,
            Broker = args.Broker,
            ResultBackend = args.ResultBackend,
            IdentityProviderCidrBlocks = oauth?.ProviderCidrBlocks ?? [],
            AllowHttpsToAnyAddress = oauth?.AllowHttpsToAnyAddress ?? false,
            PrometheusNamespace = args.PrometheusNamespace,
            NodeLocalDnsAddress = args.NodeLocalDnsAddress,
            Tags = args.Tags,
        }, child);

        // The policies and the pods' security group stand before the first pod does.
        var afterIsolation = new ComponentResourceOptions { Parent = dashboard, DependsOn = { isolation }, ResourceTransformations = { labels } };
        var workload = new FlowerWorkload(name, new FlowerWorkloadArgs
        {
            Namespace = namespaceName,
            Host = host,
            UrlPrefix = args.UrlPrefix,
            AllowWrites = allowWrites,
            TaskNames = taskNames,
            Auth = args.Auth,
            Broker = args.Broker,
            ResultBackend = args.ResultBackend,
            Size = args.Size,
            Rates = args.Rates,
            StateClaimName = StateClaimName is null ? null : (Input<string>)StateClaimName,
            AllowImagesByTag = args.AllowImagesByTag,
            FlowerImage = args.FlowerImage,
            GatewayImage = args.GatewayImage,
            LoadBalancerCidrBlocks = args.LoadBalancer.SubnetCidrBlocks,
            ServiceAccountName = serviceAccount,
            ServiceAccountRoleArn = args.OidcProviderArn is null ? null : (Input<string>)credentials.RoleArn,
            UseExistingServiceAccount = args.ExistingServiceAccountName is not null,
            SecretsVolume = credentials.Volume("secrets"),
            SecretArns = credentials.SecretArns,
            SecretVersions = credentials.SecretVersions,
            SecurityGroupId = isolation.SecurityGroupId,
        }, afterIsolation);

        _ = new LoadBalancerRoute($"{name}-route", new LoadBalancerRouteArgs
        {
            LoadBalancer = args.LoadBalancer,
            VpcId = args.VpcId,
            Host = host,
            PathPatterns = prefix.IsRoot ? ["/*"] : [prefix.ToString(), prefix.Path("*")],
            SourceCidrBlocks = [.. sources],
            Oidc = args.Auth as LoadBalancerOidc,
            Namespace = namespaceName,
            ServiceName = workload.ServiceName,
            HostedZoneId = args.HostedZoneId,
            CertificateArn = args.CertificateArn,
            AlertTopicArn = args.AlertTopicArn,
            Tags = args.Tags,
        }, afterIsolation);

        if (args.AlertTopicArn is not null)
        {
            FirewallAlerts.OnSecurityGroups(
                name, args.AlertTopicArn, [isolation.SecurityGroupId, .. storedOn?.SecurityGroupIds ?? []], args.Tags ?? new InputMap<string>(),
                new CustomResourceOptions { Parent = dashboard });
        }

        Url = $"https://{host}{prefix.Path("")}";
        SecurityGroupId = isolation.SecurityGroupId;
        SecretArns = credentials.SecretArns;
    }

    /// <summary>The instance's address.</summary>
    public string Url { get; }

    /// <summary>The id of the pods' security group.</summary>
    public Output<string> SecurityGroupId { get; }

    /// <summary>The name of the claim of the encrypted volume; null when the state is kept in memory only.</summary>
    public Output<string>? StateClaimName { get; }

    /// <summary>The ARNs of the secrets.</summary>
    public Output<System.Collections.Immutable.ImmutableArray<string>> SecretArns { get; }

    /// <summary>The arguments of the instance's credentials; the namespace's name is put in once it is known.</summary>
    /// <param name="args">The dashboard's arguments.</param>
    /// <param name="serviceAccount">The service account's name.</param>
    public static FlowerCredentialsArgs Credentials(FlowerDashboardArgs args, string serviceAccount) => new()
    {
        Auth = args.Auth,
        Broker = args.Broker,
        ResultBackend = args.ResultBackend,
        ClusterName = args.ClusterName,
        Namespace = "",
        ServiceAccountName = serviceAccount,
        DeployerRoleArns = args.DeployerRoleArns,
        Version = args.CredentialsVersion,
        KmsKeyArn = args.KmsKeyArn,
        OidcProviderArn = args.OidcProviderArn,
        DeliverWithExternalSecrets = args.DeliverWithExternalSecrets,
        RotationLambdaArn = args.RotationLambdaArn,
        RotationRoleArn = args.RotationRoleArn,
        RotateAfterDays = args.RotateAfterDays,
        Tags = args.Tags,
    };

    private static T Parsed<T>(string text, ArgumentFaults.TryParse<T> parse)
        where T : class =>
        parse(text, out var value, out _) ? value : throw new InvalidOperationException("The arguments were validated before.");

    private static Output<string> CreateNamespace(
        string name, FlowerDashboard dashboard, InputList<Resource> deployer, FlowerDashboardArgs args, ResourceTransformation labels)
    {
        // A namespace takes the claim in it along. As what holds the state itself, it goes by two decisions only.
        var keepsState = args.State is { AllowDeletion: false };
        return new Namespace($"{name}-namespace", new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Name = args.Namespace ?? name,
                Labels =
                {
                    ["app.kubernetes.io/managed-by"] = "pulumi",
                    // The standard of the cluster's own version: what a new one forbids is forbidden here at once.
                    ["pod-security.kubernetes.io/audit"] = "restricted",
                    ["pod-security.kubernetes.io/audit-version"] = "latest",
                    ["pod-security.kubernetes.io/enforce"] = "restricted",
                    ["pod-security.kubernetes.io/enforce-version"] = "latest",
                    ["pod-security.kubernetes.io/warn"] = "restricted",
                    ["pod-security.kubernetes.io/warn-version"] = "latest",
                },
            },
        }, new CustomResourceOptions
        {
            Parent = dashboard,
            DependsOn = deployer,
            Protect = keepsState ? true : null,
            RetainOnDelete = keepsState ? true : null,
            ResourceTransformations = { labels },
        }).Metadata.Apply(metadata => metadata.Name);
    }
}
