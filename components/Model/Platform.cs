using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>What the two instances of a dashboard share, read and checked.</summary>
internal sealed record Platform
{
    public required Cluster Cluster { get; init; }

    /// <summary>The load balancer; null where every instance is behind a view of a Django site.</summary>
    public LoadBalancerTarget? LoadBalancer { get; init; }

    public required Output<string> FlowerImage { get; init; }

    public required Output<string> GatewayImage { get; init; }

    public required Output<ImmutableArray<string>> DeployerRoleArns { get; init; }

    /// <summary>An existing key for the secrets; null makes one for each instance.</summary>
    public Output<string>? KmsKeyArn { get; init; }

    public required bool DeliversWithExternalSecrets { get; init; }

    /// <summary>The function that rotates the generated secrets; null without one.</summary>
    public Rotation? Rotation { get; init; }

    public Output<string>? HostedZoneId { get; init; }

    public Output<string>? AlertTopicArn { get; init; }

    public required InputMap<string> Tags { get; init; }
}
