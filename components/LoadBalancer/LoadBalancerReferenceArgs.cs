using Pulumi;

namespace FlowerInfra;

/// <summary>
/// What a dashboard needs of the load balancer that it shares: <see cref="InternalLoadBalancer.Reference"/> gives it.
/// Plain outputs, not the resource, because components of packages can't pass resources to each other.
/// </summary>
public sealed class LoadBalancerReferenceArgs : ResourceArgs
{
    /// <summary>The ARN of the HTTPS listener.</summary>
    [Input("listenerArn", required: true)]
    public required Input<string> ListenerArn { get; set; }

    /// <summary>The id of the load balancer's security group.</summary>
    [Input("securityGroupId", required: true)]
    public required Input<string> SecurityGroupId { get; set; }

    /// <summary>The load balancer's DNS name, to which the dashboard's record points.</summary>
    [Input("dnsName", required: true)]
    public required Input<string> DnsName { get; set; }

    /// <summary>The hosted zone id of that DNS name.</summary>
    [Input("zoneId", required: true)]
    public required Input<string> ZoneId { get; set; }

    /// <summary>The part of the load balancer's ARN that CloudWatch's metrics are named by; alarms need it.</summary>
    [Input("arnSuffix")]
    public Input<string>? ArnSuffix { get; set; }

    /// <summary>Whether the load balancer has IPv6 addresses too, so that the host gets a record for them. Default: false.</summary>
    [Input("isDualStack")]
    public bool IsDualStack { get; set; }

    /// <summary>The address ranges of the load balancer's subnets.</summary>
    [Input("subnetCidrBlocks", required: true)]
    public required List<string> SubnetCidrBlocks { get; set; }

    /// <summary>
    /// The identity providers' ranges that the load balancer may send HTTPS to, with which those of a dashboard's
    /// <see cref="LoadBalancerOidc"/> are compared. Default: null, for a load balancer of which they are not known here.
    /// </summary>
    [Input("identityProviderCidrBlocks")]
    public List<string>? IdentityProviderCidrBlocks { get; set; }

    /// <summary>Whether the load balancer may send HTTPS to every address. Default: false.</summary>
    [Input("allowHttpsToAnyAddress")]
    public bool AllowHttpsToAnyAddress { get; set; }
}
