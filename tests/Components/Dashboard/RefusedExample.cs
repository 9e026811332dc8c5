namespace FlowerInfra.Tests.Components.Dashboard;

/// <summary>Arguments with a fault in every part.</summary>
internal static class RefusedExample
{
    public static FlowerDashboardArgs Args()
    {
        var args = ComponentExamples.Dashboard(ComponentExamples.Google(@".*@example\.com"));
        args.Host = "https://flower.example.internal";
        args.UrlPrefix = "flower";
        args.Namespace = "Celery";
        args.Size = "huge";
        args.VpnCidrBlocks = ["0.0.0.0/0"];
        args.CredentialsVersion = 0;
        args.ExistingServiceAccountName = "celery-tools";
        args.CertificateArn = "flower.example.internal";
        args.DeployerRoleArns = [];
        args.Images = new() { Flower = "mher/flower:latest", Gateway = "nginxinc/nginx-unprivileged:1.27" };
        args.Rotation = new() { LambdaArn = "rotate", RoleArn = ComponentExamples.Deployer, AfterDays = 365 };
        args.Cluster.NodeLocalDnsAddress = "169.254.169.254";
        args.Rates = new() { Connections = 1 };
        args.AlertTopicArn = "topic.arn";
        args.LoadBalancer!.SubnetCidrBlocks = [];
        args.Broker.CidrBlocks = ["0.0.0.0/0"];
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.ResultBackend.UrlSecretArn = args.Broker.UrlSecretArn;
        args.Admin = ComponentExamples.Admin();
        args.Admin.VpnCidrBlocks = [];
        args.Admin.CredentialsVersion = 0;
        return args;
    }
}
