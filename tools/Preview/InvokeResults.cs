namespace FlowerInfra;

/// <summary>
/// The result types of the functions that the components and the program call. A call carries its token only, and looking
/// for the type in the provider's assembly would cost a preview more than everything else.
/// </summary>
internal static class InvokeResults
{
    /// <summary>The result type of a function.</summary>
    /// <param name="token">The function's token.</param>
    /// <exception cref="InvalidOperationException">The function is not in the table.</exception>
    public static Type Of(string token) => token switch
    {
        "aws:ec2/getSecurityGroup:getSecurityGroup" => typeof(Pulumi.Aws.Ec2.GetSecurityGroupResult),
        "aws:ec2/getSubnet:getSubnet" => typeof(Pulumi.Aws.Ec2.GetSubnetResult),
        "aws:ecr/getImage:getImage" => typeof(Pulumi.Aws.Ecr.GetImageResult),
        "aws:eks/getCluster:getCluster" => typeof(Pulumi.Aws.Eks.GetClusterResult),
        "aws:index/getCallerIdentity:getCallerIdentity" => typeof(Pulumi.Aws.GetCallerIdentityResult),
        "aws:index/getPartition:getPartition" => typeof(Pulumi.Aws.GetPartitionResult),
        "aws:index/getRegion:getRegion" => typeof(Pulumi.Aws.GetRegionResult),
        _ => throw new InvalidOperationException(
            $"The preview does not know what {token} answers: add its result type to {nameof(InvokeResults)}."),
    };
}
