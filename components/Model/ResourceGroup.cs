using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A group of resources inside a component: a component resource of its own in the resource tree, and nothing that anybody
/// could create by itself. It has no class, because packages that serve components to other languages serve every class that
/// derives from <see cref="ComponentResource"/>.
/// </summary>
internal sealed class ResourceGroup
{
    /// <summary>Creates the group.</summary>
    /// <param name="type">The name of the group's type, for example <c>FlowerCredentials</c>.</param>
    /// <param name="name">The group's name; its children are named after it.</param>
    /// <param name="options">The group's options, its parent among them.</param>
    /// <param name="tags">The tags of everything in it that takes tags.</param>
    public ResourceGroup(string type, string name, ComponentResourceOptions options, InputMap<string> tags)
    {
        Name = name;
        Tags = tags;
        Resource = new ComponentResource($"flower-infra:index:{type}", name, options);
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
