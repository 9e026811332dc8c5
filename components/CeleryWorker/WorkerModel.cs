using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>The arguments of a <see cref="CeleryWorker"/>, read and checked.</summary>
internal sealed record WorkerModel
{
    public required string Name { get; init; }

    public required string NamespaceName { get; init; }

    public required bool UsesExistingNamespace { get; init; }

    public required Cluster Cluster { get; init; }

    public required Output<string> Image { get; init; }

    /// <summary>The team's application.</summary>
    public required string App { get; init; }

    /// <summary>The words of the worker's command.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>Celery's configuration, the lines for signed messages included.</summary>
    public required Output<string> Configuration { get; init; }

    public required Broker Broker { get; init; }

    public Broker? ResultBackend { get; init; }

    /// <summary>How it signs; null without signing.</summary>
    public MessageSignature? Signature { get; init; }

    /// <summary>The URLs by file that are given themselves.</summary>
    public required SortedDictionary<string, Output<string>> GivenUrls { get; init; }

    /// <summary>The roles that write the secrets with these URLs; empty without any.</summary>
    public required Output<ImmutableArray<string>> DeployerRoleArns { get; init; }

    /// <summary>The ARNs of the other secrets by file, the URLs' included.</summary>
    public required SortedDictionary<string, Output<string>> Secrets { get; init; }

    public required ImmutableArray<Output<string>> SecretKeyArns { get; init; }

    public required Output<ImmutableArray<string>> OtherSecretKeyArns { get; init; }

    public required SortedDictionary<string, Output<string>> Environment { get; init; }

    public required IReadOnlyList<WorkerDestination> Destinations { get; init; }

    public Output<string>? RuntimeClassName { get; init; }

    public required int CpuMillicores { get; init; }

    public required int MemoryMiB { get; init; }

    public required int TemporaryMiB { get; init; }

    public required int GracePeriodSeconds { get; init; }

    public required int Replicas { get; init; }

    /// <summary>How it scales; null keeps the replicas.</summary>
    public QueueScaling? Scaling { get; init; }

    public required bool DeliversWithExternalSecrets { get; init; }

    public Output<string>? AlertTopicArn { get; init; }

    public required InputMap<string> Tags { get; init; }
}

/// <summary>Where a worker may connect to.</summary>
/// <param name="Range">The range.</param>
/// <param name="Port">The port.</param>
/// <param name="Description">What is there.</param>
internal sealed record WorkerDestination(Destination Range, int Port, string Description);

/// <summary>How workers scale.</summary>
/// <param name="MinReplicas">The fewest.</param>
/// <param name="MaxReplicas">The most.</param>
/// <param name="TasksPerReplica">Waiting tasks for each.</param>
/// <param name="TriggerAuthenticationName">With what KEDA reads the queues.</param>
/// <param name="RedisAddress">Redis' host and port; null with RabbitMQ.</param>
internal sealed record QueueScaling(
    int MinReplicas, int MaxReplicas, int TasksPerReplica, Output<string> TriggerAuthenticationName, Output<string>? RedisAddress);
