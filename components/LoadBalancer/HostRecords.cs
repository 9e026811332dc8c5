using Pulumi;
using Pulumi.Aws.Route53;
using Pulumi.Aws.Route53.Inputs;

namespace FlowerInfra;

/// <summary>
/// Hosts' DNS records, aliases of the load balancer. They have the host's name and not the dashboard's: Pulumi creates
/// before it deletes, and Route 53 refuses a second record of one name and type, so that a renamed dashboard would fail.
/// </summary>
/// <param name="Hosts">The hosts, sorted, each once.</param>
/// <param name="ZoneId">The hosted zone; null without hosts.</param>
internal sealed record HostRecords(IReadOnlyList<HostName> Hosts, Output<string>? ZoneId)
{
    /// <summary>Reads the two arguments of a load balancer.</summary>
    /// <param name="reader">Reads the arguments around them.</param>
    /// <param name="hostNames">The hosts as given.</param>
    /// <param name="hostedZoneId">The hosted zone as given.</param>
    public static HostRecords Read(ArgumentReader reader, List<string>? hostNames, Input<string>? hostedZoneId)
    {
        var hosts = reader.PlainList<HostName>("hostNames", hostNames, HostName.TryParse);
        reader.Require(
            hosts.Count == 0 || hostedZoneId is not null, "hostedZoneId", null, "is missing, in which hostNames get their records",
            "Give the id of the private hosted zone, or leave hostNames out.");
        return new HostRecords(
            [.. hosts.Distinct().OrderBy(host => host.ToString(), StringComparer.Ordinal)],
            reader.OptionalText("hostedZoneId", hostedZoneId, TextRule.HostedZone));
    }

    /// <summary>Creates the records of all hosts.</summary>
    /// <param name="loadBalancer">The load balancer.</param>
    /// <param name="options">The records' options.</param>
    public void Create(LoadBalancerTarget loadBalancer, CustomResourceOptions options)
    {
        foreach (var host in Hosts)
            Create(host.ToString(), ZoneId!, loadBalancer, options);
    }

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
