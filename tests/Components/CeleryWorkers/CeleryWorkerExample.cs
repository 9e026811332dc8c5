namespace FlowerInfra.Tests.Components.CeleryWorkers;

/// <summary>Arguments that are accepted, for tests to change in one place.</summary>
internal static class CeleryWorkerExample
{
    public const string Image = "registry.example.com/orders@" + ComponentExamples.Digest;
    public const string ApiKey = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-api-key-AbCdEf";

    public static CeleryWorkerArgs Args() => new()
    {
        Cluster = new() { Name = "prod", VpcId = "vpc-1", SecurityGroupId = "sg-cluster" },
        Image = Image,
        App = "orders.celery",
        Configuration = "accept_content = [\"json\"]\n",
        Broker = ComponentExamples.Broker(),
        AllowUnsignedMessages = true,
        Tags = ComponentExamples.Tags(),
    };

    public static CeleryWorkerArgs Signing()
    {
        var args = Args();
        args.AllowUnsignedMessages = null;
        args.Signature = new() { KeyName = "orders-signing-worker-1", TrustedKeyNames = ["orders-signing-worker-1", "orders-signing-shop-1"] };
        return args;
    }

    /// <summary>What a worker of these arguments is, checked.</summary>
    public static WorkerModel Model(Action<CeleryWorkerArgs>? change = null)
    {
        var args = Args();
        change?.Invoke(args);
        var reader = new ArgumentReader("CeleryWorker");
        var model = WorkerReading.Read(reader, "orders-worker", args);
        reader.ThrowIfAny();
        return model;
    }

    public static Task<MockedProgram> RunAsync(Action<CeleryWorkerArgs>? change = null)
    {
        var args = Args();
        change?.Invoke(args);
        return MockedProgram.RunAsync(() => _ = new CeleryWorker("orders-worker", args));
    }

    public static IReadOnlyList<ArgumentFault> Check(Action<CeleryWorkerArgs> change)
    {
        var args = Args();
        change(args);
        return CeleryWorker.Check("orders-worker", args);
    }
}
