using Pulumi;

namespace FlowerInfra;

/// <summary>The web ACL in front of the load balancer.</summary>
internal sealed class LoadBalancerFirewallArgs : ResourceArgs
{
    /// <summary>The VPN's ranges.</summary>
    public required IReadOnlyList<CidrBlock> CidrBlocks { get; set; }

    /// <summary>Whether prefix lists admit clients whose ranges are not known here.</summary>
    [Input("allowsOtherSources")]
    public bool AllowsOtherSources { get; set; }

    /// <summary>Requests that one address may send in five minutes.</summary>
    [Input("requestsPerFiveMinutes", required: true)]
    public required int RequestsPerFiveMinutes { get; set; }

    /// <summary>The key that encrypts the log, or null for CloudWatch's own.</summary>
    [Input("logKmsKeyArn")]
    public Input<string>? LogKmsKeyArn { get; set; }

    /// <summary>Tags for everything that takes tags.</summary>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
