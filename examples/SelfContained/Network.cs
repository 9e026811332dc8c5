using Pulumi;
using Pulumi.Aws.Acm;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Eks;
using Pulumi.Aws.Route53;
using Pulumi.Aws.Route53.Inputs;

namespace SelfContained;

/// <summary>
/// The network around the dashboard, in the VPC of the cluster, which is looked up by its name: private subnets for the load
/// balancer, a private zone and a certificate. The broker is the applications', and found by its tags.
/// </summary>
internal sealed class Network
{
    private readonly CustomResourceOptions _options;

    public Network(Config config, Pulumi.Aws.Provider aws)
    {
        _options = new CustomResourceOptions { Provider = aws };
        var cluster = GetCluster.Invoke(new GetClusterInvokeArgs { Name = config.Require("clusterName") }, new InvokeOptions { Provider = aws });
        ClusterName = cluster.Apply(it => it.Name);
        VpcId = cluster.Apply(it => it.VpcConfig.VpcId);
        ClusterSecurityGroupId = cluster.Apply(it => it.VpcConfig.ClusterSecurityGroupId);

        Subnet[] subnets = [CreateSubnet(config, "a", 96), CreateSubnet(config, "b", 97)];
        (SubnetIds, SubnetRanges) = ([.. subnets.Select(it => it.Id)], [.. subnets.Select(it => it.CidrBlock)]);
        var lookUp = new InvokeOptions { Provider = aws };
        BrokerSecurityGroupId = GetSecurityGroup
            .Invoke(new GetSecurityGroupInvokeArgs { VpcId = VpcId, Tags = { ["Name"] = "celery-broker" } }, lookUp).Apply(it => it.Id);
        BrokerRanges =
        [
            GetSubnet.Invoke(new GetSubnetInvokeArgs { VpcId = VpcId, Tags = { ["Name"] = "celery-broker-a" } }, lookUp).Apply(it => it.CidrBlock),
            GetSubnet.Invoke(new GetSubnetInvokeArgs { VpcId = VpcId, Tags = { ["Name"] = "celery-broker-b" } }, lookUp).Apply(it => it.CidrBlock),
        ];
        HostedZoneId = new Zone("tools", new ZoneArgs
        {
            Name = "tools.example.internal",
            Vpcs = { new ZoneVpcArgs { VpcId = VpcId } },
        }, _options).ZoneId;
    }

    public Output<string> ClusterName { get; }

    public Output<string> ClusterSecurityGroupId { get; }

    public Output<string> VpcId { get; }

    public InputList<string> SubnetIds { get; }

    public InputList<string> SubnetRanges { get; }

    public InputList<string> BrokerRanges { get; }

    public Output<string> BrokerSecurityGroupId { get; }

    public Output<string> HostedZoneId { get; }

    /// <summary>Requests a certificate, and gives its ARN once it is issued. ACM finds its record in a public zone.</summary>
    public Output<string> CreateCertificate(Config config, string host)
    {
        var certificate = new Certificate("tools", new CertificateArgs { DomainName = host, ValidationMethod = "DNS" }, _options);
        var validation = certificate.DomainValidationOptions.Apply(all => all[0]);
        var record = new Record("tools-validation", new RecordArgs
        {
            ZoneId = config.Require("publicZoneId"),
            Name = validation.Apply(it => it.ResourceRecordName!),
            Type = validation.Apply(it => it.ResourceRecordType!),
            Records = { validation.Apply(it => it.ResourceRecordValue!) },
            Ttl = 300,
        }, _options);
        return new CertificateValidation("tools", new CertificateValidationArgs
        {
            CertificateArn = certificate.Arn,
            ValidationRecordFqdns = { record.Fqdn },
        }, _options).CertificateArn;
    }

    private Subnet CreateSubnet(Config config, string zone, int number) => new($"tools-{zone}", new SubnetArgs
    {
        VpcId = VpcId,
        AvailabilityZone = config.Require("region") + zone,
        CidrBlock = $"{config.Require("vpcPrefix")}.{number}.0/24",
        MapPublicIpOnLaunch = false,
    }, _options);
}
