using Pulumi;

namespace FlowerInfra;

/// <summary>What the parts of one <see cref="CeleryBroker"/> share.</summary>
/// <param name="Name">The component's name.</param>
/// <param name="Model">Its arguments, read and checked.</param>
/// <param name="Parent">The component.</param>
/// <param name="Deployer">What every resource waits for: <see cref="DeployerCheck"/>.</param>
internal sealed record BrokerScope(string Name, CeleryBrokerModel Model, Resource Parent, InputList<Resource> Deployer)
{
    /// <summary>The options of what can be made again.</summary>
    public CustomResourceOptions Child => new() { Parent = Parent, DependsOn = Deployer };

    /// <summary>The options of what holds messages, or without which they can't be read: protected.</summary>
    public CustomResourceOptions Data => new() { Parent = Parent, DependsOn = Deployer, Protect = !Model.AllowsDeletion };

    /// <summary>The tags.</summary>
    public InputMap<string> Tags => Model.Tags;
}
