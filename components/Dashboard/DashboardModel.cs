using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>A dashboard's arguments, read and checked once.</summary>
/// <param name="Platform">What the instances share.</param>
/// <param name="Viewer">The viewers' instance.</param>
/// <param name="Administrator">The administrators' instance; null without one.</param>
internal sealed partial record DashboardModel(Platform Platform, Instance Viewer, Instance? Administrator)
{
    /// <summary>Reads the arguments. Where the reader has recorded a fault, parts of the model are missing.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="name">The dashboard's name.</param>
    /// <param name="args">The arguments.</param>
    public static DashboardModel Read(ArgumentReader reader, string name, FlowerDashboardArgs args)
    {
        CheckNames(reader, name, args);
        var deployers = CustomerKey.ReadRoles(
            reader, "deployerRoleArns", args.DeployerRoleArns, "Name the role that runs the deployment, or nobody can change the secrets.");
        var cluster = args.Cluster.Read(reader.At("cluster"));
        var external = args.DeliverWithExternalSecrets == true;
        reader.Require(
            !external || cluster.OidcProviderArn is not null, "deliverWithExternalSecrets", "true", "needs IRSA",
            "Set cluster.useIrsa, or give cluster.oidcProviderArn: the operator assumes the role through the service account.");
        var (flower, gateway) = args.Images.Read(reader.At("images"));
        var platform = new Platform
        {
            Cluster = cluster,
            LoadBalancer = ReadLoadBalancer(reader, args),
            FlowerImage = flower,
            GatewayImage = gateway,
            DeployerRoleArns = deployers,
            KmsKeyArn = reader.OptionalText("kmsKeyArn", args.KmsKeyArn, TextRule.Key),
            DeliversWithExternalSecrets = external,
            Rotation = args.Rotation?.Read(reader.At("rotation"), deployers),
            HostedZoneId = reader.OptionalText("hostedZoneId", args.HostedZoneId, TextRule.HostedZone),
            AlertTopicArn = args.AlertTopicArn?.ToOutput(),
            Tags = args.Tags ?? new InputMap<string>(),
        };
        var viewer = ReadViewer(reader, name, args, platform);
        var administrator = args.Admin is null ? null : AdministratorReading.Read(reader.At("admin"), name, args, args.Admin, platform, viewer);
        ProxiedAddress.CheckSite(reader, viewer.SignIn, viewer, administrator);
        ProxiedAddress.CheckSite(reader.At("admin"), administrator?.SignIn, viewer, administrator);
        return new DashboardModel(platform, viewer, administrator);
    }

    private static Instance ReadViewer(ArgumentReader reader, string name, FlowerDashboardArgs args, Platform platform)
    {
        var size = FlowerSize.Read(reader, "size", args.Size);
        var host = LoadBalancerRoute.ReadHost(reader, args.Host);
        var prefix = reader.Plain<UrlPrefix>("urlPrefix", args.UrlPrefix ?? "/", UrlPrefix.TryParse);
        var broker = args.Broker.Read(reader.At("broker"));
        var redirectUri = host is null || prefix is null ? null : Instance.RedirectUriOf(host, prefix);
        var signIn = WithReadersApart(reader, args.Auth.Read(reader, redirectUri), platform);
        var sources = ReadSources(reader, args.VpnCidrBlocks ?? []);
        var loadBalancer = args.Auth.DjangoProxy is null ? platform.LoadBalancer : null;
        if (args.Auth.DjangoProxy is not null)
            ProxiedAddress.Check(reader, prefix, args.VpnCidrBlocks, args.CertificateArn);
        return new Instance
        {
            Name = name,
            Role = InstanceRole.Viewer,
            Host = host!,
            Prefix = prefix!,
            SignIn = signIn!,
            Sources = [.. sources.Select(source => source.Range).Distinct()],
            Broker = broker,
            ResultBackend = args.ResultBackend?.Read(reader.At("resultBackend"), broker),
            Size = size,
            Rates = RequestRatesArgs.Read(args.Rates, reader.At("rates"), size),
            State = args.State?.Read(reader.At("state"), args.Namespace ?? name, platform),
            CredentialsVersion = ReadVersion(reader, args.CredentialsVersion),
            LoadBalancer = loadBalancer,
            ListenerArn = ReachableListener.For(reader, signIn, loadBalancer, sources),
            CertificateArn = reader.OptionalText("certificateArn", args.CertificateArn, TextRule.Certificate),
            NamespaceName = args.Namespace ?? name,
            UsesExistingNamespace = args.UseExistingNamespace == true,
            ServiceAccountName = args.ExistingServiceAccountName ?? name,
            UsesExistingServiceAccount = args.ExistingServiceAccountName is not null,
        };
    }

    /// <summary>Reads the ranges that an instance's rule admits.</summary>
    /// <param name="reader">Reads the arguments around them.</param>
    /// <param name="cidrBlocks">The ranges as given.</param>
    /// <returns>The accepted ones, each with its place in the list.</returns>
    public static List<(int Index, CidrBlock Range)> ReadSources(ArgumentReader reader, List<string> cidrBlocks)
    {
        var sources = new List<(int Index, CidrBlock Range)>();
        for (var i = 0; i < cidrBlocks.Count; i++)
        {
            if (reader.Plain<CidrBlock>($"vpnCidrBlocks[{i}]", cidrBlocks[i], CidrBlock.TryParse) is { } range)
                sources.Add((i, range));
        }

        return sources;
    }

