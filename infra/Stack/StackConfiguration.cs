using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra;

/// <summary>A stack's configuration, checked with the components' own rules and with what holds between its parts.</summary>
internal sealed class StackConfiguration
{
    /// <summary>The load balancer's name, under which it delivers its access logs.</summary>
    public const string LoadBalancerName = "flower-lb";

    private readonly BoundConfiguration<FlowerStackArgs> _bound;

    private StackConfiguration(BoundConfiguration<FlowerStackArgs> bound)
    {
        _bound = bound;
        Target = DeploymentTarget.Read(bound);
        Celery = new CeleryStackConfiguration(bound);
        Dashboards = [.. bound.Args.Dashboards.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => (it.Key, it.Value))];
    }

    /// <summary>Where the stack belongs.</summary>
    public DeploymentTarget Target { get; }

    /// <summary>The arguments.</summary>
    public FlowerStackArgs Args => _bound.Args;

    /// <summary>The Celery side.</summary>
    public CeleryStackConfiguration Celery { get; }

    /// <summary>Whether the log group of the shipped logs is named; the audit trail's is taken otherwise.</summary>
    public bool NamesLogGroup => _bound.Texts.ContainsKey("logShipping.logGroupName");

    /// <summary>The dashboards, sorted by name; their load balancer is put in once it exists.</summary>
    public IReadOnlyList<(string Name, FlowerDashboardArgs Args)> Dashboards { get; }

    /// <summary>The hosts of all dashboards behind the load balancer, sorted, each once: dashboards may share one.</summary>
    public IEnumerable<string> Hosts => Routed.Select(it => it.Host.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<(string Key, string Host, Input<string>? CertificateArn, FlowerAuthArgs Auth)> Instances =>
        Dashboards.SelectMany(it => InstancesOf(it.Name, it.Args));

    // The load balancer leads to them, and not a Django site.
    private IEnumerable<(string Key, string Host, Input<string>? CertificateArn, FlowerAuthArgs Auth)> Routed => Instances.Where(it => IsRouted(it.Auth));

    /// <summary>Reads the project's configuration.</summary>
    /// <exception cref="ArgumentFaultsException">A key is missing, mistyped, unknown or refused; its faults are all of them.</exception>
    public static StackConfiguration Read()
    {
        var configuration = new StackConfiguration(ArgumentBinder.Read<FlowerStackArgs>());
        configuration.Complete();
        configuration.Check();
        configuration._bound.ThrowIfAny();
        return configuration;
    }

    private static IEnumerable<(string Key, string Host, Input<string>? CertificateArn, FlowerAuthArgs Auth)> InstancesOf(string name, FlowerDashboardArgs args)
    {
        yield return ($"dashboards.{name}", args.Host, args.CertificateArn, args.Auth);
        if (args.Admin is { } admin)
            yield return ($"dashboards.{name}.admin", admin.Host, admin.CertificateArn, admin.Auth);
    }

    private static bool IsRouted(FlowerAuthArgs auth) => auth.DjangoProxy is null;

    // What the stack gives, and nobody has to write.
    private void Complete()
    {
        if (Args.Audit is { LogBucket: null, ExistingLogBucketName: null } audit && !_bound.HasFault("audit.logBucket"))
            audit.LogBucket = new LogBucketArgs { Prefixes = [] };
        if (Args.Audit?.LogBucket is { } bucket && !_bound.Texts.ContainsKey("audit.logBucket.prefixes[0]"))
            bucket.Prefixes = [LoadBalancerName];
        if (Args.Audit is not null)
            Args.Audit.Tags = Tagged(Args.Audit.Tags);
        // Most dashboards have the stack's, which is one object then.
        var tags = Dashboards.Select(it => it.Args.Tags).Distinct().Select(it => (Given: it, Tagged: Tagged(it))).ToList();
        foreach (var (_, args) in Dashboards)
            args.Tags = tags.Find(it => it.Given == args.Tags).Tagged;
        foreach (var (name, args) in Dashboards)
            LeaveToDjango(name, args);
        Celery.Complete(Dashboards, Tagged);
        if (Args.LoadBalancer is not { } loadBalancer)
            return;
        var signIns = Instances.Select(it => it.Auth.LoadBalancerOidc).OfType<LoadBalancerOidcArgs>().ToList();
        // The load balancer asks the providers for all dashboards, of which several may have one provider.
        loadBalancer.IdentityProviderCidrBlocks =
        [
            .. signIns.SelectMany(it => it.ProviderCidrBlocks ?? []).Concat(loadBalancer.IdentityProviderCidrBlocks ?? [])
                .Distinct().Order(StringComparer.Ordinal),
        ];
        loadBalancer.AllowHttpsToAnyAddress = loadBalancer.AllowHttpsToAnyAddress == true || signIns.Exists(it => it.AllowHttpsToAnyAddress == true);
        loadBalancer.Region = Target.Region.Length > 0 ? (Input<string>)Target.Region : null;
        loadBalancer.Tags = Tagged(loadBalancer.Tags);
        var toBe = ToBe(loadBalancer);
        foreach (var (_, args) in Dashboards)
        {
            args.LoadBalancer = toBe;
            // The load balancer makes the records, once for each host.
            args.HostedZoneId = null;
        }
    }

    // What a dashboard would have from the load balancer, and didn't ask for itself.
    private void LeaveToDjango(string name, FlowerDashboardArgs args)
    {
        if (args.Auth.DjangoProxy is null)
            return;
        if (!_bound.Texts.ContainsKey($"dashboards.{name}.vpnCidrBlocks[0]"))
            args.VpnCidrBlocks = null;
        if (args.Admin is not { Auth.DjangoProxy: null })
            args.HostedZoneId = null;
    }

    private static InputMap<string> Tagged(InputMap<string>? given) => InputMap<string>.Merge(
        new InputMap<string> { ["managed-by"] = "pulumi", ["stack"] = Deployment.Instance.StackName }, given ?? new InputMap<string>());

    // Stands in for the load balancer until it is created; only its ranges are known.
    private static LoadBalancerReferenceArgs ToBe(InternalLoadBalancerArgs loadBalancer) => new()
    {
        ListenerArn = OutputUtilities.CreateUnknown(""),
        SecurityGroupId = OutputUtilities.CreateUnknown(""),
        DnsName = OutputUtilities.CreateUnknown(""),
        ZoneId = OutputUtilities.CreateUnknown(""),
        ArnSuffix = OutputUtilities.CreateUnknown(""),
        SubnetCidrBlocks = loadBalancer.SubnetCidrBlocks ?? OutputUtilities.CreateUnknown(ImmutableArray<string>.Empty),
        VpnCidrBlocks = loadBalancer.VpnPrefixListIds is { Count: > 0 } ? null : (InputList<string>)(loadBalancer.VpnCidrBlocks ?? []),
    };

    private void Check()
    {
        GivenValues.Check(_bound);
        CheckLoadBalancer();
        if (Args.Audit is { } audit)
            _bound.Refuse("audit", AuditTrail.Check(audit));
        CheckWebhooks();
        CheckDashboards();
        Celery.Check(Dashboards);
        RefuseHostsWithoutCertificate();
        // After the rules of each key, so that what is no ARN at all is called that.
        if (Target.Region.Length > 0)
            GivenValues.CheckPlaces(_bound, Target.Region);
        RefuseExamples();
    }

    private void CheckLoadBalancer()
    {
        const string fix = "Write one of loadBalancer and existingLoadBalancer.";
        if (Args.LoadBalancer is { } loadBalancer)
        {
            _bound.Refuse("loadBalancer", InternalLoadBalancer.Check(loadBalancer));
            if (Args.ExistingLoadBalancer is not null)
                _bound.Refuse("existingLoadBalancer", null, "stands beside loadBalancer", fix);
        }
        else if (Args.ExistingLoadBalancer is null && (Routed.Any() || !Instances.Any()))
        {
            _bound.Refuse("loadBalancer", null, "is missing, and so is existingLoadBalancer", fix);
        }

        if (Args.Audit is not null && _bound.Texts.TryGetValue("loadBalancer.accessLogsBucket", out var bucket))
        {
            _bound.Refuse(
                "loadBalancer.accessLogsBucket", bucket, "contradicts audit, which has a bucket",
                "Name it as existingLogBucketName of audit, or leave it out.");
        }

        if (Args.Audit?.LogBucket is { } logs && !logs.Prefixes.Contains(LoadBalancerName, StringComparer.Ordinal))
        {
            _bound.Refuse(
                "audit.logBucket.prefixes", null, $"lacks {LoadBalancerName}, under which the stack's load balancer delivers", "Add it.");
        }
    }

    // Components leave a webhook's URL to SNS, and a preview without the engine doesn't know it.
    private void CheckWebhooks()
    {
        foreach (var (key, url) in _bound.Texts.Where(it => it.Key.StartsWith("audit.alertWebhooks[", StringComparison.Ordinal) && it.Key.EndsWith(".url", StringComparison.Ordinal)))
        {
            if (url != Plan.Secret && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == "https"))
                _bound.Refuse(key, null, "is not an https:// URL", "Write the endpoint's URL, beginning with https://.");
        }
    }

    private void CheckDashboards()
    {
        var addresses = new DashboardAddresses(_bound);
        var taken = new TakenValues(_bound);
        taken.TakeCertificate("loadBalancer", "the load balancer");
        if (_bound.Texts.TryGetValue("cluster.prometheusNamespace", out var prometheus))
            taken.TakeNamespace(prometheus, "Prometheus");
        foreach (var (worker, args) in Args.Celery?.Workers ?? [])
            taken.TakeNamespace(args.Namespace ?? worker, $"the workers {worker}");
        foreach (var site in Instances.Select(it => it.Auth.DjangoProxy?.Namespace).OfType<string>())
            taken.TakeNamespace(site, "a Django site");
        foreach (var (name, args) in Dashboards)
        {
            var key = $"dashboards.{name}";
            _bound.Refuse(key, FlowerDashboard.Check(name, args)
                // The stack has told whether it has a load balancer, and its own has told its faults already.
                .Where(it => it.Key != "loadBalancer" && (Args.LoadBalancer is null || !it.Key.StartsWith("loadBalancer.", StringComparison.Ordinal)))
                .Select(it => it.Key == "name" ? it with { Key = "" } : it)
                .Select(it => IsAboutSharedResults(name, it) ? it with
                {
                    Key = "broker",
                    Value = null,
                    Problem = "differs from the broker of all dashboards, and their resultBackend fits only that one",
                    Fix = $"Write {key}.resultBackend too: its own login, with isBrokersServer where it is this broker's server.",
                } : it));
            addresses.Take($"{key}.", name, args.Host, args.UrlPrefix ?? "/", isAdmin: false);
            if (args.Admin is { } admin)
                addresses.Take($"{key}.admin.", name, admin.Host, admin.UrlPrefix ?? "/", isAdmin: IsRouted(admin.Auth));
            taken.Take(name, args);
        }

        if (Dashboards.Count == 0)
            _bound.Refuse("dashboards", null, "names no dashboard", "Name at least one, for example flower: { host: flower.example.internal, auth: … }.");
        RefuseSharedRecords();
    }

    // What two servers are to each other is asked for each dashboard, and answered in one place for all: what is right there for most
    // is wrong for one with another broker.
    private bool IsAboutSharedResults(string name, ArgumentFault fault) =>
        fault.Key is "resultBackend.isBrokersServer"
        && _bound.Texts.ContainsKey($"dashboards.{name}.broker.urlSecretArn")
        && !_bound.Texts.ContainsKey($"dashboards.{name}.resultBackend.urlSecretArn");

    // The owner of an existing load balancer has its records, and each dashboard makes its own there: of one name there is one.
    private void RefuseSharedRecords()
    {
        var shared = Dashboards.Where(it => it.Args.HostedZoneId is not null)
            .SelectMany(it => InstancesOf(it.Name, it.Args).Where(one => IsRouted(one.Auth)).Select(one => one.Host).Distinct(StringComparer.OrdinalIgnoreCase))
            .GroupBy(host => host, StringComparer.OrdinalIgnoreCase).FirstOrDefault(hosts => hosts.Count() > 1);
        if (shared is not null)
        {
            _bound.Refuse(
                "hostedZoneId", null, $"would get the record of {shared.Key} twice, because dashboards share that host",
                "Give each dashboard a host of its own, or leave the zone out and make the records elsewhere.");
        }
    }

    private void RefuseHostsWithoutCertificate()
    {
        const string key = "loadBalancer.issuedCertificate.domainNames";
        // A name that is refused itself is no reason to miss it here too.
        if (Args.LoadBalancer?.IssuedCertificate is not { } issued || _bound.HasFault(key))
            return;
        var missing = Routed.Where(it => it.CertificateArn is null && !_bound.HasFault($"{it.Key}.host")).Select(it => it.Host)
            .Except(issued.DomainNames, StringComparer.OrdinalIgnoreCase);
        var names = string.Join(", ", missing.Order(StringComparer.Ordinal));
        if (names.Length > 0)
        {
            _bound.Refuse(
                key, null, $"lacks {names}, for which browsers would then refuse the certificate",
                "Add it, or give the dashboard a certificateArn of its own.");
        }
    }

    // A preview of an example is how somebody begins; a deployment of one would go wrong in the middle.
    private void RefuseExamples()
    {
        var examples = ExampleValues.In(Deployment.Instance.ProjectName, _bound.Settings, _bound.SecretKeys).ToList();
        if (!Deployment.Instance.IsDryRun)
            examples.ForEach(it => _bound.RefuseSetting(it.Key, it.Value, it.Problem, it.Fix));
        else if (examples.Count > 0)
            Log.Warn($"An update refuses values that are still the examples': {string.Join(", ", examples.Select(it => it.Key))}");
    }
}
