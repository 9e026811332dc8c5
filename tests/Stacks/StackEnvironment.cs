using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Stacks;

/// <summary>
/// Hands a stack's configuration to programs of this process as the engine does, for tests that bring their own mocks, and
/// restores the process when it is disposed.
/// </summary>
internal sealed class StackEnvironment : IDisposable
{
    private const string Values = "PULUMI_CONFIG";
    private const string SecretKeys = "PULUMI_CONFIG_SECRET_KEYS";

    /// <summary>The role whose session the cloud says is calling.</summary>
    public const string Deployer = $"arn:aws:iam::{Account}:role/flower-deployer";

    private readonly string? _values = Environment.GetEnvironmentVariable(Values);
    private readonly string? _secretKeys = Environment.GetEnvironmentVariable(SecretKeys);
    private readonly int _exitCode = Environment.ExitCode;

    public StackEnvironment(StackSettings settings)
    {
        Environment.SetEnvironmentVariable(Values, JsonSerializer.Serialize(settings.Values));
        Environment.SetEnvironmentVariable(SecretKeys, JsonSerializer.Serialize(settings.SecretKeys));
    }

    /// <summary>The options of a test run of the stack.</summary>
    public static TestOptions Options(StackSettings settings, bool isPreview) =>
        new() { ProjectName = settings.Project, StackName = settings.Stack, IsPreview = isPreview };

    /// <summary>What the cloud answers to the functions that components call.</summary>
    public static object Answer(MockCallArgs args) => args.Token switch
    {
        "aws:ec2/getSecurityGroup:getSecurityGroup" => Answer(("id", "sg-0f3c9a7be2140ee1b")),
        "aws:ec2/getSubnet:getSubnet" => Answer(("cidrBlock", "10.60.16.0/24")),
        "aws:ecr/getImage:getImage" => Answer(
            ("imageUri", $"{Account}.dkr.ecr.eu-west-1.amazonaws.com/{args.Args["repositoryName"]}@sha256:{new string('a', 64)}")),
        "aws:eks/getCluster:getCluster" => Answer(
            ("arn", $"arn:aws:eks:eu-west-1:{Account}:cluster/{args.Args["name"]}"), ("name", $"{args.Args["name"]}"),
            ("endpoint", "https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com"))
            .SetItem("certificateAuthorities", ImmutableArray.Create<object>(Answer(("data", "LS0tLS1CRUdJTi+/"))))
            .SetItem("identities", ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty.Add("oidcs", ImmutableArray.Create<object>(
                Answer(("issuer", $"https://oidc.eks.eu-west-1.amazonaws.com/id/{Issuer}"))))))
            .SetItem("vpcConfig", Answer(("vpcId", "vpc-0f3c9a7be2140ee00"), ("clusterSecurityGroupId", "sg-0f3c9a7be2140ee1c"))),
        "aws:index/getCallerIdentity:getCallerIdentity" => Answer(("accountId", Account), ("arn", $"arn:aws:sts::{Account}:assumed-role/flower-deployer/pulumi")),
        "aws:index/getPartition:getPartition" => Answer(("partition", "aws"), ("dnsSuffix", "amazonaws.com")),
        "aws:index/getRegion:getRegion" => Answer(("region", "eu-west-1"), ("name", "eu-west-1")),
        _ => throw new InvalidOperationException($"The mocks don't know the function {args.Token}."),
    };

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Values, _values);
        Environment.SetEnvironmentVariable(SecretKeys, _secretKeys);
        Environment.ExitCode = _exitCode;
    }

    // The account of RepositoryStacks.Adapted: an update of the shipped stacks is refused.
    private const string Account = "618033988749";
    private const string Issuer = "0123456789ABCDEF0123456789ABCDEF";

    private static ImmutableDictionary<string, object> Answer(params (string Name, string Value)[] members) =>
        members.ToImmutableDictionary(member => member.Name, member => (object)member.Value);
}
