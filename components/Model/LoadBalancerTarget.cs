using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>The load balancer that a dashboard stands behind, read and checked.</summary>
internal sealed record LoadBalancerTarget
{
    public required Output<string> ListenerArn { get; init; }

    public required Output<string> SecurityGroupId { get; init; }

    public required Output<string> DnsName { get; init; }

    public required Output<string> ZoneId { get; init; }

    /// <summary>What CloudWatch's metrics name the load balancer by; null where nothing is measured.</summary>
    public Output<string>? ArnSuffix { get; init; }

    public required bool IsDualStack { get; init; }

    /// <summary>The ranges of its subnets.</summary>
    public required Output<ImmutableArray<CidrBlock>> SubnetRanges { get; init; }

    /// <summary>The VPN ranges that it admits; null or empty where they are not known.</summary>
    public Output<ImmutableArray<CidrBlock>>? VpnRanges { get; init; }

    /// <summary>The identity providers' ranges that it may send HTTPS to; null where they are not known.</summary>
    public Output<ImmutableArray<string>>? Providers { get; init; }

    /// <summary>Whether it may send HTTPS to every address.</summary>
    public required Output<bool> ReachesAnyAddress { get; init; }
}
