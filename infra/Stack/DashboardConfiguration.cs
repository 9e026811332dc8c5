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
        var addresses = new DashboardAddresses(faults);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var namespaces = new Dictionary<string, string>(StringComparer.Ordinal);
        var certificates = new Dictionary<string, string>(StringComparer.Ordinal);
        RefuseCertificate(faults, certificates, "", shared.LoadBalancer.CertificateArn, "the load balancer");
        foreach (var (name, dashboard) in section.Sections())
        {
            var args = ReadDashboard(dashboard, shared, faults);
            var own = dashboard.Names().ToHashSet(StringComparer.Ordinal);
            ComponentFaults.Record(
                faults, FlowerDashboard.Check(name, args), key => ComponentFaults.KeyOf(reader.Path, dashboard.Path, key, own.Contains, shared.SubnetIds));
            dashboard.RefuseUnknown();
            RefuseCertificate(faults, certificates, dashboard.Path, args.CertificateArn, name);
            addresses.Take(dashboard.Path, name, args.Host, args.UrlPrefix ?? "/", isAdmin: false);
            RefuseTwice(faults, names, dashboard.Path.TrimEnd('.'), name, name);
            RefuseTwice(
                faults, namespaces, args.Namespace is null ? dashboard.Path.TrimEnd('.') : $"{dashboard.Path}namespace", args.Namespace ?? name, name);
            if (args.Admin is { } admin)
            {
                addresses.Take($"{dashboard.Path}admin.", name, admin.Host, admin.UrlPrefix ?? "/", isAdmin: true);
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
        ArgumentFaults faults, Dictionary<string, string> taken, string path, Input<string>? given, string name)
    {
        if (given is not null && KnownValue.TryGet(given.ToOutput(), out var certificateArn) && !taken.TryAdd(certificateArn, name))
        {
            faults.Add(
                $"{path}certificateArn", certificateArn, $"is on the listener already, for {taken[certificateArn]}",
                "Name each certificate once: it serves every host that it is for.");
        }
    }

    private static FlowerDashboardArgs ReadDashboard(ConfigurationReader reader, SharedConfiguration shared, ArgumentFaults faults) => new()
    {
        Host = Host(reader),
        UrlPrefix = reader.Text("urlPrefix"),
        Auth = AuthConfiguration.Read(reader, faults),
        Admin = ReadAdmin(reader.Section("admin"), faults),
        State = StateConfiguration.Read(reader.Section("state"), shared, faults),
        // Of the stack's ranges those that are accepted: the others are refused under their own key already.
        VpnCidrBlocks = reader.Texts("vpnCidrBlocks")
            ?? [.. (shared.LoadBalancer.VpnCidrBlocks ?? []).Where(range => CidrBlock.TryParse(range, out _, out _))],
        CredentialsVersion = reader.Number("credentialsVersion"),
        Size = reader.Text("size"),
        Rates = ReadRates(reader.Section("rates")),
        Namespace = reader.Text("namespace"),
        UseExistingNamespace = reader.Flag("useExistingNamespace"),
        ExistingServiceAccountName = reader.Text("existingServiceAccountName", ValueRule.ServiceAccount),
        CertificateArn = SharedConfiguration.Given(reader.Text("certificateArn")),
        Broker = BrokerConfiguration.Read(reader.Section("broker")) ?? shared.Broker,
        ResultBackend = BrokerConfiguration.ReadResultBackend(reader.Section("resultBackend")) ?? shared.ResultBackend,
        LoadBalancer = shared.LoadBalancerToBe,
        Cluster = shared.Cluster,
        Images = shared.Images,
        DeployerRoleArns = shared.DeployerRoleArns,
        KmsKeyArn = SharedConfiguration.Given(shared.KmsKeyArn),
        DeliverWithExternalSecrets = shared.DeliverWithExternalSecrets,
        Rotation = shared.Rotation,
        Tags = shared.LoadBalancer.Tags,
    };

    private static FlowerAdminArgs? ReadAdmin(ConfigurationReader? reader, ArgumentFaults faults)
    {
        if (reader is null)
            return null;
        var admin = new FlowerAdminArgs
        {
            Host = Host(reader),
            UrlPrefix = reader.Text("urlPrefix"),
            Auth = AuthConfiguration.Read(reader, faults),
            VpnCidrBlocks = reader.RequireTexts("vpnCidrBlocks", "List the administrators' VPN ranges."),
            Broker = BrokerConfiguration.Read(reader.Section("broker")),
            ResultBackend = BrokerConfiguration.ReadResultBackend(reader.Section("resultBackend")),
            TaskNames = reader.Texts("taskNames"),
            CredentialsVersion = reader.Number("credentialsVersion"),
            CertificateArn = SharedConfiguration.Given(reader.Text("certificateArn")),
            Rates = ReadRates(reader.Section("rates")),
        };
        reader.RefuseUnknown();
        return admin;
    }

    private static RequestRatesArgs? ReadRates(ConfigurationReader? reader)
    {
        if (reader is null)
            return null;
        var rates = new RequestRatesArgs
        {
            RequestsPerSecond = reader.Number("requestsPerSecond"),
            ListingsPerSecond = reader.Number("listingsPerSecond"),
            WorkerPagesPerMinute = reader.Number("workerPagesPerMinute"),
            LoginsPerMinute = reader.Number("loginsPerMinute"),
            Connections = reader.Number("connections"),
        };
        reader.RefuseUnknown();
        return rates;
    }

    private static string Host(ConfigurationReader reader) =>
        reader.RequireText("host", "Write the host name, for example flower.example.internal.");
}
