using Pulumi;
using Pulumi.Aws.Eks;

namespace FlowerInfra;

/// <summary>What EKS knows about a cluster.</summary>
/// <param name="VpcId">The id of its VPC.</param>
/// <param name="SecurityGroupId">The id of its own security group.</param>
internal sealed record ClusterFacts(Output<string> VpcId, Output<string> SecurityGroupId)
{
    /// <summary>For a check of arguments that asks nobody.</summary>
    public static ClusterFacts Unknown { get; } = new(
        Pulumi.Utilities.OutputUtilities.CreateUnknown(""), Pulumi.Utilities.OutputUtilities.CreateUnknown(""));

    /// <summary>Asks EKS.</summary>
    /// <param name="clusterName">The cluster's name.</param>
    /// <param name="parent">The component whose provider is asked.</param>
    public static ClusterFacts Of(Output<string> clusterName, Resource parent)
    {
        var settings = GetCluster.Invoke(new GetClusterInvokeArgs { Name = clusterName }, new InvokeOptions { Parent = parent })
            .Apply(cluster => cluster.VpcConfig);
        return new ClusterFacts(settings.Apply(it => it.VpcId), settings.Apply(it => it.ClusterSecurityGroupId));
    }
}
