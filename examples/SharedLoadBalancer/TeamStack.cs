using FlowerInfra;
using Pulumi;

namespace SharedLoadBalancer;

/// <summary>A team's dashboard behind the load balancer of another stack, which tells what it is by an output.</summary>
public sealed class TeamStack : Stack
{
    public TeamStack()
        : this(null)
    {
    }

    public TeamStack(StackOptions? options)
        : base(options)
    {
        var config = new Config();
        var aws = new Pulumi.Aws.Provider("aws", new Pulumi.Aws.ProviderArgs
        {
            Region = config.Require("region"),
            AllowedAccountIds = { config.Require("accountId") },
        });
        var kubernetes = new Pulumi.Kubernetes.Provider("cluster", new Pulumi.Kubernetes.ProviderArgs { Context = config.Require("kubeContext") });

        Url = new FlowerDashboard("orders-flower", new FlowerDashboardArgs
        {
            Host = "orders-flower.tools.example.internal",
            Auth = new FlowerAuthArgs { Basic = new BasicAuthArgs { Users = ["oncall", "ops"] } },
            Broker = new BrokerArgs
            {
                UrlSecretArn = config.Require("brokerUrlSecretArn"),
                SecurityGroupId = config.Require("brokerSecurityGroupId"),
                CidrBlocks = ["10.60.16.0/20"],
            },
            LoadBalancer = LoadBalancerReferenceArgs.From(new StackReference(config.Require("loadBalancerStack")), "loadBalancer"),
            // Inside the ranges that the load balancer admits. An update is refused otherwise.
            VpnCidrBlocks = ["10.8.16.0/20"],
            Cluster = new ClusterArgs { Name = config.Require("clusterName") },
            DeployerRoleArns = [config.Require("deployerRoleArn")],
            Images = new ImagesArgs
            {
                Flower = "mher/flower:2.1.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abf10e",
                Gateway = "nginxinc/nginx-unprivileged:1.28.0-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab6a7e",
            },
        }, new ComponentResourceOptions { Providers = { aws, kubernetes } }).Url;
    }

    /// <summary>The dashboard's address.</summary>
    [Output("url")]
    public Output<string> Url { get; private set; }
}
