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
        var loadBalancer = new InternalLoadBalancer("flower-lb", configuration.LoadBalancer);
        var dashboards = configuration.Dashboards
            .Select(it => (it.Name, Dashboard: new FlowerDashboard(it.Name, it.Args(loadBalancer.Reference))))
            .ToArray();

        LoadBalancerDnsName = loadBalancer.DnsName;
        Urls = Output.All(dashboards.Select(it => (Input<string>)it.Dashboard.Url).ToArray())
            .Apply(urls => dashboards.Select(it => it.Name).Zip(urls).ToImmutableDictionary(it => it.First, it => it.Second));
    }

    /// <summary>The dashboards' addresses by name.</summary>
    [Output("urls")]
    public Output<ImmutableDictionary<string, string>> Urls { get; private set; }

    /// <summary>The load balancer's DNS name, for records that are made elsewhere.</summary>
    [Output("loadBalancerDnsName")]
    public Output<string> LoadBalancerDnsName { get; private set; }
}
