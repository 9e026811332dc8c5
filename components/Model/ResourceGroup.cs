using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A group of resources inside a component. It is a component resource of its own in the resource tree, and nothing that
/// anybody could create by itself: packages that serve components to other languages take every class for one that derives
/// from <see cref="ComponentResource"/>.
/// </summary>
internal sealed class ResourceGroup
{
    /// <summary>Creates the group.</summary>
    /// <param name="type">The name of the group's type, for example <c>FlowerCredentials</c>.</param>
    /// <param name="name">The group's name; its children are named after it.</param>
    /// <param name="parent">The component or group that it belongs to.</param>
    /// <param name="tags">The tags of everything in it that takes tags.</param>
    /// <param name="dependsOn">What has to be there before the group's first resource.</param>
    public ResourceGroup(string type, string name, Resource parent, InputMap<string>? tags, params Resource[] dependsOn)
    {
        Name = name;
        Tags = tags ?? new InputMap<string>();
        Resource = new ComponentResource(
            $"flower-infra:index:{type}", name, new ComponentResourceOptions { Parent = parent, DependsOn = dependsOn });
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>The group in the resource tree.</summary>
    public ComponentResource Resource { get; }

    /// <summary>The tags of everything in the group that takes tags.</summary>
    public InputMap<string> Tags { get; }

    /// <summary>The options of a child.</summary>
    public CustomResourceOptions Child => new() { Parent = Resource };
}
