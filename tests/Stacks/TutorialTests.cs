using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The shell of docs/tutorial.md: what can be run of it without an account, with values in place of AWS's answers.</summary>
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

    private static readonly string Tutorial = File.ReadAllText(Path.Combine(RepositoryStacks.Root, "docs", "tutorial.md"));

    [Test]
    public async Task Its_file_is_accepted_and_fails_nothing()
    {
        var run = await PreviewAsync();

        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")), run.Output);
        Assert.That(run.Output, Does.Contain("https://flower.tutorial.internal/").And.Contain("192.168.204.0/24").And.Contain(" 0 failed"));
    }

    [Test]
    public async Task Its_deployer_gets_every_right_that_the_stack_needs()
    {
        var documents = Document().Matches((await PreviewAsync()).Output).Select(it => it.Value).ToList();

        Assert.That(documents, Has.Count.EqualTo(3));
        Assert.That(documents.Where(it => !Tutorial.Contains($"file://{it}", StringComparison.Ordinal)
            && !Tutorial.Contains($"kubectl apply -f {it}", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Its_shell_has_no_error_of_syntax()
    {
        var run = Bash(string.Join('\n', Shell().Matches(Tutorial).Select(it => it.Groups[1].Value)), RepositoryStacks.Root, "-n");

        Assert.That(run, Is.EqualTo((0, "")));
    }

    private static async Task<(int Code, string Output, string Error)> PreviewAsync()
    {
        using var stack = new EditedStack("tutorial", "");
        File.WriteAllText(Path.Combine(stack.Folder, "stacks", "Pulumi.dev.yaml"), RepositoryStacks.File("dev"));
        var script = Shell().Matches(Tutorial).Select(it => it.Groups[1].Value)
            .Single(it => it.Contains("cat > stacks/Pulumi.tutorial.yaml", StringComparison.Ordinal));
        Assert.That(Bash(script, stack.Folder), Is.EqualTo((0, "")));
        return await stack.RunAsync("preview", "--stack", "tutorial");
    }

    private static (int Code, string Error) Bash(string script, string folder, params string[] options)
    {
        var start = new ProcessStartInfo("bash", options)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        using var bash = Process.Start(start)!;
        bash.StandardInput.Write(script);
        bash.StandardInput.Close();
        var error = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        return (bash.ExitCode, error);
    }

    [GeneratedRegex(@"^```sh\n(.*?)^```\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Shell();

    [GeneratedRegex(@"docs/deployer-[a-z-]+\.(json|yaml)")]
    private static partial Regex Document();
}
