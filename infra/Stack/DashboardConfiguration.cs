using Pulumi;

namespace FlowerInfra;

/// <summary>Reads the dashboards of a stack.</summary>
internal static class DashboardConfiguration
{
    private const string Fix = "Name at least one dashboard, for example flower: { host: flower.example.internal, auth: … }.";

    /// <summary>Reads the section <c>dashboards</c> and checks it with the components' own rules.</summary>
    /// <param name="reader">The project's configuration.</param>
    /// <param name="shared">What the dashboards share.</param>
    /// <param name="faults">Where faults are recorded.</param>
    /// <returns>The dashboards, sorted by name.</returns>
    public static IReadOnlyList<(string Name, FlowerDashboardArgs Args)> Read(
        ConfigurationReader reader, SharedConfiguration shared, ArgumentFaults faults)
    {
        var dashboards = new List<(string Name, FlowerDashboardArgs Args)>();
        if (reader.RequireSection("dashboards", Fix) is not { } section)
            return dashboards;
        // Of the stack's ranges those that are accepted: the others are refused under this very key already.
        var admitted = faults.ParseAll<CidrBlock>($"{reader.Path}vpnCidrBlocks", shared.LoadBalancer.VpnCidrBlocks, CidrBlock.TryParse);
        // What prefix lists hold is known to AWS only, so that beside them nothing is known to be kept out.
        var limits = shared.LoadBalancer.VpnPrefixListIds is { Count: > 0 } ? [] : admitted;
        var brokers = (reader.Section("broker"), reader.Section("resultBackend"));
        var addresses = new DashboardAddresses(faults);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var namespaces = new Dictionary<string, string>(StringComparer.Ordinal);
        var certificates = new Dictionary<string, string>(StringComparer.Ordinal);
        RefuseCertificate(faults, certificates, "", shared.LoadBalancer.CertificateArn, "the load balancer");
        foreach (var (name, dashboard) in section.Sections())
        {
            var args = ReadDashboard(dashboard, shared, admitted, faults);
            FlowerDashboard.ValidateOwn(faults, dashboard.Path, dashboard.Path.TrimEnd('.'), $"{reader.Path}deployerRoleArns", name, args);
            FlowerDashboard.ValidateShared(faults, reader.Path, args);
            ReadOwnBrokers(brokers, dashboard, args, faults);
            dashboard.RefuseUnknown();
            RefuseUnreachable(faults, $"{dashboard.Path}vpnCidrBlocks", dashboard.Texts("vpnCidrBlocks") ?? [], limits);
            RefuseCertificate(faults, certificates, dashboard.Path, args.CertificateArn, name);
            addresses.Take(dashboard.Path, name, args.Host, args.UrlPrefix, isAdmin: false);
            RefuseTwice(faults, names, dashboard.Path.TrimEnd('.'), name, name);
            RefuseTwice(
                faults, namespaces, args.Namespace is null ? dashboard.Path.TrimEnd('.') : $"{dashboard.Path}namespace", args.Namespace ?? name, name);
            if (args.Admin is { } admin)
            {
                addresses.Take($"{dashboard.Path}admin.", name, admin.Host, admin.UrlPrefix, isAdmin: true);
                RefuseUnreachable(faults, $"{dashboard.Path}admin.vpnCidrBlocks", admin.VpnCidrBlocks, limits);
                RefuseCertificate(faults, certificates, $"{dashboard.Path}admin.", admin.CertificateArn, $"{name}-admin");
                RefuseTwice(faults, names, $"{dashboard.Path}admin", $"{name}-admin", name);
                RefuseTwice(faults, namespaces, $"{dashboard.Path}admin", $"{args.Namespace ?? name}-admin", name);
            }

            dashboards.Add((name, args));
        }

        faults.Require(section.Names().Any(), section.Path.TrimEnd('.'), null, "no dashboard is named", Fix);
        return dashboards;
    }

