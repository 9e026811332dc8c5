using Pulumi;

namespace FlowerInfra;

/// <summary>The cluster that an instance runs in, read and checked.</summary>
internal sealed record Cluster
{
    public required Output<string> Name { get; init; }

    public required Output<string> VpcId { get; init; }

    /// <summary>The group that the nodes and the cluster's DNS are in.</summary>
    public required Output<string> SecurityGroupId { get; init; }

    /// <summary>The OIDC provider for IRSA; null with EKS Pod Identity.</summary>
    public Output<string>? OidcProviderArn { get; init; }

    public Output<string>? PrometheusNamespace { get; init; }

    public Output<string>? NodeLocalDnsAddress { get; init; }
}
