using FlowerInfra.Tests.Components.State;
using Pulumi;

namespace FlowerInfra.Tests.Components.Dashboard;

/// <summary>A load balancer and a dashboard with every part that there is.</summary>
internal static class EverythingExample
{
    public static void Create(ComponentResourceOptions? options)
    {
        var loadBalancerArgs = ComponentExamples.LoadBalancer();
        loadBalancerArgs.VpnCidrBlocks = ["10.8.0.0/16", "fd12:3456::/48"];
        loadBalancerArgs.VpnPrefixListIds = ["pl-0123456789abcdef0"];
        loadBalancerArgs.CertificateArn = null;
        loadBalancerArgs.IssuedCertificate = new IssuedCertificateArgs
        {
            DomainNames = ["flower.example.com", "flower-admin.example.com"],
            ValidationZoneId = "Z0123456789ABPUBLIC",
        };
        loadBalancerArgs.AlertTopicArn = "topic.arn";
        var loadBalancer = new InternalLoadBalancer("tools", loadBalancerArgs, options);

        var args = ComponentExamples.WithAdmin();
        args.Auth = ComponentExamples.Okta();
        args.LoadBalancer = loadBalancer;
        args.AlertTopicArn = "topic.arn";
        args.Cluster = new ClusterArgs { Name = "prod", PrometheusNamespace = "monitoring" };
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.Rotation = new RotationArgs
        {
            LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate",
            RoleArn = "arn:aws:iam::123456789012:role/rotate",
        };
        args.State = EncryptedStateExample.OnEbs();
        args.State.Tags = ComponentExamples.Tags();
        _ = new FlowerDashboard("flower", args, options);
    }
}
