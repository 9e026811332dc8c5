using Pulumi;
using Pulumi.Aws;

namespace FlowerInfra;

/// <summary>Where a component is deployed: what its policies need to name principals and services.</summary>
internal sealed class AwsAccount
{
    /// <summary>Asks the provider of the component that the answer is for.</summary>
    /// <param name="parent">The component, whose provider answers.</param>
    public AwsAccount(Resource parent)
    {
        var options = new InvokeOptions { Parent = parent };
        Id = GetCallerIdentity.Invoke(options: options).Apply(identity => identity.AccountId);
        Partition = GetPartition.Invoke(options: options).Apply(partition => partition.Partition);
        Region = GetRegion.Invoke(options: options).Apply(region => region.Region);
    }

    /// <summary>The ARN that stands in policies for the account as a whole.</summary>
    public Output<string> RootArn => Output.Format($"arn:{Partition}:iam::{Id}:root");

    /// <summary>The account's id: twelve digits.</summary>
    public Output<string> Id { get; }

    /// <summary>The partition: <c>aws</c>, <c>aws-us-gov</c> or <c>aws-cn</c>.</summary>
    public Output<string> Partition { get; }

    /// <summary>The region, for example <c>eu-west-1</c>.</summary>
    public Output<string> Region { get; }
}