    /// <summary>Reads the version of the generated secrets.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="version">The version as given.</param>
    public static int ReadVersion(ArgumentReader reader, int? version)
    {
        reader.Require(
            version is null or >= 1, "credentialsVersion", $"{version}", "is not a version",
            "Give 1 or more; a higher number rotates the secrets.");
        return version ?? 1;
    }

    /// <summary>Refuses that who hands out generated passwords also deploys or rotates.</summary>
    /// <param name="reader">Reads the instance's arguments.</param>
    /// <param name="signIn">How people sign in; null where that has a fault.</param>
    /// <param name="platform">What the instances share.</param>
    /// <returns>The same way to sign in, with readers that are known to do nothing else.</returns>
    public static SignIn? WithReadersApart(ArgumentReader reader, SignIn? signIn, Platform platform)
    {
        if (signIn is not PasswordSignIn passwords)
            return signIn;
        var isProxied = signIn is DjangoProxySignIn;
        var own = reader.At("auth").At(isProxied ? "djangoProxy" : "basic");
        var all = Output.Tuple(passwords.Readers, platform.DeployerRoleArns, platform.Rotation?.RoleArn ?? Output.Create(""));
        own.Require(
            signIn is not DjangoProxySignIn { ServiceAccountName: null } || !platform.DeliversWithExternalSecrets, "serviceAccountName", null,
            "is missing, and deliverWithExternalSecrets reads the password as that service account", "Name the service account of the site's pods.");
        return passwords with
        {
            Readers = own.Check(all, (it, faults) =>
            {
                for (var i = 0; i < it.Item1.Length; i++)
                {
                    faults.Require(
                        !it.Item2.Contains(it.Item1[i]) && it.Item3 != it.Item1[i], own.Key(isProxied ? "roleArn" : $"passwordReaderRoleArns[{i}]"), it.Item1[i],
                        "also deploys or rotates, which a reader of passwords must not", "Name a role that only reads.");
                }
            }).Apply(it => it.Item1),
        };
    }

    /// <summary>Reads the load balancer that leads to the instances which are not behind a view of a Django site.</summary>
    /// <param name="reader">Reads the dashboard's arguments.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>It; null where none is given, which has a fault where one is needed.</returns>
    private static LoadBalancerTarget? ReadLoadBalancer(ArgumentReader reader, FlowerDashboardArgs args)
    {
        // One instance that people reach themselves is enough.
        var isNeeded = args.Auth.DjangoProxy is null || args.Admin is { Auth.DjangoProxy: null };
        reader.Require(
            isNeeded || args.HostedZoneId is null, "hostedZoneId", null, "gets no record: the hosts are those of the Django site",
            "Leave it out.");
        // A dashboard whose instances are all behind a Django site may name one all the same: a stack gives its own to every dashboard.
        if (args.LoadBalancer is null)
        {
            reader.Require(!isNeeded, "loadBalancer", null, "is missing", "Give an InternalLoadBalancer, or auth.djangoProxy to every instance.");
            return null;
        }

        var own = reader.At("loadBalancer");
        var target = args.LoadBalancer.Read(own);
        own.Require(
            args.AlertTopicArn is null || target.ArnSuffix is not null, "arnSuffix", null, "is missing, and alertTopicArn gets no alarms without it",
            "Give an InternalLoadBalancer, or the suffix of the load balancer's ARN.");
        return target;
    }

    private static void CheckNames(ArgumentReader reader, string name, FlowerDashboardArgs args)
    {
        const string fix = "Use at most 30 lower-case letters, digits and hyphens, starting with a letter.";
        reader.Require(DnsLabel().IsMatch(name), "name", name, "is not a name for Kubernetes objects", fix);
        reader.Require(
            args.Namespace is null || DnsLabel().IsMatch(args.Namespace), "namespace", args.Namespace, "is not a name for a namespace", fix);
        // Server-side apply takes over what is there already: their labels would become the dashboard's, and go with it.
        var taken = args.Namespace ?? name;
        reader.Require(
            taken != "default" && !taken.StartsWith("kube-", StringComparison.Ordinal), args.Namespace is null ? "name" : "namespace", taken,
            "is a namespace of Kubernetes itself", "Choose another name.");
        reader.Require(
            args.ExistingServiceAccountName is null || args.UseExistingNamespace == true, "existingServiceAccountName",
            args.ExistingServiceAccountName, "can't exist in a namespace that is created here", "Set useExistingNamespace too.");
    }

    // With 30 characters the state's backup vault, NAME-state-vault and eight more of Pulumi's, has the 50 that AWS Backup takes
    // (https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html).
    [GeneratedRegex(@"^[a-z]([a-z0-9-]{0,28}[a-z0-9])?\z")]
    private static partial Regex DnsLabel();
}
