using Pulumi;

namespace FlowerInfra;

/// <summary>The way from the load balancer to one Flower instance.</summary>
internal sealed class LoadBalancerRouteArgs : ResourceArgs
{
    /// <summary>The load balancer.</summary>
    [Input("loadBalancer", required: true)]
    public required LoadBalancerReferenceArgs LoadBalancer { get; set; }

    /// <summary>The id of the VPC.</summary>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>The host name that the rule admits.</summary>
    [Input("host", required: true)]
    public required string Host { get; set; }

    /// <summary>The path patterns that the rule admits: <c>/flower</c>, which the gateway redirects, and <c>/flower/*</c>.</summary>
    [Input("pathPatterns", required: true)]
    public required List<string> PathPatterns { get; set; }

    /// <summary>The source ranges that the rule admits; empty when only prefix lists limit the source.</summary>
    [Input("sourceCidrBlocks", required: true)]
    public required List<string> SourceCidrBlocks { get; set; }

    /// <summary>The sign-in at the load balancer; null when Flower itself asks.</summary>
    [Input("oidc")]
    public LoadBalancerOidc? Oidc { get; set; }

    /// <summary>The namespace of the Service.</summary>
    [Input("namespace", required: true)]
    public required Input<string> Namespace { get; set; }

    /// <summary>The name of the Service.</summary>
    [Input("serviceName", required: true)]
    public required Input<string> ServiceName { get; set; }

    /// <summary>The hosted zone for the host's record, or null when the record is made elsewhere.</summary>
    [Input("hostedZoneId")]
    public Input<string>? HostedZoneId { get; set; }

    /// <summary>A certificate for the host that the listener does not have yet, or null.</summary>
    [Input("certificateArn")]
    public string? CertificateArn { get; set; }

    /// <summary>The topic that hears when the instance is unhealthy, or null.</summary>
    [Input("alertTopicArn")]
    public Input<string>? AlertTopicArn { get; set; }

    /// <summary>Tags for everything that takes tags.</summary>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