    private static void RefuseTwice(ArgumentFaults faults, Dictionary<string, string> taken, string key, string value, string name)
    {
        if (!taken.TryAdd(value, name))
            faults.Add(key, value, $"is already taken by {taken[value]}", "Give every dashboard one of its own.");
    }

    // The listener has each certificate once: of two resources for one the first that is deleted would take it from both.
    private static void RefuseCertificate(
        ArgumentFaults faults, Dictionary<string, string> taken, string path, string? certificateArn, string name)
    {
        if (certificateArn is not null && !taken.TryAdd(certificateArn, name))
        {
            faults.Add(
                $"{path}certificateArn", certificateArn, $"is on the listener already, for {taken[certificateArn]}",
                "Name each certificate once: it serves every host that it is for.");
        }
    }

    // A rule for a range that the load balancer's firewall keeps out would read like an admission and be none.
    private static void RefuseUnreachable(ArgumentFaults faults, string key, List<string> ranges, IReadOnlyList<CidrBlock> limits)
    {
        foreach (var (text, index) in ranges.Select((text, index) => (text, index)))
        {
            faults.Require(
                limits.Count == 0 || !CidrBlock.TryParse(text, out var range, out _) || limits.Any(it => it.Contains(range)), $"{key}[{index}]", text,
                "is not inside the stack's vpnCidrBlocks, so that the load balancer admits nobody from there",
                $"Name a range inside {string.Join(", ", limits)}, or add it to the stack's.");
        }
    }

    private static FlowerDashboardArgs ReadDashboard(ConfigurationReader reader, SharedConfiguration shared, IReadOnlyList<CidrBlock> admitted, ArgumentFaults faults) => new()
    {
        Host = Host(reader),
        UrlPrefix = reader.Text("urlPrefix") ?? "/",
        Auth = AuthConfiguration.Read(reader, faults),
        Admin = ReadAdmin(reader.Section("admin"), faults),
        State = StateConfiguration.Read(reader.Section("state"), shared, faults),
        VpnCidrBlocks = reader.Texts("vpnCidrBlocks") ?? [.. admitted.Select(range => range.ToString())],
        CredentialsVersion = reader.Number("credentialsVersion", 1),
        Size = reader.Text("size") ?? "small",
        Rates = ReadRates(reader.Section("rates")),
        Namespace = reader.Text("namespace"),
        UseExistingNamespace = reader.Flag("useExistingNamespace", otherwise: false),
        ExistingServiceAccountName = reader.Text("existingServiceAccountName", ValueRule.ServiceAccount),
        CertificateArn = reader.Text("certificateArn"),
        Broker = shared.Broker,
        ResultBackend = shared.ResultBackend,
        LoadBalancer = shared.LoadBalancerToBe,
        VpcId = shared.LoadBalancer.VpcId,
        ClusterName = shared.ClusterName,
        ClusterSecurityGroupId = shared.ClusterSecurityGroupId,
        DeployerRoleArns = shared.DeployerRoleArns,
        FlowerImage = shared.FlowerImage,
        GatewayImage = shared.GatewayImage,
        AllowImagesByTag = shared.AllowImagesByTag,
        KmsKeyArn = shared.KmsKeyArn is { } key ? (Input<string>)key : null,
        OidcProviderArn = shared.OidcProviderArn,
        DeliverWithExternalSecrets = shared.DeliverWithExternalSecrets,
        RotationLambdaArn = shared.RotationLambdaArn is { } lambda ? (Input<string>)lambda : null,
        RotationRoleArn = shared.RotationRoleArn,
        RotateAfterDays = shared.RotateAfterDays,
        PrometheusNamespace = shared.PrometheusNamespace,
        NodeLocalDnsAddress = shared.NodeLocalDnsAddress,
        Tags = shared.LoadBalancer.Tags,
    };

