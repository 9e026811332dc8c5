using FlowerInfra;
using Pulumi;
using Pulumi.Aws.Ecr;

namespace SelfContained;

/// <summary>
/// A dashboard and what it needs, in one program: every id, ARN, name and range that the components take is another resource's
/// output, or the answer to a look-up.
/// </summary>
public sealed class DashboardStack : Stack
{
    private const string Host = "flower.tools.example.internal";
    private const string VpnRange = "10.8.0.0/16";

    public DashboardStack()
        : this(null)
    {
    }

    public DashboardStack(StackOptions? options)
        : base(options)
    {
        var config = new Config();
        var aws = new Pulumi.Aws.Provider("aws", new Pulumi.Aws.ProviderArgs
        {
            Region = config.Require("region"),
            AllowedAccountIds = { config.Require("accountId") },
        });
        var kubernetes = new Pulumi.Kubernetes.Provider("cluster", new Pulumi.Kubernetes.ProviderArgs { Context = config.Require("kubeContext") });
        var network = new Network(config, aws);
        var access = new Access(config, aws);
        InputList<string> deployers = [config.Require("deployerRoleArn"), access.PipelineRoleArn];

        var audit = new AuditTrail("audit", new AuditTrailArgs
        {
            DeployerRoleArns = deployers,
            KmsKeyArn = access.CreateLogKey(config, deployers),
            LogBucket = new LogBucketArgs { Prefixes = ["tools"] },
            FlowLogs = new VpcFlowLogsArgs { VpcId = network.VpcId },
            AlertEmails = ["oncall@example.com"],
        }, new ComponentResourceOptions { Providers = { aws } });
        var loadBalancer = new InternalLoadBalancer("tools", new InternalLoadBalancerArgs
        {
            VpcId = network.VpcId,
            SubnetIds = network.SubnetIds,
            SubnetCidrBlocks = network.SubnetRanges,
            VpnCidrBlocks = [VpnRange],
            CertificateArn = network.CreateCertificate(config, Host),
            AccessLogsBucket = audit.LogBucketName,
            LogKmsKeyArn = audit.KmsKeyArn,
            AlertTopicArn = audit.TopicArn,
        }, new ComponentResourceOptions { Providers = { aws } });
        var flower = new FlowerDashboard("flower", new FlowerDashboardArgs
        {
            Host = Host,
            Auth = new FlowerAuthArgs { Basic = new BasicAuthArgs { Users = ["oncall", "ops"], PasswordReaderRoleArns = [access.ReaderRoleArn] } },
            Broker = new BrokerArgs
            {
                UrlSecretArn = access.BrokerUrlSecretArn,
                SecurityGroupId = network.BrokerSecurityGroupId,
                CidrBlocks = network.BrokerRanges,
            },
            LoadBalancer = loadBalancer,
            VpnCidrBlocks = [VpnRange],
            Cluster = new ClusterArgs { Name = network.ClusterName, VpcId = network.VpcId, SecurityGroupId = network.ClusterSecurityGroupId },
            Images = new ImagesArgs { Flower = Image("flower", "2.1.0", aws), Gateway = Image("nginx-unprivileged", "1.28.0-alpine", aws) },
            DeployerRoleArns = deployers,
            HostedZoneId = network.HostedZoneId,
            AlertTopicArn = audit.TopicArn,
            LogGroupName = audit.LogGroupName,
        }, new ComponentResourceOptions { Providers = { aws, kubernetes } });

        access.AdmitToBrokerUrl(flower.RoleArn, deployers);
        BrokerUrlSecretArn = access.BrokerUrlSecretArn;
        LoadBalancer = loadBalancer.Reference;
        Url = flower.Url;
    }

    /// <summary>The secret that the broker's URL is put into by hand.</summary>
    [Output("brokerUrlSecretArn")]
    public Output<string> BrokerUrlSecretArn { get; private set; }

    /// <summary>The load balancer for dashboards of other stacks: examples/SharedLoadBalancer takes it.</summary>
    [Output("loadBalancer")]
    public Output<LoadBalancerReference> LoadBalancer { get; private set; }

    /// <summary>The dashboard's address.</summary>
    [Output("url")]
    public Output<string> Url { get; private set; }

    // The image that has the tag now, named by its digest: a tag that moves later moves nothing here before the next update.
    private static Output<string> Image(string repository, string tag, Pulumi.Aws.Provider aws) => GetImage
        .Invoke(new GetImageInvokeArgs { RepositoryName = repository, ImageTag = tag }, new InvokeOptions { Provider = aws })
        .Apply(image => image.ImageUri);
}
