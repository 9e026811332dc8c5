using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>One resource of a plan.</summary>
public sealed record PlanResource
{
    /// <summary>The URN that the engine gives it, with the whole chain of parent types.</summary>
    public required string Urn { get; init; }

    /// <summary>The type token, for example <c>aws:lb/loadBalancer:LoadBalancer</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The name in the program.</summary>
    public required string Name { get; init; }

    /// <summary>The parent's URN, or null for a child of the stack.</summary>
    public string? Parent { get; init; }

    /// <summary>
    /// The URN of the explicit provider that it goes to; null when it goes to its package's default one, or is a component
    /// or a provider itself. No part of the JSON plan, whose controls have judged it.
    /// </summary>
    public string? Provider { get; init; }

    /// <summary>The URNs that it names in <c>DependsOn</c>, sorted. What its inputs refer to stands in the inputs.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Whether the engine refuses to delete it; inherited from the parent.</summary>
    public bool Protect { get; init; }

    /// <summary>
    /// The URNs by which the engine may know it from before, sorted: its own aliases, and those that it has from its parents'.
    /// </summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The inputs whose change replaces it by the program's wish, sorted; the provider has rules of its own.</summary>
    public IReadOnlyList<string> ReplaceOnChanges { get; init; } = [];

    /// <summary>Whether a replacement deletes the old one first.</summary>
    public bool DeleteBeforeReplace { get; init; }

    /// <summary>Whether the engine forgets it in place of deleting it.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>Whether it is a component: a group of resources without one of its own.</summary>
    public bool Component { get; init; }

    /// <summary>The names of the inputs that are secret, sorted. Their value is <see cref="Plan.Secret"/>.</summary>
    public IReadOnlyList<string> SecretInputs { get; init; } = [];

    /// <summary>The inputs under the provider's names.</summary>
    public JsonObject Inputs { get; init; } = [];
}
