namespace FlowerInfra.Tests.Stacks;

/// <summary>What a deployment does with one object of the cluster.</summary>
/// <param name="Name">The object's name in the program.</param>
/// <param name="Operation">The operation, as <c>update</c> or <c>replace, the old one first</c>.</param>
/// <param name="Refusal">Who stops it and why, or null when it works.</param>
internal sealed record KubernetesChange(string Name, string Operation, string? Refusal)
{
    public override string ToString() => Refusal is null ? $"{Name}: {Operation}" : $"{Name}: {Operation}, but {Refusal}";
}
