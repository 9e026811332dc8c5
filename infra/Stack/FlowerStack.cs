using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// One environment: an internal load balancer and the dashboards behind it, as the stack's configuration names them.
/// </summary>
public sealed class FlowerStack : Stack
{
    /// <summary>Reads the configuration and composes the environment.</summary>
    public FlowerStack()
        : this(null)
    {
    }

    /// <summary>Reads the configuration and composes the environment.</summary>
    /// <param name="options">Pulumi's options, for example transformations of children.</param>
    /// <exception cref="ArgumentFaultsException">The configuration has faults; the message lists all of them.</exception>
    public FlowerStack(StackOptions? options)
        : base(options)
    {
        var configuration = StackConfiguration.Read();
        var args = configuration.Args;
        var providers = StackProviders.Create(configuration.Target);
        var aws = providers.OfType<Pulumi.Aws.Provider>().Single();
        var deployer = DeployerCheck.Before(
            $"Stack \"{Deployment.Instance.StackName}\"", $"{Deployment.Instance.ProjectName}:deployerRoleArns",
            args.DeployerRoleArns, new InvokeOptions { Provider = aws });
        var audit = args.Audit is null ? null : new AuditTrail("flower-audit", args.Audit, Options());
        var loadBalancer = args.LoadBalancer is null ? null : Create(configuration, args.LoadBalancer, audit, Options());
        var celery = args.Celery is null ? null : new CelerySide(args.Celery, configuration.Celery, audit, Options);
        if (args.LogShipping is { } shipping)
        {
            if (audit is not null && !configuration.NamesLogGroup)
                shipping.LogGroupName = audit.LogGroupName;
            _ = new LogShipping(CeleryStackConfiguration.LogShippingName, shipping, Options());
        }

        var dashboards = configuration.Dashboards
            .Select(it => (it.Name, it.Args, Dashboard: Create(it.Name, it.Args, loadBalancer, audit, celery, Options())))
            .ToArray();

        LoadBalancerDnsName = (loadBalancer?.DnsName ?? args.ExistingLoadBalancer?.DnsName.ToOutput())?.Apply(name => (string?)name) ?? Output.Create((string?)null);
        Urls = ByName(dashboards.Select(it => (it.Name, it.Dashboard.Url)));
        AdminUrls = ByName(dashboards
            .Where(it => it.Args.Admin is not null)
            .Select(it => (it.Name, it.Dashboard.AdminUrl.Apply(url => url!))));
        SecretArns = ByName(dashboards.Select(it => (it.Name, it.Dashboard.SecretArns)));
        AdminSecretArns = ByName(dashboards
            .Where(it => it.Args.Admin is not null)
            .Select(it => (it.Name, it.Dashboard.AdminSecretArns.Apply(arns => arns!))));

        BrokerSecretArns = celery?.SecretArns.Apply(arns => (BrokerSecretArns?)arns) ?? Output.Create((BrokerSecretArns?)null);

        ComponentResourceOptions Options() => new() { Providers = [.. providers], DependsOn = deployer };
    }

    /// <summary>The dashboards' addresses by name.</summary>
    [Output("urls")]
    public Output<ImmutableDictionary<string, string>> Urls { get; private set; }

    /// <summary>The addresses of the administrators' instances by dashboard.</summary>
    [Output("adminUrls")]
    public Output<ImmutableDictionary<string, string>> AdminUrls { get; private set; }

    /// <summary>The ARNs of the viewers' secrets by dashboard.</summary>
    [Output("secretArns")]
    public Output<ImmutableDictionary<string, FlowerSecretArns>> SecretArns { get; private set; }

    /// <summary>The ARNs of the administrators' secrets by dashboard.</summary>
    [Output("adminSecretArns")]
    public Output<ImmutableDictionary<string, FlowerSecretArns>> AdminSecretArns { get; private set; }

    /// <summary>The ARNs of the secrets with the URLs of the broker's users; null without <c>celery</c>.</summary>
    [Output("brokerSecretArns")]
    public Output<BrokerSecretArns?> BrokerSecretArns { get; private set; }

    /// <summary>The load balancer's DNS name, for records that are made elsewhere; null without a load balancer.</summary>
    [Output("loadBalancerDnsName")]
    public Output<string?> LoadBalancerDnsName { get; private set; }

    private static InternalLoadBalancer Create(
        StackConfiguration configuration, InternalLoadBalancerArgs args, AuditTrail? audit, ComponentResourceOptions options)
    {
        if (audit is not null)
        {
            args.AccessLogsBucket ??= audit.LogBucketName;
            args.LogKmsKeyArn ??= audit.KmsKeyArn;
            args.AlertTopicArn ??= audit.TopicArn;
        }

        args.HostNames = args.HostedZoneId is null ? null : [.. configuration.Hosts];
        return new InternalLoadBalancer(StackConfiguration.LoadBalancerName, args, options);
    }

    private static FlowerDashboard Create(
        string name, FlowerDashboardArgs args, InternalLoadBalancer? loadBalancer, AuditTrail? audit, CelerySide? celery,
        ComponentResourceOptions options)
    {
        celery?.HandOver(name, args);
        if (loadBalancer is not null)
            args.LoadBalancer = loadBalancer;
        if (audit is not null)
        {
            args.AlertTopicArn ??= audit.TopicArn;
            args.LogGroupName ??= audit.LogGroupName;
        }

        return new FlowerDashboard(name, args, options);
    }

    private static Output<ImmutableDictionary<string, T>> ByName<T>(IEnumerable<(string Name, Output<T> Value)> values)
    {
        var all = values.ToArray();
        return Output.All(all.Select(it => (Input<T>)it.Value).ToArray())
            .Apply(it => all.Select(pair => pair.Name).Zip(it).ToImmutableDictionary(pair => pair.First, pair => pair.Second));
    }
}
