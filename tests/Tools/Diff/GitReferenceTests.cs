using System.Diagnostics;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Diff;

/// <summary>Older versions out of a real repository. Its program is a small one: what matters is that it is built and run.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class GitReferenceTests
{
    private const string Program =
        """"
        var file = args[Array.IndexOf(args, "--out") + 1];
        var stack = args[Array.IndexOf(args, "--stack") + 1];
        File.WriteAllText(file, $$"""{"format":"flower-infra/plan/1","project":"p","stack":"{{stack}}","sdk":"offline","resources":[],"outputs":{},"controls":[]}""");
        return 1;
        """";

    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
        </Project>
        """;

    private string _repository = "";
    private string _project = "";

    [OneTimeSetUp]
    public void Create()
    {
        _repository = Directory.CreateTempSubdirectory("flower-infra-").FullName;
        _project = Path.Combine(_repository, "deploy");
        Write("Pulumi.yaml", "name: p\nruntime: dotnet\nmain: infra\nstackConfigDir: stacks\n");
        Write("stacks/Pulumi.test.yaml", "config: {}\n");
        Write("infra/infra.csproj", Project);
        Write("infra/Program.cs", Program);
        Git("init", "--quiet", "--initial-branch=main");
        Commit("good");
        Write("infra/Program.cs", "this is no program");
        Commit("broken");
        Write("infra/Program.cs", Program);
        Write("stacks/Pulumi.new.yaml", "config: {}\n");
        Commit("new");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_repository, recursive: true);

    [Test]
    public async Task The_older_versions_own_program_gives_its_plan_and_leaves_nothing_behind()
    {
        var folders = TemporaryFolders();
        var before = Git("status", "--porcelain", "--ignored");

        var run = await RunAsync("test", "good");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")));
            Assert.That(run.Output, Does.Contain("thing (Thing) created").And.Contain("1 created"));
            Assert.That(Git("status", "--porcelain", "--ignored"), Is.EqualTo(before));
            Assert.That(Git("worktree", "list").Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
            Assert.That(TemporaryFolders().Except(folders), Is.Empty);
        }
    }

    [Test]
    public async Task A_version_that_does_not_build_says_how_its_build_ended()
    {
        var folders = TemporaryFolders();

        var run = await RunAsync("test", "broken");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("--base-ref: \"broken\" produces no plan of stack test").And.Contain("error CS"));
            Assert.That(TemporaryFolders().Except(folders), Is.Empty);
        }
    }

    [Test]
    public async Task A_stack_that_the_older_version_does_not_have_is_all_new()
    {
        var run = await RunAsync("new", "good");

        Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.Success, run.Output)), run.Error);
        Assert.That(run.Output, Does.Contain("1 created"));
    }

    [TestCase("none", "--base-ref: \"none\" is no reference of this repository")]
    [TestCase("--output=/tmp/x", "is no reference of this repository")]
    [TestCase("HEAD:deploy", "is no reference of this repository")]
    public async Task What_is_no_commit_is_refused(string reference, string message)
    {
        var run = await RunAsync("test", reference);

        Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.BadInput, $"{PulumiSdk.Banner}\n")));
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public async Task Outside_of_a_repository_it_says_so()
    {
        using var project = new CommandLine.SampleProject();
        project.Write("stacks/Pulumi.test.yaml", "config: {}\n");

        var run = await RunAsync("test", "HEAD", project.Folder);

        Assert.That(run.Error, Does.Contain("--base-ref: \"HEAD\" needs the project to be in a Git repository. Run the command in a clone"));
    }

    private static string[] TemporaryFolders() => Directory.GetDirectories(Path.GetTempPath(), "flower-infra-base-*");

    private async Task<(int Code, string Output, string Error)> RunAsync(string stack, string reference, string? folder = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLineProgram.RunAsync(["diff", "--stack", stack, $"--base-ref={reference}"], new CommandContext
        {
            Run = settings => Task.FromResult(SmallPlan.Of(SmallPlan.Resource("shop:index:Thing", "thing")) with { Stack = settings.Stack }),
            Output = output,
            Error = error,
            Folders = [folder ?? _project],
            Build = "Release",
        });
        return (code, output.ToString(), error.ToString());
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_project, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private void Commit(string name)
    {
        Git("add", "--all");
        Git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "--no-gpg-sign", "-m", name);
        Git("tag", name);
    }

    private string Git(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("git", args) { WorkingDirectory = _repository, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, string.Join(' ', args));
        return output;
    }
}
