using Pulumi;

namespace FlowerInfra;

/// <summary>The part of a stack's configuration that all its dashboards share: network, cluster, images and broker.</summary>
internal sealed record SharedConfiguration
{
    public required InternalLoadBalancerArgs LoadBalancer { get; init; }

    public required BrokerArgs Broker { get; init; }

    public required BrokerArgs? ResultBackend { get; init; }

    public required string ClusterName { get; init; }

    public required string ClusterSecurityGroupId { get; init; }

    public required List<string> DeployerRoleArns { get; init; }

    public required string FlowerImage { get; init; }

    public required string GatewayImage { get; init; }

    public required bool AllowImagesByTag { get; init; }

    public required string? HostedZoneId { get; init; }

    public required string? PrometheusNamespace { get; init; }

    public required string? NodeLocalDnsAddress { get; init; }

    public required string? KmsKeyArn { get; init; }

    public required string? OidcProviderArn { get; init; }

    public required bool DeliverWithExternalSecrets { get; init; }

    public required string? RotationLambdaArn { get; init; }

    public required string? RotationRoleArn { get; init; }

    public required int RotateAfterDays { get; init; }

    /// <summary>Stands in for the load balancer until it is created; only its ranges are known.</summary>
    public LoadBalancerReferenceArgs LoadBalancerToBe => new()
    {
        ListenerArn = "",
        SecurityGroupId = "",
        DnsName = "",
        ZoneId = "",
        SubnetCidrBlocks = LoadBalancer.SubnetCidrBlocks,
    };

    /// <summary>Reads the shared keys.</summary>
    /// <param name="reader">The project's configuration.</param>
    /// <param name="target">Where the stack belongs.</param>
    public static SharedConfiguration Read(ConfigurationReader reader, DeploymentTarget target) => new()
    {
        LoadBalancer = ReadLoadBalancer(reader, target),
        Broker = BrokerConfiguration.Read(reader.RequireSection("broker", "Write the broker: { urlSecretArn, securityGroupId, cidrBlocks, port }."))
            // Stands where the configuration has a fault, which stops everything before it is used, and has no other.
            ?? new BrokerArgs { UrlSecretArn = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:none-000000", SecurityGroupId = "", CidrBlocks = ["10.0.0.0/8"] },
        ResultBackend = BrokerConfiguration.Read(reader.Section("resultBackend")),
        ClusterName = target.ClusterName,
        ClusterSecurityGroupId = reader.RequireText("clusterSecurityGroupId", "Write the id of the cluster's security group.", ValueRule.SecurityGroup),
        DeployerRoleArns = reader.RequireTexts("deployerRoleArns", "List the ARNs of the roles that deploy."),
        FlowerImage = reader.RequireText("flowerImage", "Write Flower's image, version 2.1.0 or newer, by digest."),
        GatewayImage = reader.RequireText("gatewayImage", "Write the image of an nginx without root, by digest."),
        AllowImagesByTag = reader.Flag("allowImagesByTag", otherwise: false),
        HostedZoneId = reader.Text("hostedZoneId", ValueRule.HostedZone),
        PrometheusNamespace = reader.Text("prometheusNamespace", ValueRule.KubernetesName),
        NodeLocalDnsAddress = reader.Text("nodeLocalDnsAddress"),
        KmsKeyArn = reader.Text("kmsKeyArn", ValueRule.Key),
        OidcProviderArn = reader.Text("oidcProviderArn"),
        DeliverWithExternalSecrets = reader.Flag("deliverWithExternalSecrets", otherwise: false),
        RotationLambdaArn = reader.Text("rotationLambdaArn", ValueRule.Lambda),
        RotationRoleArn = reader.Text("rotationRoleArn"),
        RotateAfterDays = reader.Number("rotateAfterDays", 30),
    };

    private static InternalLoadBalancerArgs ReadLoadBalancer(ConfigurationReader reader, DeploymentTarget target) => new()
    {
        VpcId = reader.RequireText("vpcId", "Write the id of the VPC, for example vpc-0123456789abcdef0.", ValueRule.Vpc),
        SubnetIds = reader.RequireTexts("subnetIds", "List the ids of two or more private subnets."),
        SubnetCidrBlocks = reader.RequireTexts("subnetCidrBlocks", "List the range of each of those subnets."),
        VpnCidrBlocks = reader.Texts("vpnCidrBlocks"),
        VpnPrefixListIds = reader.Texts("vpnPrefixListIds"),
        CertificateArn = reader.Text("certificateArn"),
        IssuedCertificate = ReadIssuedCertificate(reader.Section("issuedCertificate")),
        Region = target.Region.Length > 0 ? target.Region : null,
        TlsPolicy = reader.Text("tlsPolicy"),
        AccessLogsBucket = reader.Text("accessLogsBucket", ValueRule.Bucket) is { } bucket ? (Input<string>)bucket : null,
        WebAclArn = reader.Text("webAclArn", ValueRule.WebAcl) is { } acl ? (Input<string>)acl : null,
        RequestsPerFiveMinutes = reader.Number("requestsPerFiveMinutes", InternalLoadBalancerArgs.DefaultRequestsPerFiveMinutes),
        UsersBehindOneAddress = reader.Number("usersBehindOneAddress", 1),
        WithoutWebAcl = reader.Flag("withoutWebAcl", otherwise: false),
        AllowDeletion = reader.Flag("allowDeletion", otherwise: false),
        Tags = new InputMap<string> { ["managed-by"] = "pulumi", ["stack"] = Deployment.Instance.StackName },
    };

    private static IssuedCertificateArgs? ReadIssuedCertificate(ConfigurationReader? reader)
    {
        if (reader is null)
            return null;
        var args = new IssuedCertificateArgs
        {
            DomainNames = reader.RequireTexts("domainNames", "List the dashboards' hosts."),
            ValidationZoneId = reader.RequireText("validationZoneId", "Write the id of the public hosted zone of those names.", ValueRule.HostedZone),
        };
        reader.RefuseUnknown();
        return args;
    }
}
