using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A file system of its own that every availability zone reaches, so that Flower starts in another zone when its own
/// fails. Costs more than <see cref="EbsStorageArgs"/> and saves more slowly.
/// </summary>
public sealed partial class EfsStorageArgs : ResourceArgs
{
    /// <summary>The id of the cluster's VPC.</summary>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>
    /// The ids of private subnets (EFS.6) by availability zone, for example <c>eu-west-1a</c>: one for each zone in which Flower
    /// may run. Plain: each zone has a mount target of its own; its subnet may be an output.
    /// </summary>
    [Input("subnetIds", required: true)]
    public required Dictionary<string, Input<string>> SubnetIds { get; set; }

    /// <summary>
    /// The id of the nodes' security group. It is the node that mounts: the EFS CSI driver runs in the node's network,
    /// so that a security group of the pod's own would admit nothing.
    /// </summary>
    [Input("nodeSecurityGroupId", required: true)]
    public required Input<string> NodeSecurityGroupId { get; set; }

    /// <summary>
    /// The ARN of the role of the EFS CSI driver's node pods (<c>efs-csi-node-sa</c>), the only one that the file
    /// system's policy lets mount.
    /// </summary>
    [Input("efsCsiRoleArn", required: true)]
    public required Input<string> EfsCsiRoleArn { get; set; }

    internal EfsModel Read(ArgumentReader reader)
    {
        reader.Require(
            SubnetIds.Count > 0, "subnetIds", null, "no subnet is named",
            "Name a private subnet for each availability zone in which Flower may run.");
        var subnets = new SortedDictionary<string, Output<string>>(StringComparer.Ordinal);
        foreach (var (zone, subnet) in SubnetIds)
        {
            reader.Require(
                Zone().IsMatch(zone), $"subnetIds.{zone}", zone, "is not an availability zone", "Write a name such as eu-west-1a.");
            subnets[zone] = reader.At("subnetIds").Text(zone, subnet, TextRule.Subnet);
        }

        return new EfsModel(
            VpcId.ToOutput(), subnets, NodeSecurityGroupId.ToOutput(), reader.Text("efsCsiRoleArn", EfsCsiRoleArn, TextRule.Role));
    }

    [GeneratedRegex(@"^[a-z]{2,}(-[a-z0-9]+)*-[0-9]+[a-z]\z")]
    private static partial Regex Zone();
}
