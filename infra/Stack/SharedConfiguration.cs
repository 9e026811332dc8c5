using Pulumi;

namespace FlowerInfra;

/// <summary>The part of a stack's configuration that all its dashboards share: network, cluster, images and broker.</summary>
internal sealed record SharedConfiguration
{
    public required InternalLoadBalancerArgs LoadBalancer { get; init; }

    public required BrokerArgs Broker { get; init; }

    public required ResultBackendArgs? ResultBackend { get; init; }

    public required ClusterArgs Cluster { get; init; }

    public required ImagesArgs Images { get; init; }

    public required List<string> DeployerRoleArns { get; init; }

    public required List<string> SubnetIds { get; init; }

    public required List<string> SubnetCidrBlocks { get; init; }

    public required string VpcId { get; init; }

    public required string? HostedZoneId { get; init; }

    public required string? KmsKeyArn { get; init; }

    public required bool? DeliverWithExternalSecrets { get; init; }

    public required RotationArgs? Rotation { get; init; }

    /// <summary>Stands in for the load balancer until it is created; only its ranges are known.</summary>
    public LoadBalancerReferenceArgs LoadBalancerToBe => new()
    {
        ListenerArn = "",
        SecurityGroupId = "",
        DnsName = "",
        ZoneId = "",
        SubnetCidrBlocks = SubnetCidrBlocks,
        VpnCidrBlocks = LoadBalancer.VpnPrefixListIds is { Count: > 0 } ? null : (InputList<string>)(LoadBalancer.VpnCidrBlocks ?? []),
    };

    /// <summary>Reads the shared keys.</summary>
    /// <param name="reader">The project's configuration.</param>
    /// <param name="target">Where the stack belongs.</param>
    public static SharedConfiguration Read(ConfigurationReader reader, DeploymentTarget target)
    {
        var vpcId = reader.RequireText("vpcId", "Write the id of the VPC, for example vpc-0123456789abcdef0.", ValueRule.Vpc);
        var subnets = reader.RequireTexts("subnetIds", "List the ids of two or more private subnets.");
        var ranges = reader.RequireTexts("subnetCidrBlocks", "List the range of each of those subnets.");
        return new SharedConfiguration
        {
            LoadBalancer = ReadLoadBalancer(reader, target, vpcId, subnets, ranges),
            Broker = BrokerConfiguration.Read(reader.RequireSection("broker", "Write the broker: { urlSecretArn, securityGroupId, cidrBlocks, port }."))
                // Stands where the configuration has a fault, which stops everything before it is used, and has no other.
                ?? new BrokerArgs { UrlSecretArn = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:none-000000", SecurityGroupId = "", CidrBlocks = ["10.0.0.0/8"] },
            ResultBackend = BrokerConfiguration.ReadResultBackend(reader.Section("resultBackend")),
            Cluster = new ClusterArgs
            {
                Name = target.ClusterName,
                VpcId = vpcId,
                SecurityGroupId = reader.RequireText(
                    "clusterSecurityGroupId", "Write the id of the cluster's security group.", ValueRule.SecurityGroup),
                OidcProviderArn = Given(reader.Text("oidcProviderArn")),
                PrometheusNamespace = Given(reader.Text("prometheusNamespace")),
                NodeLocalDnsAddress = Given(reader.Text("nodeLocalDnsAddress")),
            },
            Images = new ImagesArgs
            {
                Flower = reader.RequireText("flowerImage", "Write Flower's image, version 2.1.0 or newer, by digest."),
                Gateway = reader.RequireText("gatewayImage", "Write the image of an nginx without root, by digest."),
                AllowImagesByTag = reader.Flag("allowImagesByTag"),
            },
            DeployerRoleArns = reader.RequireTexts("deployerRoleArns", "List the ARNs of the roles that deploy."),
            SubnetIds = subnets,
            SubnetCidrBlocks = ranges,
            VpcId = vpcId,
            HostedZoneId = reader.Text("hostedZoneId", ValueRule.HostedZone),
            KmsKeyArn = reader.Text("kmsKeyArn"),
            DeliverWithExternalSecrets = reader.Flag("deliverWithExternalSecrets"),
            Rotation = ReadRotation(reader),
        };
    }

    /// <summary>A text as an input, or null when it was left out.</summary>
    /// <param name="text">The text.</param>
    public static Input<string>? Given(string? text) => text is null ? null : (Input<string>)text;

    private static RotationArgs? ReadRotation(ConfigurationReader reader)
    {
        var (lambda, role, days) = (reader.Text("rotationLambdaArn"), reader.Text("rotationRoleArn"), reader.Number("rotateAfterDays"));
        return lambda is null && role is null ? null : new RotationArgs { LambdaArn = lambda ?? "", RoleArn = role ?? "", AfterDays = days };
    }

    private static InternalLoadBalancerArgs ReadLoadBalancer(
        ConfigurationReader reader, DeploymentTarget target, string vpcId, List<string> subnetIds, List<string> subnetCidrBlocks) => new()
        {
            VpcId = vpcId,
            SubnetIds = subnetIds,
            SubnetCidrBlocks = subnetCidrBlocks,
            VpnCidrBlocks = reader.Texts("vpnCidrBlocks"),
            VpnPrefixListIds = reader.Texts("vpnPrefixListIds"),
            CertificateArn = Given(reader.Text("certificateArn")),
            IssuedCertificate = ReadIssuedCertificate(reader.Section("issuedCertificate")),
            Region = target.Region.Length > 0 ? (Input<string>)target.Region : null,
            TlsPolicy = reader.Text("tlsPolicy"),
            AccessLogsBucket = reader.Text("accessLogsBucket", ValueRule.Bucket) is { } bucket ? (Input<string>)bucket : null,
            WebAclArn = reader.Text("webAclArn", ValueRule.WebAcl) is { } acl ? (Input<string>)acl : null,
            RequestsPerFiveMinutes = reader.Number("requestsPerFiveMinutes"),
            UsersBehindOneAddress = reader.Number("usersBehindOneAddress"),
            WithoutWebAcl = reader.Flag("withoutWebAcl"),
            AllowDeletion = reader.Flag("allowDeletion"),
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
