using FlowerInfra;
using Pulumi;

namespace Team;

/// <summary>A load balancer that only the VPN reaches, and a Flower dashboard behind it.</summary>
public sealed class TeamStack : Stack
{
    public TeamStack()
        : this(null)
    {
    }

    // The command line previews the stack through this constructor.
    public TeamStack(StackOptions? options)
        : base(options)
    {
        var config = new Config();
        // Both providers are pinned: nothing goes to the account or the cluster that happens to be current.
        var aws = new Pulumi.Aws.Provider("aws", new Pulumi.Aws.ProviderArgs
        {
            Region = new Config("aws").Require("region"),
            AllowedAccountIds = { config.Require("accountId") },
        });
        var kubernetes = new Pulumi.Kubernetes.Provider("cluster", new Pulumi.Kubernetes.ProviderArgs { Context = config.Require("kubeContext") });

        var loadBalancer = new InternalLoadBalancer("tools", new InternalLoadBalancerArgs
        {
            VpcId = config.Require("vpcId"),
            SubnetIds = config.RequireObject<List<string>>("subnetIds"),
            SubnetCidrBlocks = config.RequireObject<List<string>>("subnetCidrBlocks"),
            VpnCidrBlocks = config.RequireObject<List<string>>("vpnCidrBlocks"),
            CertificateArn = config.Require("certificateArn"),
            AccessLogsBucket = config.Require("accessLogsBucket"),
        }, new ComponentResourceOptions { Providers = { aws } });

        var flower = new FlowerDashboard("flower", new FlowerDashboardArgs
        {
            Host = config.Require("host"),
            Auth = new() { Basic = new() { Users = config.RequireObject<List<string>>("users") } },
            Broker = new()
            {
                UrlSecretArn = config.Require("brokerUrlSecretArn"),
                SecurityGroupId = config.Require("brokerSecurityGroupId"),
                CidrBlocks = config.RequireObject<List<string>>("brokerCidrBlocks"),
            },
            Cluster = new()
            {
                Name = config.Require("clusterName"),
                VpcId = config.Require("vpcId"),
                SecurityGroupId = config.Require("clusterSecurityGroupId"),
            },
            LoadBalancer = loadBalancer,
            DeployerRoleArns = config.RequireObject<List<string>>("deployerRoleArns"),
            Images = new() { Flower = config.Require("flowerImage"), Gateway = config.Require("gatewayImage") },
        }, new ComponentResourceOptions { Providers = { aws, kubernetes } });

        Url = flower.Url;
    }

    /// <summary>The dashboard's address.</summary>
    [Output("url")]
    public Output<string> Url { get; private set; }
}
