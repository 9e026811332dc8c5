using Pulumi;

namespace FlowerInfra;

/// <summary>Which of the VPC's traffic is logged.</summary>
public sealed class VpcFlowLogsArgs : ResourceArgs
{
    /// <summary>The id of the VPC.</summary>
    /// <example>vpc-0a1b2c3d4e5f60718</example>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>
    /// Also logs what the firewalls admit, which shows the way of a break-in. CloudWatch Logs takes about 0.57 $
    /// for each GB, which is hundreds of dollars a month in a busy VPC
    /// (<see href="https://aws.amazon.com/cloudwatch/pricing/"/>). Default: false, only what they refuse.
    /// </summary>
    [Input("allTraffic")]
    public bool? AllTraffic { get; set; }
}
