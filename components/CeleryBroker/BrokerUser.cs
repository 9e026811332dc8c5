using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>A broker's user, read and checked.</summary>
internal sealed record BrokerUser
{
    /// <summary>The name with which it logs in.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="BrokerRole"/>.</summary>
    public required string Role { get; init; }

    /// <summary>The queues that it has to do with, sorted; at least one.</summary>
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>Whether results are kept at the broker.</summary>
    public bool HasResults { get; init; } = true;

    /// <summary>Whether it takes part in chords.</summary>
    public bool Chords { get; init; }

    /// <summary>Whether a worker talks to other workers.</summary>
    public bool MingleAndGossip { get; init; }

    /// <summary>Whether an administrator may abort tasks, which takes the right to write results.</summary>
    public bool AbortTasks { get; init; }

    /// <summary>The roles that read its URL.</summary>
    public Output<ImmutableArray<string>> ReaderRoleArns { get; init; } = Output.Create(ImmutableArray<string>.Empty);
}
