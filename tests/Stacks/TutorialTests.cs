using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The stack's file that docs/tutorial.md writes, with what its shell would put into it.</summary>
[TestFixture]
[NonParallelizable]
internal sealed partial class TutorialTests
{
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["ACCOUNT"] = "123456789012",
        ["AWS_REGION"] = "eu-west-1",
        ["BROKER_A"] = "subnet-0123456789ab0e10c",
        ["BROKER_B"] = "subnet-0123456789ab0e10d",
        ["CERTIFICATE"] = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        ["CLUSTER"] = "flower-tutorial",
        ["LB_A"] = "subnet-0123456789ab0e10a",
        ["LB_B"] = "subnet-0123456789ab0e10b",
        ["NODES"] = "sg-0123456789ab0e10c",
        ["VPC"] = "vpc-0123456789ab0e100",
        ["ZONE"] = "Z0123456789ABTUTORIAL",
    };

    [Test]
    public async Task Its_file_is_accepted_and_fails_nothing_but_what_development_leaves_out()
    {
        var tutorial = await File.ReadAllTextAsync(Path.Combine(RepositoryStacks.Root, "docs", "tutorial.md"));
        var file = Variable().Replace(
            StackFile().Match(tutorial).Groups[1].Value.Replace("\\$", "\0", StringComparison.Ordinal), it => Variables[it.Groups[1].Value]).Replace('\0', '$');
        var dev = RepositoryStacks.File("dev");
        var leftOut = dev[dev.IndexOf("  flower-infra:leftOutOfDevelopment:", StringComparison.Ordinal)..];

        using var stack = new EditedStack("tutorial", $"{file}{leftOut}    FLW-DATA-10: \"the tutorial is taken down at the end\"\n");
        var run = await stack.RunAsync("preview", "--stack", "tutorial");

        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")), run.Output);
        Assert.That(run.Output, Does.Contain("https://flower.tutorial.internal/").And.Contain("192.168.204.0/24"));
    }

    [GeneratedRegex(@"<<END\n(.*?)END\n", RegexOptions.Singleline)]
    private static partial Regex StackFile();

    [GeneratedRegex(@"\$([A-Z_]+)")]
    private static partial Regex Variable();
}
