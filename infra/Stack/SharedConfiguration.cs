using Pulumi;

namespace FlowerInfra;

/// <summary>The part of a stack's configuration that all its dashboards share: network, cluster, images and broker.</summary>
internal sealed record SharedConfiguration
{
    public required InternalLoadBalancerArgs LoadBalancer { get; init; }

    /// <summary>Stands in for the load balancer until it is created; only its ranges are known.</summary>
    public LoadBalancerReferenceArgs LoadBalancerToBe => new()
    {
        ListenerArn = "",
        SecurityGroupId = "",
        DnsName = "",
        ZoneId = "",
        SubnetCidrBlocks = LoadBalancer.SubnetCidrBlocks,
    };

    public required BrokerArgs Broker { get; init; }

    public required string ClusterName { get; init; }

    public required string ClusterSecurityGroupId { get; init; }

    public required List<string> DeployerRoleArns { get; init; }

    public required string FlowerImage { get; init; }

    public required string GatewayImage { get; init; }

    public required string? HostedZoneId { get; init; }

    public required string? PrometheusNamespace { get; init; }

    /// <summary>Reads the shared keys.</summary>
    /// <param name="reader">The project's configuration.</param>
    public static SharedConfiguration Read(ConfigurationReader reader) => new()
    {
        LoadBalancer = new InternalLoadBalancerArgs
        {
            VpcId = reader.RequireText("vpcId", "Write the id of the VPC, for example vpc-0123456789abcdef0."),
            SubnetIds = reader.RequireTexts("subnetIds", "List the ids of two or more private subnets."),
            SubnetCidrBlocks = reader.RequireTexts("subnetCidrBlocks", "List the range of each of those subnets."),
            VpnCidrBlocks = reader.Texts("vpnCidrBlocks"),
            VpnPrefixListIds = reader.Texts("vpnPrefixListIds"),
            CertificateArn = reader.RequireText("certificateArn", "Write the ARN of the ACM certificate for the host names."),
            TlsPolicy = reader.Text("tlsPolicy"),
            AccessLogsBucket = reader.Text("accessLogsBucket") is { } bucket ? (Input<string>)bucket : null,
            AllowDeletion = reader.Flag("allowDeletion", otherwise: false),
            Tags = new InputMap<string> { ["managed-by"] = "pulumi", ["stack"] = Deployment.Instance.StackName },
        },
        Broker = ReadBroker(reader),
        ClusterName = reader.RequireText("clusterName", "Write the name of the EKS cluster."),
        ClusterSecurityGroupId = reader.RequireText("clusterSecurityGroupId", "Write the id of the cluster's security group."),
        DeployerRoleArns = reader.RequireTexts("deployerRoleArns", "List the ARNs of the roles that deploy and rotate."),
        FlowerImage = reader.RequireText("flowerImage", "Write Flower's image, version 2.1.0 or newer, by digest."),
        GatewayImage = reader.RequireText("gatewayImage", "Write the image of an nginx without root, by digest."),
        HostedZoneId = reader.Text("hostedZoneId"),
        PrometheusNamespace = reader.Text("prometheusNamespace"),
    };

    private static BrokerArgs ReadBroker(ConfigurationReader reader)
    {
        var broker = reader.RequireSection("broker", "Write the broker: { urlSecretArn, securityGroupId, cidrBlocks, port }.");
        var args = new BrokerArgs
        {
            UrlSecretArn = broker?.RequireText("urlSecretArn", "Write the ARN of the secret that holds the broker's URL.") ?? "",
            UrlSecretKmsKeyArn = broker?.Text("urlSecretKmsKeyArn"),
            SecurityGroupId = broker?.RequireText("securityGroupId", "Write the id of the broker's security group.") ?? "",
            CidrBlocks = broker?.RequireTexts("cidrBlocks", "List the ranges of the broker's subnets.") ?? [],
            Port = broker?.Number("port", 6379) ?? 6379,
            CertificateAuthority = broker?.Text("certificateAuthority"),
        };
        broker?.RefuseUnknown();
        return args;
    }
}
