using Pulumi;

namespace FlowerInfra;

/// <summary>A stack's configuration, read and typed; the components check the values' rules.</summary>
internal sealed record StackConfiguration
{
    /// <summary>The load balancer that all dashboards of the stack share.</summary>
    public required InternalLoadBalancerArgs LoadBalancer { get; init; }

    /// <summary>The dashboards by name, sorted; each takes the load balancer once it exists.</summary>
    public required IReadOnlyList<(string Name, Func<LoadBalancerReferenceArgs, FlowerDashboardArgs> Args)> Dashboards { get; init; }

    /// <summary>Reads the project's configuration and checks it with the components' own rules.</summary>
    /// <exception cref="ArgumentFaultsException">A key is missing, mistyped, unknown or refused; the message lists all of them.</exception>
    public static StackConfiguration Read()
    {
        var faults = new ArgumentFaults();
        var reader = ConfigurationReader.For(new Config(), faults);
        var shared = SharedConfiguration.Read(reader);
        InternalLoadBalancer.Validate(faults, reader.Path, shared.LoadBalancer);
        var dashboards = ReadDashboards(reader, shared, faults);
        // Read where the controls are evaluated; here it only counts as known.
        _ = reader.Section("waivers");
        reader.RefuseUnknown();
        faults.ThrowIfAny($"The configuration of stack \"{Deployment.Instance.StackName}\"");
        return new StackConfiguration
        {
            LoadBalancer = shared.LoadBalancer,
            Dashboards = [.. dashboards.Select(it => (it.Name, WithLoadBalancer(it.Args)))],
        };
    }

    private static Func<LoadBalancerReferenceArgs, FlowerDashboardArgs> WithLoadBalancer(FlowerDashboardArgs args) => loadBalancer =>
    {
        args.LoadBalancer = loadBalancer;
        return args;
    };

    private static List<(string Name, FlowerDashboardArgs Args)> ReadDashboards(
        ConfigurationReader reader, SharedConfiguration shared, ArgumentFaults faults)
    {
        const string fix = "Name at least one dashboard, for example flower: { host: flower.example.internal, auth: … }.";
        var dashboards = new List<(string Name, FlowerDashboardArgs Args)>();
        var addresses = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (reader.RequireSection("dashboards", fix) is not { } section)
            return dashboards;
        foreach (var (name, dashboard) in section.Sections())
        {
            var args = ReadDashboard(dashboard, shared);
            dashboard.RefuseUnknown();
            FlowerDashboard.ValidateOwn(faults, dashboard.Path, name, args);
            FlowerDashboard.ValidateShared(faults, reader.Path, args);
            var address = $"{args.Host}{args.UrlPrefix.TrimEnd('/')}";
            if (!addresses.TryAdd(address, name))
            {
                faults.Add(
                    $"{dashboard.Path}host", address, $"is already the address of {addresses[address]}",
                    "Give every dashboard a host or a prefix of its own.");
            }

            dashboards.Add((name, args));
        }

        faults.Require(dashboards.Count > 0, section.Path.TrimEnd('.'), null, "no dashboard is named", fix);
        return dashboards;
    }

    private static FlowerDashboardArgs ReadDashboard(ConfigurationReader reader, SharedConfiguration shared) => new()
    {
        Host = reader.RequireText("host", "Write the host name, for example flower.example.internal."),
        UrlPrefix = reader.Text("urlPrefix") ?? "/",
        Auth = ReadAuth(reader),
        VpnCidrBlocks = reader.Texts("vpnCidrBlocks") ?? shared.LoadBalancer.VpnCidrBlocks,
        CredentialsVersion = reader.Number("credentialsVersion", 1),
        Namespace = reader.Text("namespace"),
        Broker = shared.Broker,
        LoadBalancer = shared.LoadBalancerToBe,
        VpcId = shared.LoadBalancer.VpcId,
        ClusterName = shared.ClusterName,
        ClusterSecurityGroupId = shared.ClusterSecurityGroupId,
        DeployerRoleArns = shared.DeployerRoleArns,
        FlowerImage = shared.FlowerImage,
        GatewayImage = shared.GatewayImage,
        HostedZoneId = shared.HostedZoneId is { } zone ? (Input<string>)zone : null,
        PrometheusNamespace = shared.PrometheusNamespace,
        Tags = shared.LoadBalancer.Tags,
    };

    private static FlowerAuth ReadAuth(ConfigurationReader reader)
    {
        const string fix = "Write how people sign in, for example { basic: { users: [ops] } }.";
        var auth = reader.RequireSection("auth", fix);
        var basic = auth?.RequireSection("basic", fix);
        var users = basic?.RequireTexts("users", "List the users' names, for example [ops, oncall].");
        basic?.RefuseUnknown();
        auth?.RefuseUnknown();
        return new BasicAuth { Users = users ?? [] };
    }
}
