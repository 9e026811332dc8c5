using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A file system of its own that every availability zone reaches, so that Flower starts in another zone when its own
/// fails. Costs more than <see cref="EbsStorage"/> and saves more slowly.
/// </summary>
public sealed class EfsStorage : StateStorage
{
    /// <summary>The id of the cluster's VPC.</summary>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>The ids of private subnets (EFS.6), one in each availability zone in which Flower may run.</summary>
    [Input("subnetIds", required: true)]
    public required List<string> SubnetIds { get; set; }

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
    public required string EfsCsiRoleArn { get; set; }

    internal override void Validate(ArgumentFaults faults, string path, EncryptedStateArgs args)
    {
        faults.Require(
            SubnetIds.Count > 0, $"{path}subnetIds", null, "no subnet is named",
            "Name a private subnet in each availability zone in which Flower may run.");
        FlowerInfra.SubnetIds.Validate(faults, $"{path}subnetIds", SubnetIds);
        faults.Require(
            ArnPatterns.Role().IsMatch(EfsCsiRoleArn), $"{path}efsCsiRoleArn", EfsCsiRoleArn,
            "is not the ARN of an IAM role", "Give an ARN such as arn:aws:iam::123456789012:role/efs-csi-node.");
    }
}
