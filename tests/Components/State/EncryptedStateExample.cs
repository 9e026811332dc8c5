using Pulumi;

namespace FlowerInfra.Tests.Components.State;

/// <summary>Arguments that are accepted, for tests to change in one place.</summary>
internal static class EncryptedStateExample
{
    public const string Deployer = "arn:aws:iam::123456789012:role/deployer";
    public const string EbsCsiRole = "arn:aws:iam::123456789012:role/ebs-csi";
    public const string EfsCsiRole = "arn:aws:iam::123456789012:role/efs-csi-node";
    public const string ExistingKey = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    public static EncryptedStateArgs OnEbs() => new()
    {
        Storage = new EbsStorage { EbsCsiRoleArn = EbsCsiRole },
        Namespace = "flower",
        ClusterName = "prod",
        DeployerRoleArns = [Deployer],
    };

    public static EncryptedStateArgs OnEfs() => new()
    {
        Storage = new EfsStorage
        {
            VpcId = "vpc-0123456789abcdef0",
            SubnetIds = ["subnet-0bbbbbbbbbbbbbbbb", "subnet-0aaaaaaaaaaaaaaaa"],
            NodeSecurityGroupId = "sg-nodes",
            EfsCsiRoleArn = EfsCsiRole,
        },
        Namespace = "flower",
        ClusterName = "prod",
        DeployerRoleArns = [Deployer],
    };

    public static Task<MockedProgram> RunAsync(EncryptedStateArgs args, ComponentResourceOptions? options = null) =>
        MockedProgram.RunAsync(() => _ = new EncryptedState("state", args, options));

    public static Task<ArgumentFaultsException> RefusalAsync(EncryptedStateArgs args) =>
        MockedProgram.RefusalAsync(() => _ = new EncryptedState("state", args));

    public static IEnumerable<string> Types(this MockedProgram program) => program.Resources.Select(resource => resource.Type);
}
