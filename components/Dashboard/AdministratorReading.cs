using Pulumi;

namespace FlowerInfra;

/// <summary>Reads the administrators' instance: another instance of the viewers' kind, and nothing of it widens their way.</summary>
internal static class AdministratorReading
{
    /// <summary>Reads the arguments.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="name">The dashboard's name.</param>
    /// <param name="args">The dashboard's arguments.</param>
    /// <param name="admin">The administrators' arguments.</param>
    /// <param name="platform">What the instances share.</param>
    /// <param name="viewer">The viewers' instance.</param>
    public static Instance Read(
        ArgumentReader reader, string name, FlowerDashboardArgs args, FlowerAdminArgs admin, Platform platform, Instance viewer)
    {
        var host = LoadBalancerRoute.ReadHost(reader, admin.Host);
        var prefix = reader.Plain<UrlPrefix>("urlPrefix", admin.UrlPrefix ?? "/", UrlPrefix.TryParse);
        var isProxied = admin.Auth.DjangoProxy is not null;
        // Behind views of one site both have that site's origin, whatever their hosts are.
        var sharesSite = isProxied && args.Auth.DjangoProxy is not null;
        reader.Require(
            sharesSite || host is null || host != viewer.Host, "host", admin.Host, "is the viewers' host",
            "Give administrators a host of their own: browsers send one host's cookies and passwords to all its paths.");
        var redirectUri = host is null || prefix is null ? null : Instance.RedirectUriOf(host, prefix);
        var signIn = DashboardModel.WithReadersApart(reader, admin.Auth.Read(reader, redirectUri), platform);
        reader.Require(
            signIn is not DjangoSignIn own || viewer.SignIn is not DjangoSignIn viewers || own.Gate.View != viewers.Gate.View, "auth.django.gateUrl",
            admin.Auth.Django?.GateUrl, "is the viewers' gate, which admits staff", "Name the path that admits administrators only.");
        if (isProxied)
            ProxiedAddress.Check(reader, prefix, admin.VpnCidrBlocks, admin.CertificateArn);
        if (sharesSite && host == viewer.Host)
            ProxiedAddress.CheckApart(reader, prefix, viewer.Prefix);
        var loadBalancer = isProxied ? null : platform.LoadBalancer;
        var sources = isProxied ? [] : ReadSources(reader, admin, viewer);
        var broker = admin.Broker?.Read(reader.At("broker")) ?? viewer.Broker;
        reader.Require(
            !broker.ReachesNoWorker, admin.Broker is null ? "broker" : "broker.reachNoWorker", null, "lets administrators reach no worker",
            "Give them a broker login of their own that reaches workers.");
        return viewer with
        {
            Name = $"{name}-admin",
            Role = InstanceRole.Administrator,
            Host = host!,
            Prefix = prefix!,
            SignIn = signIn!,
            Sources = [.. sources.Select(source => source.Range).Distinct()],
            Broker = broker,
            ResultBackend = ReadResultBackend(reader, admin, broker, viewer.ResultBackend),
            Rates = RequestRatesArgs.Read(admin.Rates, reader.At("rates"), viewer.Size),
            TaskNames = TaskNames.Read(reader, "taskNames", admin.TaskNames),
            Signing = admin.Signing?.Read(reader.At("signing")),
            State = null,
            CredentialsVersion = DashboardModel.ReadVersion(reader, admin.CredentialsVersion),
            LoadBalancer = loadBalancer,
            ListenerArn = ReachableListener.For(reader, signIn, loadBalancer, sources),
            CertificateArn = ReadCertificate(reader, admin, args),
            NamespaceName = args.Namespace is null ? $"{name}-admin" : $"{args.Namespace}-admin",
            UsesExistingNamespace = false,
            ServiceAccountName = $"{name}-admin",
            UsesExistingServiceAccount = false,
        };
    }

    private static List<(int Index, CidrBlock Range)> ReadSources(ArgumentReader reader, FlowerAdminArgs admin, Instance viewer)
    {
        reader.Require(
            admin.VpnCidrBlocks.Count > 0, "vpnCidrBlocks", null, "no range is given", "Name the administrators' VPN ranges.");
        var sources = DashboardModel.ReadSources(reader, admin.VpnCidrBlocks);
        foreach (var (index, range) in sources)
        {
            reader.Require(
                viewer.Sources.Count == 0 || viewer.Sources.Any(other => other.Contains(range)), $"vpnCidrBlocks[{index}]",
                admin.VpnCidrBlocks[index], "is wider than the viewers' ranges", $"Name a range inside {VpnRanges.Few(viewer.Sources)}.");
        }

        return sources;
    }

    private static Broker? ReadResultBackend(ArgumentReader reader, FlowerAdminArgs admin, Broker broker, Broker? viewers)
    {
        var own = reader.At("resultBackend");
        if (admin.ResultBackend is { } given)
            return given.Read(own, broker);
        if (viewers is null || admin.Broker is null)
            return viewers;
        var fits = Output.Tuple(viewers.UrlArn, broker.UrlArn, viewers.Port, broker.Port, viewers.SecurityGroupId, broker.SecurityGroupId);
        return viewers with
        {
            Port = reader.Check(fits, (it, faults) => faults.Require(
                (it.Item1 != it.Item2 || it.Item1.Length == 0) && (viewers.IsBrokersServer
                    ? it.Item3 == it.Item4
                    : !ResultBackendArgs.HaveOneRule(it.Item3, it.Item4, it.Item5, it.Item6)), reader.Key("resultBackend"), null,
                "is missing, and the dashboard's doesn't fit admin.broker",
                "Give the administrators' login at the result backend too.")).Apply(it => it.Item3),
        };
    }

    // The listener has a certificate once.
    private static Output<string>? ReadCertificate(ArgumentReader reader, FlowerAdminArgs admin, FlowerDashboardArgs args)
    {
        var own = reader.OptionalText("certificateArn", admin.CertificateArn, TextRule.Certificate);
        return own is not null && args.CertificateArn is not null
            && KnownValue.TryGet(own, out var given) && KnownValue.TryGet(args.CertificateArn.ToOutput(), out var viewers) && given == viewers
            ? null
            : own;
    }
}
