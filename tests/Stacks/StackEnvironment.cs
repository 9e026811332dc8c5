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

    private readonly string? _values = Environment.GetEnvironmentVariable(Values);
    private readonly int _exitCode = Environment.ExitCode;

    public StackEnvironment(StackSettings settings) =>
        Environment.SetEnvironmentVariable(Values, JsonSerializer.Serialize(settings.Values));

    /// <summary>The options of a test run of the stack.</summary>
    public static TestOptions Options(StackSettings settings, bool isPreview) =>
        new() { ProjectName = settings.Project, StackName = settings.Stack, IsPreview = isPreview };

    /// <summary>What the cloud answers to the functions that components call.</summary>
    public static object Answer(MockCallArgs args) => args.Token switch
    {
        "aws:index/getCallerIdentity:getCallerIdentity" => Answer(("accountId", "123456789012"), ("arn", "arn:aws:sts::123456789012:assumed-role/flower-deployer/pulumi")),
        "aws:index/getPartition:getPartition" => Answer(("partition", "aws"), ("dnsSuffix", "amazonaws.com")),
        "aws:index/getRegion:getRegion" => Answer(("region", "eu-west-1"), ("name", "eu-west-1")),
        _ => throw new InvalidOperationException($"The mocks don't know the function {args.Token}."),
    };

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Values, _values);
        Environment.ExitCode = _exitCode;
    }

    private static ImmutableDictionary<string, object> Answer(params (string Name, string Value)[] members) =>
        members.ToImmutableDictionary(member => member.Name, member => (object)member.Value);
}
