using Pulumi;

namespace FlowerInfra;

/// <summary>Which of the VPC's traffic is logged.</summary>
public sealed class VpcFlowLogsArgs : ResourceArgs
{
    /// <summary>The id of the VPC.</summary>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>Logs only what a firewall refused, which costs less and shows no successful break-in. Default: false.</summary>
    [Input("rejectedTrafficOnly")]
    public bool RejectedTrafficOnly { get; set; }
}
