using Pulumi;

namespace FlowerInfra;

/// <summary>The way from the gateway to a Django site: to pods in the cluster, or to ranges.</summary>
/// <param name="Port">The port that the firewalls admit.</param>
internal sealed record DjangoAccess(Output<int> Port)
{
    /// <summary>The ranges; empty with pods.</summary>
    public IReadOnlyList<Destination> Ranges { get; init; } = [];

    /// <summary>The pods' namespace; null with ranges.</summary>
    public string? Namespace { get; init; }

    /// <summary>The labels of the pods, sorted; empty with ranges.</summary>
    public IReadOnlyList<(string Name, Output<string> Value)> Labels { get; init; } = [];

    /// <summary>The pods' security group; null takes the cluster's.</summary>
    public Output<string>? SecurityGroupId { get; init; }
}
