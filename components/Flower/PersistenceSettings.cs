namespace FlowerInfra;

/// <summary>Where Flower keeps its state over a restart.</summary>
internal sealed record PersistenceSettings
{
    /// <summary>The state's file, on a volume that nobody else mounts: a planted one runs code, and it holds task arguments.</summary>
    public required string DatabaseFile { get; init; }

    /// <summary>How often the state is saved, in seconds: SIGKILL loses what came later. Default: 60.</summary>
    public int SaveIntervalSeconds { get; init; } = 60;
}
