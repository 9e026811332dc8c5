using Pulumi;

namespace FlowerInfra;

/// <summary>What the parts of one <see cref="EncryptedState"/> share.</summary>
/// <param name="Name">The component's name.</param>
/// <param name="Args">Its arguments, validated.</param>
/// <param name="Account">Where it is deployed.</param>
/// <param name="Parent">The component.</param>
/// <param name="Deployer">What every resource waits for: <see cref="DeployerCheck"/>.</param>
internal sealed record StateScope(string Name, EncryptedStateArgs Args, AwsAccount Account, Resource Parent, InputList<Resource> Deployer)
{
    /// <summary>The options of what can be made again.</summary>
    public CustomResourceOptions Child => new() { Parent = Parent, DependsOn = Deployer };

    /// <summary>The options of what holds data, or without which data can't be read: protected.</summary>
    public CustomResourceOptions Data => new() { Parent = Parent, DependsOn = Deployer, Protect = !Args.AllowDeletion };

    /// <summary>The tags.</summary>
    public InputMap<string> Tags => Args.Tags ?? new InputMap<string>();

    /// <summary>The claim's name and, with the namespace, what the cluster-wide objects are named after.</summary>
    public string ClaimName => Name;

    /// <summary>A name that is unique in the cluster, because the claim is unique in its namespace.</summary>
    public Output<string> ClusterName => Output.Format($"{Args.Namespace!}-{Name}");
}
