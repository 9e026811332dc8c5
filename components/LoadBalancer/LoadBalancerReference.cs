using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// What a load balancer tells the dashboards of other stacks: <see cref="LoadBalancerReferenceArgs.From"/> reads it. In
/// packages for other languages the two are one type, and have the same properties.
/// </summary>
[OutputType]
[SuppressMessage("Design", "CA1051", Justification = "Pulumi writes the read-only fields of an output type, and no properties.")]
public sealed class LoadBalancerReference
{
    /// <summary>The ARN of the HTTPS listener.</summary>
    [Input("listenerArn", required: true)]
    public readonly string ListenerArn;

    /// <summary>The id of the load balancer's security group.</summary>
    [Input("securityGroupId", required: true)]
    public readonly string SecurityGroupId;

    /// <summary>The load balancer's DNS name.</summary>
    [Input("dnsName", required: true)]
    public readonly string DnsName;

    /// <summary>The hosted zone id of that DNS name.</summary>
    [Input("zoneId", required: true)]
    public readonly string ZoneId;

    /// <summary>The part of the load balancer's ARN that CloudWatch's metrics are named by.</summary>
    [Input("arnSuffix")]
    public readonly string ArnSuffix;

    /// <summary>Whether the load balancer has IPv6 addresses too.</summary>
    [Input("isDualStack")]
    public readonly bool IsDualStack;

    /// <summary>The address ranges of the load balancer's subnets.</summary>
    [Input("subnetCidrBlocks", required: true)]
    public readonly string[] SubnetCidrBlocks;

    /// <summary>The VPN ranges that the load balancer admits; empty where prefix lists admit more than is known.</summary>
    [Input("vpnCidrBlocks")]
    public readonly string[] VpnCidrBlocks;

    /// <summary>The identity providers' ranges that the load balancer may send HTTPS to.</summary>
    [Input("identityProviderCidrBlocks")]
    public readonly string[] IdentityProviderCidrBlocks;

    /// <summary>Whether the load balancer may send HTTPS to every address.</summary>
    [Input("allowHttpsToAnyAddress")]
    public readonly bool AllowHttpsToAnyAddress;

    [OutputConstructor]
    internal LoadBalancerReference(
        string listenerArn,
        string securityGroupId,
        string dnsName,
        string zoneId,
        string arnSuffix,
        bool isDualStack,
        ImmutableArray<string> subnetCidrBlocks,
        ImmutableArray<string> vpnCidrBlocks,
        ImmutableArray<string> identityProviderCidrBlocks,
        bool allowHttpsToAnyAddress)
    {
        (ListenerArn, SecurityGroupId, DnsName, ZoneId, ArnSuffix) = (listenerArn, securityGroupId, dnsName, zoneId, arnSuffix);
        (IsDualStack, AllowHttpsToAnyAddress) = (isDualStack, allowHttpsToAnyAddress);
        (SubnetCidrBlocks, VpnCidrBlocks, IdentityProviderCidrBlocks) = ([.. subnetCidrBlocks], [.. vpnCidrBlocks], [.. identityProviderCidrBlocks]);
    }
}
