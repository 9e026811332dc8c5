namespace FlowerInfra;

/// <summary>One Flower instance.</summary>
internal sealed record FlowerSettings
{
    /// <summary>The host name under which people open it.</summary>
    public required HostName Host { get; init; }

    /// <summary>The path below which it lives.</summary>
    public required UrlPrefix Prefix { get; init; }

    /// <summary>For whom it is: viewers' is read-only. Default: viewers.</summary>
    public InstanceRole Role { get; init; } = InstanceRole.Viewer;

    /// <summary>Sign-in with an identity provider; null is HTTP basic authentication from the secret file.</summary>
    public OAuthSettings? OAuth { get; init; }

    /// <summary>Where the state is kept; null keeps none.</summary>
    public PersistenceSettings? Persistence { get; init; }

    /// <summary>How many tasks are kept in memory: 5 to 14 KiB each. Default: 5,000.</summary>
    public int MaxTasks { get; init; } = 5000;

    /// <summary>The port on the loopback address.</summary>
    public int Port { get; init; } = GatewayPorts.Flower;

    /// <summary>The directory of the secret files.</summary>
    public string SecretsDirectory { get; init; } = FlowerSecretFiles.Directory;
}
