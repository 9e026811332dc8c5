namespace FlowerInfra;

/// <summary>How Flower speaks to Celery's broker and result backend.</summary>
internal sealed record FlowerCelerySettings
{
    /// <summary>The certificate authority that signs the broker's certificate; null takes the image's public authorities.</summary>
    public string? BrokerCertificateAuthorityFile { get; init; }

    /// <summary>Whether a broker without TLS is accepted. Default: false.</summary>
    public bool AllowPlaintextBroker { get; init; }

    /// <summary>Whether the secrets hold a result backend's URL, a Redis one. Default: false.</summary>
    public bool HasResultBackend { get; init; }

    /// <summary>Whether a module with the names of the applications' tasks stands beside the file. Default: false.</summary>
    public bool HasTaskStubs { get; init; }

    /// <summary>Whether Flower sends its control messages where no worker hears them. Default: false.</summary>
    public bool ReachesNoWorker { get; init; }

    /// <summary>The queues whose tasks go through the topic exchange of a RabbitMQ. Default: none, Flower sends to the default exchange.</summary>
    public IReadOnlyList<string> TopicQueues { get; init; } = [];

    /// <summary>Whether messages are signed, with a module beside the file that turns it on. Default: false.</summary>
    public bool Signs { get; init; }

    /// <summary>The directory of the secret files.</summary>
    public string SecretsDirectory { get; init; } = FlowerSecretFiles.Directory;
}
