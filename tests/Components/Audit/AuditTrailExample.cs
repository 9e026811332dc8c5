using Pulumi;

namespace FlowerInfra.Tests.Components.Audit;

/// <summary>Arguments that are accepted, for tests to change in one place.</summary>
internal static class AuditTrailExample
{
    public static AuditTrailArgs Args() => new()
    {
        DeployerRoleArns = [ComponentExamples.Deployer],
        LogBucket = new LogBucketArgs { Prefixes = ["flower"] },
    };

    public static Task<MockedProgram> RunAsync(Action<AuditTrailArgs>? change = null, ComponentResourceOptions? options = null)
    {
        var args = Args();
        change?.Invoke(args);
        return MockedProgram.RunAsync(() => _ = new AuditTrail("audit", args, options));
    }

    public static double Number(this MockedResource resource, string path) => resource.At(path)!.GetValue<double>();

    public static bool Flag(this MockedResource resource, string path) => resource.At(path)!.GetValue<bool>();

    public static IEnumerable<string> Types(this MockedProgram program) => program.Resources.Select(resource => resource.Type);
}
