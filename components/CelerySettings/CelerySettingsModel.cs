using Pulumi;

namespace FlowerInfra;

/// <summary>The Celery settings of a team's own code, read and checked.</summary>
internal sealed record CelerySettingsModel
{
    /// <summary>Whether they are workers'.</summary>
    public required bool IsWorker { get; init; }

    /// <summary>The namespace of the ConfigMap; null for none.</summary>
    public Output<string>? NamespaceName { get; init; }

    /// <summary>Whether the broker is a RabbitMQ.</summary>
    public bool IsRabbitMq { get; init; }

    /// <summary>The queues; what names none goes to the first.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [QueueNames.Default];

    /// <summary>Whether results are kept.</summary>
    public bool HasResults { get; init; } = true;

    /// <summary>The directory of the secret files.</summary>
    public string SecretsDirectory { get; init; } = WorkerFiles.SecretsDirectory;

    /// <summary>The directory of these settings.</summary>
    public string Directory { get; init; } = WorkerFiles.Directory;

    /// <summary>The authority that signs the broker's certificate; null takes the image's public ones.</summary>
    public Output<string>? CertificateAuthority { get; init; }

    /// <summary>For how many seconds a task may run.</summary>
    public int LongestTaskSeconds { get; init; } = 1800;

    /// <summary>How many tasks a process takes ahead of time.</summary>
    public int Prefetch { get; init; } = 1;

    /// <summary>Whether tasks send events.</summary>
    public bool SendsEvents { get; init; } = true;
}