    // After the stack's broker was checked under the stack's key: the dashboard's own has a key of its own.
    private static void ReadOwnBrokers(
        (ConfigurationReader? Broker, ConfigurationReader? Backend) stack, ConfigurationReader reader, FlowerDashboardArgs args,
        ArgumentFaults faults)
    {
        var (ownBroker, ownBackend) = (reader.Section("broker"), reader.Section("resultBackend"));
        if (BrokerConfiguration.Read(ownBroker) is { } broker)
        {
            broker.Validate(faults, $"{reader.Path}broker.");
            args.Broker = broker;
        }

        if (BrokerConfiguration.Read(ownBackend) is { } backend)
        {
            backend.ValidateAsResultBackend(faults, $"{reader.Path}resultBackend.", args.Broker);
            args.ResultBackend = backend;
        }

        var (brokerSection, backendSection) = (ownBroker ?? stack.Broker, ownBackend ?? stack.Backend);
        RefuseSameRule(faults, (brokerSection, args.Broker), (backendSection, args.ResultBackend));
        if (args.Admin is not { } admin)
            return;
        FlowerDashboard.ValidateAdminBrokers(faults, $"{reader.Path}admin.", args);
        var section = reader.Section("admin");
        RefuseSameRule(
            faults, (section?.Section("broker") ?? brokerSection, admin.Broker ?? args.Broker),
            (section?.Section("resultBackend") ?? backendSection, admin.ResultBackend ?? args.ResultBackend));
    }

    private static void RefuseSameRule(
        ArgumentFaults faults, (ConfigurationReader? Section, BrokerArgs Args) broker, (ConfigurationReader? Section, BrokerArgs? Args) backend) => faults.Require(
        backend.Section is null || backend.Args is null || backend.Args.IsBrokersServer || backend.Args.Port != broker.Args.Port
            || broker.Section?.Text("securityGroupId") != backend.Section.Text("securityGroupId"),
        $"{backend.Section?.Path}isBrokersServer", null, "is missing: the security group and the port are the broker's, and AWS refuses one rule twice",
        "Set it to true, if the two are one server.");

    private static FlowerAdminArgs? ReadAdmin(ConfigurationReader? reader, ArgumentFaults faults)
    {
        if (reader is null)
            return null;
        var admin = new FlowerAdminArgs
        {
            Host = Host(reader),
            UrlPrefix = reader.Text("urlPrefix") ?? "/",
            Auth = AuthConfiguration.Read(reader, faults),
            VpnCidrBlocks = reader.RequireTexts("vpnCidrBlocks", "List the administrators' VPN ranges."),
            Broker = BrokerConfiguration.Read(reader.Section("broker")),
            ResultBackend = BrokerConfiguration.Read(reader.Section("resultBackend")),
            TaskNames = reader.Texts("taskNames") ?? [],
            CredentialsVersion = reader.Number("credentialsVersion", 1),
            CertificateArn = reader.Text("certificateArn"),
            Rates = ReadRates(reader.Section("rates")),
        };
        reader.RefuseUnknown();
        return admin;
    }

    private static RequestRatesArgs? ReadRates(ConfigurationReader? reader)
    {
        if (reader is null)
            return null;
        var rates = new RequestRatesArgs();
        rates.RequestsPerSecond = reader.Number("requestsPerSecond", rates.RequestsPerSecond);
        rates.ListingsPerSecond = reader.Names().Contains("listingsPerSecond") ? reader.Number("listingsPerSecond", 0) : null;
        rates.WorkerPagesPerMinute = reader.Number("workerPagesPerMinute", rates.WorkerPagesPerMinute);
        rates.LoginsPerMinute = reader.Number("loginsPerMinute", rates.LoginsPerMinute);
        rates.Connections = reader.Number("connections", rates.Connections);
        reader.RefuseUnknown();
        return rates;
    }

    private static string Host(ConfigurationReader reader) =>
        reader.RequireText("host", "Write the host name, for example flower.example.internal.");
}
