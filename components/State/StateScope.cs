using Pulumi;

namespace FlowerInfra;

/// <summary>What the parts of one <see cref="EncryptedState"/> share.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Model">Its arguments, read and checked.</param>
/// <param name="Account">Where it is deployed.</param>
/// <param name="Parent">The group.</param>
/// <param name="Deployer">What every resource waits for: <see cref="DeployerCheck"/>.</param>
internal sealed record StateScope(string Name, StateModel Model, AwsAccount Account, Resource Parent, InputList<Resource> Deployer)
{
    /// <summary>The options of what can be made again.</summary>
    public CustomResourceOptions Child => new() { Parent = Parent, DependsOn = Deployer };

    /// <summary>
    /// The options of what holds data, or without which data can't be read. Two decisions delete it: protection stops the
    /// deployment, and who lifts it has Pulumi forget the resource, which stays.
    /// </summary>
    public CustomResourceOptions Data => new()
    {
        Parent = Parent,
        DependsOn = Deployer,
        Protect = !Model.AllowsDeletion,
        RetainOnDelete = !Model.AllowsDeletion,
    };

    /// <summary>The tags.</summary>
    public InputMap<string> Tags => Model.Tags;

    /// <summary>
    /// The claim's name. It says what the state is stored on, because no claim changes from one kind to the other: the API
    /// server refuses that, and deleting the old claim waits for the pod that uses it.
    /// </summary>
    public string ClaimName => $"{Name}-{(Model.Efs is not null ? "efs" : "ebs")}";

    /// <summary>The name of what is in no namespace; unique in the cluster, because the claim is unique in its namespace.</summary>
    public Output<string> ClusterWideName => Output.Format($"{Model.Namespace}-{Name}");

    /// <summary>
    /// What the volume's tag says. AWS Backup selects by tags in a whole account and region, where other stacks and clusters
    /// have namespaces and dashboards of the same names.
    /// </summary>
    public Output<string> TagValue => Output.Format($"{Deployment.Instance.StackName}/{Model.ClusterName}/{Model.Namespace}/{Name}");
}
