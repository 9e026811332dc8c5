using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A file system of its own that every availability zone reaches, so that Flower starts in another zone when its own
/// fails. Costs more than <see cref="EbsStorageArgs"/> and saves more slowly.
/// </summary>
public sealed partial class EfsStorageArgs : ResourceArgs
{
    /// <summary>
    /// The id of the cluster's VPC. Required, but on a <see cref="FlowerDashboard"/>, whose cluster's is the default.
    /// </summary>
    /// <example>vpc-0a1b2c3d4e5f60718</example>
    [Input("vpcId")]
    public Input<string>? VpcId { get; set; }

    /// <summary>
    /// The ids of private subnets (EFS.6), one in each availability zone in which Flower may run, each under a name of its own
    /// such as <c>eu-west-1a</c>. Plain: each name becomes a mount target's.
    /// </summary>
    /// <example>{"eu-west-1a": "subnet-0a1b2c3d4e5f60718", "eu-west-1b": "subnet-0a1b2c3d4e5f60719"}</example>
    [Input("subnetIds", required: true)]
    public required Dictionary<string, Input<string>> SubnetIds { get; set; }

    /// <summary>
    /// The id of the nodes' security group. The node mounts the file system, because the EFS CSI driver runs in the node's network.
    /// A security group of the pod's would admit nothing.
    /// </summary>
    /// <example>sg-0a1b2c3d4e5f60718</example>
    [Input("nodeSecurityGroupId", required: true)]
    public required Input<string> NodeSecurityGroupId { get; set; }

    /// <summary>
    /// The ARN of the role of the EFS CSI driver's node pods (<c>efs-csi-node-sa</c>), the only one that the file
    /// system's policy lets mount.
    /// </summary>
    /// <example>arn:aws:iam::123456789012:role/efs-csi-node</example>
    [Input("efsCsiRoleArn", required: true)]
    public required Input<string> EfsCsiRoleArn { get; set; }

    internal EfsModel Read(ArgumentReader reader)
    {
        reader.Require(
            SubnetIds.Count > 0, "subnetIds", null, "no subnet is named",
            "Name a private subnet for each availability zone in which Flower may run.");
        var subnets = new SortedDictionary<string, Output<string>>(StringComparer.Ordinal);
        foreach (var (name, subnet) in SubnetIds.OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            reader.Require(
                Name().IsMatch(name), $"subnetIds.{name}", name, "is not a name for a mount target", "Write the availability zone, such as eu-west-1a.");
            // A subnet lies in one zone, and EFS takes one mount target in each.
            var id = Output.Tuple(reader.At("subnetIds").Text(name, subnet, TextRule.Subnet), Output.All(subnets.Values));
            subnets[name] = reader.Check(id, (it, faults) => faults.Require(
                !it.Item2.Contains(it.Item1), reader.Key($"subnetIds.{name}"), it.Item1, "is named twice", "Name a subnet of each zone."))
                .Apply(it => it.Item1);
        }

        return new EfsModel(
            VpcId?.ToOutput(), subnets, NodeSecurityGroupId.ToOutput(), reader.Text("efsCsiRoleArn", EfsCsiRoleArn, TextRule.Role));
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")]
    private static partial Regex Name();
}
