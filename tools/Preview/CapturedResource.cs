using System.Text.Json.Nodes;
using Pulumi;

namespace FlowerInfra;

/// <summary>One resource as the program registered it, with the options that mocks don't see.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Args">Its args after all transformations.</param>
/// <param name="Options">Its options after all transformations.</param>
/// <param name="Parent">Its parent, or null for a child of the stack.</param>
public sealed record CapturedResource(Resource Resource, ResourceArgs Args, ResourceOptions Options, CapturedResource? Parent)
{
    /// <summary>The engine's URN.</summary>
    public required string Urn { get; init; }

    /// <summary>The type token.</summary>
    public string Type => Resource.GetResourceType();

    /// <summary>The name in the program.</summary>
    public string Name => Resource.GetResourceName();

    /// <summary>The types from the outermost component to this resource, as they stand in its children's URNs.</summary>
    public string TypeChain => Parent is null ? Type : $"{Parent.TypeChain}${Type}";

    /// <summary>Whether the engine refuses to delete it; a child takes its parent's answer when it gives none.</summary>
    public bool Protect => Options.Protect ?? Parent?.Protect ?? false;

    /// <summary>The outputs that the provider's schema or the program declares secret.</summary>
    public IEnumerable<string> SecretOutputs => Options is CustomResourceOptions custom ? custom.AdditionalSecretOutputs : [];

    /// <summary>The URN of its explicit provider, once the resource is registered.</summary>
    internal string? Provider { get; set; }

    /// <summary>The inputs with secrets masked, once the resource is registered.</summary>
    internal JsonObject Inputs { get; set; } = [];

    /// <summary>The names of the masked inputs.</summary>
    internal SortedSet<string> SecretInputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The URNs named in <c>DependsOn</c>, once the resource is registered.</summary>
    internal SortedSet<string> DependsOn { get; } = new(StringComparer.Ordinal);
}
