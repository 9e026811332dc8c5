namespace FlowerInfra.Tests.Components.Brokers;

/// <summary>Brokers' arguments that are accepted, for tests to change in one place.</summary>
internal static class CeleryBrokerExample
{
    public const string Reader = "arn:aws:iam::123456789012:role/workers";

    public static CeleryBrokerArgs OnElastiCache() => With(new BrokerServerArgs
    {
        ElastiCache = new ElastiCacheArgs
        {
            VpcId = "vpc-1",
            SubnetIds = ["subnet-0000000b", "subnet-0000000a"],
            SubnetCidrBlocks = ["10.40.17.0/24", "10.40.16.0/24"],
        },
    });

    public static CeleryBrokerArgs OnAmazonMq() => With(new BrokerServerArgs
    {
        AmazonMq = new AmazonMqArgs
        {
            VpcId = "vpc-1",
            SubnetIds = ["subnet-0000000b", "subnet-0000000a"],
            SubnetCidrBlocks = ["10.40.16.0/24", "10.40.17.0/24"],
            ManagementSecurityGroupId = "sg-operators",
        },
    });

    public static CeleryBrokerArgs Existing(string kind = BrokerKind.Redis) => With(new BrokerServerArgs
    {
        Existing = new ExistingBrokerArgs { Kind = kind, SecurityGroupId = "sg-broker", CidrBlocks = ["10.40.16.0/20"] },
    });

    public static Task<MockedProgram> RunAsync(CeleryBrokerArgs args) => MockedProgram.RunAsync(() => _ = new CeleryBroker("orders", args));

    private static CeleryBrokerArgs With(BrokerServerArgs server) => new()
    {
        Server = server,
        Queues = ["celery", "mail"],
        Users =
        [
            new() { Name = "workers", Role = BrokerRole.Worker, ReaderRoleArns = [Reader] },
            new() { Name = "clients", Role = BrokerRole.Client, Queues = ["mail"] },
            new() { Name = "flower", Role = BrokerRole.Viewer },
            new() { Name = "flower-admin", Role = BrokerRole.Admin },
            new() { Name = "watch", Role = BrokerRole.Strict },
        ],
        Peers = [new() { Name = "workers", SecurityGroupId = "sg-workers" }, new() { Name = "clients", SecurityGroupId = "sg-clients" }],
        DeployerRoleArns = [ComponentExamples.Deployer],
        AlertTopicArn = "topic.arn",
        Tags = ComponentExamples.Tags(),
    };
}
