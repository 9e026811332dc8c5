using Pulumi;
using Pulumi.Aws.Route53;
using Pulumi.Aws.Route53.Inputs;

namespace FlowerInfra;

/// <summary>
/// A host's DNS records, aliases of the load balancer. They have the host's name and not the dashboard's: Pulumi creates
/// before it deletes, and Route 53 refuses a second record of one name and type, so that a renamed dashboard would fail.
/// </summary>
internal static class HostRecords
{
    /// <summary>Creates the records: one for IPv4, and one for IPv6 where the load balancer has such addresses.</summary>
    /// <param name="host">The host.</param>
    /// <param name="zoneId">The hosted zone.</param>
    /// <param name="loadBalancer">The load balancer.</param>
    /// <param name="options">The records' options.</param>
    public static void Create(string host, Input<string> zoneId, LoadBalancerTarget loadBalancer, CustomResourceOptions options)
    {
        Create($"{host}-record", "A", host, zoneId, loadBalancer, options);
        if (loadBalancer.IsDualStack)
            Create($"{host}-record-ipv6", "AAAA", host, zoneId, loadBalancer, options);
    }

    /// <summary>Creates the records of a host below a load balancer, for a stack whose dashboards may share hosts.</summary>
    /// <param name="host">The host.</param>
    /// <param name="zoneId">The hosted zone.</param>
    /// <param name="loadBalancer">The load balancer.</param>
    public static void Create(string host, Input<string> zoneId, InternalLoadBalancer loadBalancer) =>
        Create(host, zoneId, loadBalancer.Target, new CustomResourceOptions { Parent = loadBalancer });

    private static void Create(
        string name, string type, string host, Input<string> zoneId, LoadBalancerTarget loadBalancer, CustomResourceOptions options) =>
        _ = new Record(name, new RecordArgs
        {
            ZoneId = zoneId,
            Name = host,
            Type = type,
            Aliases =
            {
                new RecordAliasArgs { Name = loadBalancer.DnsName, ZoneId = loadBalancer.ZoneId, EvaluateTargetHealth = true },
            },
        }, options);
}
