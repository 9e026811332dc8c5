using System.Diagnostics;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>The built programs as processes, with what CI systems and terminals put into their environment.</summary>
[TestFixture]
[Parallelizable]
internal sealed class BuiltProgramTests
{
    private const char Escape = '\u001b';

    private static readonly (string, string)[] GitHub = [("GITHUB_ACTIONS", "true"), ("CI", "true"), ("TERM", "xterm-256color")];

    // Each asks a library of ours, or .NET itself, for escape sequences where there is no terminal.
    private static readonly (string, string)[][] Environments =
    [
        [],
        GitHub,
        [.. GitHub, ("NO_COLOR", "1")],
        [("TERM", "dumb")],
        [("GITLAB_CI", "true"), ("TERM", "xterm")],
        [("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "1"), ("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("FORCE_COLOR", "1")],
    ];

    private static readonly string[][] Commands =
    [
        ["preview", "--stack", "dev", "--verbose"],
        ["controls", "--stack", "dev"],
        ["preview", "--stak", "dev"],
    ];

    private static IEnumerable<TestCaseData> Runs =>
        from environment in Environments
        from command in Commands
        select new TestCaseData(environment, command)
            .SetArgDisplayNames(string.Join(' ', environment.Select(it => $"{it.Item1}={it.Item2}")), string.Join(' ', command));

    [TestCase("FlowerInfra.dll")]
    [TestCase("FlowerInfra.Components.dll")]
    [TestCase("FlowerInfra.Tools.dll")]
    [TestCase("Spectre.Console.dll")]
    public void The_command_line_comes_with_machine_code_unless_it_is_to_be_debugged(string file)
    {
        using var assembly = new PEReader(File.OpenRead(BuiltProgram.File("infra", file)));
        var isDebugged = typeof(FlowerStack).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };

        Assert.That(assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, Is.EqualTo(!isDebugged));
    }

    [TestCaseSource(nameof(Runs))]
    public async Task No_escape_sequence_reaches_a_pipe((string, string)[] environment, string[] command)
    {
        var run = await RunAsync("FlowerInfra", RepositoryStacks.Root, environment, command);

        Assert.That(run.Output + run.Error, Is.Not.Empty.And.Not.Contain(Escape));
    }

    [TestCaseSource(nameof(Environments))]
    public async Task No_escape_sequence_reaches_a_file(params (string, string)[] environment)
    {
        using var project = new EditedStack("dev", RepositoryStacks.File("dev"));
        var file = Path.Combine(project.Folder, "preview.txt");

        await RunAsync("FlowerInfra", project.Folder, environment, "preview", "--stack", "dev", "--out", file);

        Assert.That(await File.ReadAllTextAsync(file), Is.Not.Empty.And.Not.Contain(Escape));
    }

    [Test]
    public async Task On_github_annotations_stand_on_the_error_alone_and_formats_stay_whole()
    {
        using var project = new EditedStack("dev", RepositoryStacks.File("dev").Replace("    FLW-LB-12:", "    FLW-LB-11:", StringComparison.Ordinal));

        var json = await RunAsync("FlowerInfra", project.Folder, GitHub, "controls", "--stack", "dev", "--format", "json");
        var junit = await RunAsync("FlowerInfra", project.Folder, GitHub, "controls", "--stack", "dev", "--format", "junit");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((json.Code, junit.Code), Is.EqualTo((ExitCode.ControlFailed, ExitCode.ControlFailed)));
            Assert.That(() => JsonDocument.Parse(json.Output), Throws.Nothing);
            Assert.That(() => XDocument.Parse(junit.Output), Throws.Nothing);
            Assert.That(
                json.Error.Split('\n').Where(line => line.StartsWith("::", StringComparison.Ordinal)),
                Has.One.StartsWith("::error file=stacks/Pulumi.dev.yaml,title=FLW-LB-12 ")
                    .And.One.StartsWith("::warning file=stacks/Pulumi.dev.yaml,title=FLW-LB-11::"));
        }
    }

    [Test]
    public async Task On_github_faults_are_one_annotation()
    {
        var run = await RunAsync("FlowerInfra", RepositoryStacks.Root, GitHub, "preview", "--stack", "none", "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.BadInput, "")));
            Assert.That(run.Error, Does.Contain("\n::error title=FlowerInfra::The command line has 1 fault:%0A  - --stack: \"none\" is not a stack"));
        }
    }

    [TestCase("dumb", null, false)]
    [TestCase("xterm", "1", false)]
    [TestCase("xterm", null, true)]
    public async Task A_terminal_gets_colours_unless_it_or_its_user_takes_none(string term, string? noColour, bool hasColours)
    {
        const string terminal = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
        (string, string)[] environment = noColour is null ? [("TERM", term)] : [("TERM", term), ("NO_COLOR", noColour)];

        var run = await StartAsync(
            "python3", RepositoryStacks.Root, environment, "-c", terminal, "dotnet", Built("FlowerInfra"), "controls", "explain", "FLW-LB-01");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")));
            Assert.That(run.Output, Does.Contain("The load balancer is internal"));
            Assert.That(run.Output.Contains($"{Escape}[1m", StringComparison.Ordinal), Is.EqualTo(hasColours));
            if (term == "dumb")
                Assert.That(run.Output, Does.Not.Contain(Escape));
        }
    }

    [Test]
    public async Task Elsewhere_there_are_no_annotations()
    {
        using var project = new EditedStack("dev", RepositoryStacks.File("dev").Replace("    FLW-LB-12:", "    FLW-LB-11:", StringComparison.Ordinal));

        var run = await RunAsync("FlowerInfra", project.Folder, [], "controls", "--stack", "dev");

        Assert.That(run.Output + run.Error, Does.Not.Contain("::error").And.Not.Contain("::warning"));
    }

    [Test]
    public async Task The_examples_own_program_previews_its_own_stack()
    {
        var run = await RunAsync(
            "PlatformTeam", Path.Combine(RepositoryStacks.Root, "examples", "PlatformTeam"), [], "preview", "--stack", "prod");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success), run.Error);
            Assert.That(run.Output, Does.Contain("platform-tools prod").And.Contain("https://orders-flower.example.internal/").And.Contain("https://wiki."));
        }
    }

    private static string Built(string program) =>
        BuiltProgram.File(program == "FlowerInfra" ? "infra" : Path.Combine("examples", program), $"{program}.dll");

    private static Task<(int Code, string Output, string Error)> RunAsync(
        string program, string folder, IEnumerable<(string Name, string Value)> environment, params string[] args) =>
        StartAsync("dotnet", folder, environment, [Built(program), .. args]);

    private static async Task<(int Code, string Output, string Error)> StartAsync(
        string file, string folder, IEnumerable<(string Name, string Value)> environment, params string[] args)
    {
        var start = new ProcessStartInfo(file, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Environments.SelectMany(it => it).Select(it => it.Item1).Distinct())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
