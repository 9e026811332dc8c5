using FlowerInfra;
using Pulumi;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Pulumi.Aws.Vpc;

namespace PlatformTeam;

/// <summary>
/// The internal tools of a platform team behind one load balancer: a wiki that was there before, and the dashboards of two
/// teams' Celery.
/// </summary>
public sealed class ToolsStack : Stack
{
    private const string WikiSecurityGroupId = "sg-0123456789ab0ee1d";
    private const int WikiPort = 8443;

    private readonly Config _config = new();
    private readonly Pulumi.Aws.Provider _aws;
    private readonly Pulumi.Kubernetes.Provider _cluster;

    public ToolsStack()
        : this(null)
    {
    }

    public ToolsStack(StackOptions? options)
        : base(options)
    {
        _aws = new Pulumi.Aws.Provider("aws", new Pulumi.Aws.ProviderArgs
        {
            Region = _config.Require("region"),
            AllowedAccountIds = { _config.Require("accountId") },
        });
        _cluster = new Pulumi.Kubernetes.Provider("cluster", new Pulumi.Kubernetes.ProviderArgs { Context = _config.Require("kubeContext") });

        var loadBalancer = new InternalLoadBalancer("tools", new InternalLoadBalancerArgs
        {
            VpcId = _config.Require("vpcId"),
            SubnetIds = _config.RequireObject<List<string>>("subnetIds"),
            SubnetCidrBlocks = _config.RequireObject<List<string>>("subnetCidrBlocks"),
            VpnCidrBlocks = ["10.8.0.0/16"],
            CertificateArn = _config.Require("certificateArn"),
            AccessLogsBucket = _config.Require("accessLogsBucket"),
            LogKmsKeyArn = _config.Require("kmsKeyArn"),
            Tags = Tags("platform"),
        }, new ComponentResourceOptions { Providers = { _aws } });

        AddWiki(loadBalancer);
        Urls = Output.Tuple(
                Dashboard("orders-flower", "orders", loadBalancer).Url, Dashboard("billing-flower", "billing", loadBalancer).Url)
            .Apply(urls => string.Join(' ', urls.Item1, urls.Item2));
    }

    /// <summary>The addresses of the dashboards.</summary>
    [Output("urls")]
    public Output<string> Urls { get; private set; }

    private static Dictionary<string, string> Tags(string team) => new() { ["team"] = team, ["cost-centre"] = "4711" };

    private FlowerDashboard Dashboard(string name, string team, InternalLoadBalancer loadBalancer) => new(name, new FlowerDashboardArgs
    {
        Host = $"{name}.example.internal",
        Auth = new FlowerAuthArgs { Basic = new BasicAuthArgs { Users = ["oncall", "ops"] } },
        Broker = new BrokerArgs
        {
            UrlSecretArn = $"arn:aws:secretsmanager:eu-west-1:123456789012:secret:{team}-broker-url-a1B2c3",
            SecurityGroupId = "sg-0123456789ab0ee1b",
            CidrBlocks = ["10.60.16.0/20"],
        },
        LoadBalancer = loadBalancer,
        Cluster = new ClusterArgs { Name = "prod", VpcId = _config.Require("vpcId"), SecurityGroupId = _config.Require("clusterSecurityGroupId") },
        DeployerRoleArns = [_config.Require("deployerRoleArn")],
        // The key that the team has for everything; its policy lets the roles below this component decrypt.
        KmsKeyArn = _config.Require("kmsKeyArn"),
        Images = new ImagesArgs
        {
            Flower = "mher/flower:2.1.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abf10e",
            Gateway = "nginxinc/nginx-unprivileged:1.28.0-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab6a7e",
        },
        Tags = Tags(team),
    }, new ComponentResourceOptions { Providers = { _aws, _cluster }, ResourceTransformations = { SlowDeregistration } });

    // Whatever a component has no argument for: here the billing team's long queries get their time when a pod goes.
    private static ResourceTransformationResult? SlowDeregistration(ResourceTransformationArgs it)
    {
        if (it.Args is not TargetGroupArgs target || it.Resource.GetResourceName() != "billing-flower-route-target")
            return null;
        target.DeregistrationDelay = 120;
        return new ResourceTransformationResult(target, it.Options);
    }

    // Another application behind the same load balancer: a rule on its listener, and the way from it to the application.
    private void AddWiki(InternalLoadBalancer loadBalancer)
    {
        var options = new CustomResourceOptions { Provider = _aws };
        var target = new TargetGroup("wiki", new TargetGroupArgs
        {
            NamePrefix = "wiki-",
            VpcId = _config.Require("vpcId"),
            TargetType = "ip",
            Protocol = "HTTPS",
            Port = WikiPort,
            HealthCheck = new TargetGroupHealthCheckArgs { Protocol = "HTTPS", Path = "/health", Matcher = "200" },
            Tags = Tags("platform"),
        }, options);
        _ = new ListenerRule("wiki", new ListenerRuleArgs
        {
            ListenerArn = loadBalancer.ListenerArn,
            Conditions =
            {
                new ListenerRuleConditionArgs
                {
                    HostHeader = new ListenerRuleConditionHostHeaderArgs { Values = { "wiki.example.internal" } },
                },
            },
            Actions = { new ListenerRuleActionArgs { Type = "forward", TargetGroupArn = target.Arn } },
            Tags = Tags("platform"),
        }, options);
        _ = new SecurityGroupEgressRule("wiki", new SecurityGroupEgressRuleArgs
        {
            SecurityGroupId = loadBalancer.SecurityGroupId,
            ReferencedSecurityGroupId = WikiSecurityGroupId,
            IpProtocol = "tcp",
            FromPort = WikiPort,
            ToPort = WikiPort,
            Description = "HTTPS to the wiki",
            Tags = Tags("platform"),
        }, options);
    }
}
