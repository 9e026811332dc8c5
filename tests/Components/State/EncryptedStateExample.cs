using Pulumi;

namespace FlowerInfra.Tests.Components.State;

/// <summary>Arguments that are accepted, for tests to change in one place.</summary>
internal static class EncryptedStateExample
{
    public const string EbsCsiRole = "arn:aws:iam::123456789012:role/ebs-csi";
    public const string EfsCsiRole = "arn:aws:iam::123456789012:role/efs-csi-node";

    public static EncryptedStateArgs OnEbs() => new() { Ebs = new() { EbsCsiRoleArn = EbsCsiRole } };

    public static EncryptedStateArgs OnEfs() => new()
    {
        Efs = new()
        {
            VpcId = "vpc-0123456789abcdef0",
            SubnetIds = new() { ["eu-west-1b"] = "subnet-0bbbbbbbbbbbbbbbb", ["eu-west-1a"] = "subnet-0aaaaaaaaaaaaaaaa" },
            NodeSecurityGroupId = "sg-nodes",
            EfsCsiRoleArn = EfsCsiRole,
        },
    };

    public static Task<MockedProgram> RunAsync(EncryptedStateArgs state, ComponentResourceOptions? options = null) =>
        ComponentExamples.RunAsync(Dashboard(state), options);

    public static FlowerDashboardArgs Dashboard(EncryptedStateArgs state)
    {
        var args = ComponentExamples.Dashboard();
        args.State = state;
        return args;
    }

    /// <summary>The resources of the state, and not those of the dashboard around it.</summary>
    public static IEnumerable<MockedResource> OfState(this MockedProgram program) =>
        program.Resources.Where(resource => resource.Name.StartsWith("flower-state-", StringComparison.Ordinal));
}
