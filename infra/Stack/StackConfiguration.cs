using Pulumi;

namespace FlowerInfra;

/// <summary>A stack's configuration, read, typed and checked.</summary>
internal sealed record StackConfiguration
{
    /// <summary>The load balancer's name, under which it delivers its access logs.</summary>
    public const string LoadBalancerName = "flower-lb";

    /// <summary>Where the stack belongs.</summary>
    public required DeploymentTarget Target { get; init; }

    /// <summary>What is logged and who hears about it; null when the stack has no audit trail of its own.</summary>
    public required AuditTrailArgs? Audit { get; init; }

    /// <summary>The load balancer that all dashboards of the stack share.</summary>
    public required InternalLoadBalancerArgs LoadBalancer { get; init; }

    /// <summary>The ARNs of the roles that deploy.</summary>
    public required IReadOnlyList<string> DeployerRoleArns { get; init; }

    /// <summary>The dashboards, sorted by name; their load balancer is put in once it exists.</summary>
    public required IReadOnlyList<(string Name, FlowerDashboardArgs Args)> Dashboards { get; init; }

    /// <summary>The hosted zone for the hosts' records, or null when they are made elsewhere.</summary>
    public required string? HostedZoneId { get; init; }

    /// <summary>The hosts of all dashboards, sorted, each once: dashboards may share one.</summary>
    public IEnumerable<string> Hosts => Instances(Dashboards).Select(it => it.Host.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Reads the project's configuration and checks it with the components' own rules.</summary>
    /// <exception cref="ArgumentFaultsException">A key is missing, mistyped, unknown or refused; the message lists all of them.</exception>
    public static StackConfiguration Read()
    {
        var faults = new ArgumentFaults();
        var arns = new ArnPlaces();
        var reader = ConfigurationReader.For(new Config(), faults, arns);
        var target = DeploymentTarget.Read(reader, faults);
        var shared = SharedConfiguration.Read(reader, target);
        ComponentFaults.Record(faults, InternalLoadBalancer.Check(shared.LoadBalancer), key => $"{reader.Path}{key}");
        var audit = AuditConfiguration.Read(reader.Section("audit"), shared, LoadBalancerName, faults);
        if (audit is not null)
        {
            ComponentFaults.Record(faults, AuditTrail.Check(audit), key =>
                $"{reader.Path}{(key.StartsWith("deployerRoleArns", StringComparison.Ordinal) ? "" : "audit.")}{key}");
        }

        faults.Require(
            audit is null || shared.LoadBalancer.AccessLogsBucket is null, $"{reader.Path}accessLogsBucket", reader.Text("accessLogsBucket"),
            "contradicts audit, which has a bucket", "Name it as existingLogBucketName of audit, or leave it out.");
        var dashboards = DashboardConfiguration.Read(reader, shared, faults);
        RefuseHostsWithoutCertificate(faults, reader.Path, shared.LoadBalancer.IssuedCertificate, dashboards);
        // After the rules of each key, so that what is no ARN at all is called that.
        if (target.Region.Length > 0)
            arns.Validate(faults, target.Region);
        // Read, and refused, where the controls are evaluated.
        reader.LeaveToOthers("waivers");
        reader.RefuseUnknown();
        RefuseExamples(faults);
        faults.ThrowIfAny($"The configuration of stack \"{Deployment.Instance.StackName}\"");
        LetSignIn(shared.LoadBalancer, [.. Instances(dashboards).Select(it => it.Auth.LoadBalancerOidc).OfType<LoadBalancerOidcArgs>()]);
        return new StackConfiguration
        {
            Target = target,
            Audit = audit,
            LoadBalancer = shared.LoadBalancer,
            DeployerRoleArns = shared.DeployerRoleArns,
            Dashboards = dashboards,
            HostedZoneId = shared.HostedZoneId,
        };
    }

    private static IEnumerable<(string Host, Input<string>? CertificateArn, FlowerAuthArgs Auth)> Instances(
        IReadOnlyList<(string Name, FlowerDashboardArgs Args)> dashboards) => dashboards.SelectMany(it =>
        (IEnumerable<(string, Input<string>?, FlowerAuthArgs)>)(it.Args.Admin is { } admin
            ? [(it.Args.Host, it.Args.CertificateArn, it.Args.Auth), (admin.Host, admin.CertificateArn, admin.Auth)]
            : [(it.Args.Host, it.Args.CertificateArn, it.Args.Auth)]));

    // The load balancer asks the providers for all dashboards, of which several may have one provider.
    private static void LetSignIn(InternalLoadBalancerArgs loadBalancer, LoadBalancerOidcArgs[] signIns)
    {
        loadBalancer.IdentityProviderCidrBlocks =
            [.. signIns.SelectMany(it => it.ProviderCidrBlocks ?? []).Distinct().Order(StringComparer.Ordinal)];
        loadBalancer.AllowHttpsToAnyAddress = signIns.Any(it => it.AllowHttpsToAnyAddress == true);
    }

    // A preview of an example is how somebody begins; a deployment of one would go wrong in the middle.
    private static void RefuseExamples(ArgumentFaults faults)
    {
        var examples = ExampleValues.In(Deployment.Instance.ProjectName, ConfigurationReader.All(), ConfigurationReader.SecretKeys()).ToList();
        if (!Deployment.Instance.IsDryRun)
            examples.ForEach(it => faults.Add(it.Key, it.Value, it.Problem, it.Fix));
        else if (examples.Count > 0)
            Log.Warn($"An update refuses what is still the examples': {string.Join(", ", examples.Select(it => it.Key))}");
    }

    private static void RefuseHostsWithoutCertificate(
        ArgumentFaults faults, string path, IssuedCertificateArgs? issued, IReadOnlyList<(string Name, FlowerDashboardArgs Args)> dashboards)
    {
        // A name that is refused itself is no reason to miss it here too.
        if (issued is null || !issued.DomainNames.TrueForAll(name => HostName.TryParse(name, out _, out _)))
            return;
        var hosts = Instances(dashboards).Where(it => it.CertificateArn is null).Select(it => it.Host);
        var missing = hosts.Where(host => HostName.TryParse(host, out _, out _)).Except(issued.DomainNames, StringComparer.OrdinalIgnoreCase);
        var names = string.Join(", ", missing.Order(StringComparer.Ordinal));
        faults.Require(
            names.Length == 0, $"{path}issuedCertificate.domainNames", null, $"lacks {names}, for which browsers would then refuse the certificate",
            "Add it, or give the dashboard a certificateArn of its own.");
    }
}
