using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>A broker or a result backend, read and checked.</summary>
internal sealed record Broker
{
    /// <summary>The secret whose whole value is the URL; null where the URL itself is given.</summary>
    public required SuppliedSecret? Url { get; init; }

    /// <summary>The URL, where it is given itself.</summary>
    public Output<string>? GivenUrl { get; init; }

    /// <summary>The ARN of the secret with the URL; empty where the URL itself is given.</summary>
    public Output<string> UrlArn => Url?.Arn ?? Output.Create("");

    /// <summary>The id of its security group.</summary>
    public required Output<string> SecurityGroupId { get; init; }

    /// <summary>Its address ranges, sorted.</summary>
    public required Output<ImmutableArray<CidrBlock>> Ranges { get; init; }

    /// <summary>Its TLS port.</summary>
    public required Output<int> Port { get; init; }

    /// <summary>The authority that signs its certificate, as PEM; null takes the image's public ones.</summary>
    public Output<string>? CertificateAuthority { get; init; }

    /// <summary>Whether Flower sends its control messages where no worker hears them.</summary>
    public bool ReachesNoWorker { get; init; }

    /// <summary>The queues whose tasks go through the topic exchange of a RabbitMQ.</summary>
    public IReadOnlyList<string> TopicQueues { get; init; } = [];

    /// <summary>Whether a result backend is the broker's own server, whose firewall rules serve it too.</summary>
    public bool IsBrokersServer { get; init; }
}
