using FlowerInfra.Tests.Tools.CommandLine;
using NUnit.Framework;
using static FlowerInfra.Tests.Tools.Render.KubernetesPlan;

namespace FlowerInfra.Tests.Tools.Render;

[TestFixture]
internal sealed class RenderCommandTests
{
    private static readonly string[] Written =
        [".flower-infra-render", "PLACEHOLDERS.txt", "files/orders/nginx.conf", "manifests/2.flower.configmap.settings.yaml"];

    private SampleProject _project = null!;

    private string Folder => Path.Combine(_project.Folder, "out");

    [SetUp]
    public void CreateProject() => _project = new SampleProject();

    [TearDown]
    public void DeleteProject() => _project.Dispose();

    [Test]
    public async Task The_folder_is_written_and_a_summary_says_what_is_to_be_done()
    {
        var run = await RenderAsync(Good("${urn:pulumi:s::p::aws:sns/topic:Topic::alerts.arn}"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")));
            Assert.That(run.Output, Is.EqualTo(
                $"""
                {PulumiSdk.Banner}
                1 object and 1 mounted file written to {Folder}
                To fill in before applying, as {Path.Combine(Folder, "PLACEHOLDERS.txt")} lists:
                  arn of alerts (aws:sns/topic:Topic)

                """));
            Assert.That(Files(), Is.EqualTo(Written));
        }
    }

    [Test]
    public async Task What_is_left_out_is_said()
    {
        var run = await RenderAsync(Of(ConfigMap("settings", "[secret]")));

        Assert.That(run.Output, Does.Contain("Left out: settings (kubernetes:core/v1:ConfigMap), because data holds a secret\n"));
    }

    [Test]
    public async Task A_failed_control_fails_the_command_which_writes_all_the_same()
    {
        var run = await RenderAsync(Of(ConfigMap("settings"), Resource("aws:lb/loadBalancer:LoadBalancer", "alb", """{ "internal": false }""")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(run.Output, Does.EndWith("checks failed: preview names them\n"));
            Assert.That(Files(), Does.Contain("manifests/2.flower.configmap.settings.yaml"));
        }
    }

    [Test]
    public async Task What_render_wrote_before_is_replaced_whole()
    {
        await RenderAsync(Of(ConfigMap("old")));

        var run = await RenderAsync(Good());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(Files(), Is.EqualTo(Written));
            Assert.That(Beside(), Is.EqualTo(new[] { "out" }));
        }
    }

    [Test]
    public async Task Two_runs_write_the_same_bytes()
    {
        await RenderAsync(Good());
        var first = Files().ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Folder, file)));

        await RenderAsync(Good());

        Assert.That(Files().ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Folder, file))), Is.EqualTo(first));
    }

    [TestCase("out/")]
    [TestCase("none/../out")]
    public async Task A_folder_may_be_named_in_any_way(string name)
    {
        var run = await RenderAsync(Good(), Path.Combine(_project.Folder, name));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(Files(), Is.EqualTo(Written));
        }
    }

    [Test]
    public async Task An_empty_folder_is_filled()
    {
        Directory.CreateDirectory(Folder);

        var run = await RenderAsync(Good());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(Files(), Is.EqualTo(Written));
        }
    }

    [Test]
    public async Task A_link_stays_a_link()
    {
        var target = Directory.CreateDirectory(Path.Combine(_project.Folder, "target")).FullName;
        Directory.CreateSymbolicLink(Folder, target);

        var run = await RenderAsync(Good());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(new DirectoryInfo(Folder).LinkTarget, Is.EqualTo(target));
            Assert.That(Files(), Is.EqualTo(Written));
        }
    }

    [TestCase("notes.txt", "notes.txt")]
    [TestCase(".git/HEAD", ".git/HEAD")]
    [TestCase(".flower-infra-render", ".flower-infra-render")]
    public async Task A_folder_of_something_else_is_refused_and_stays(string file, string named)
    {
        _project.Write($"out/{file}", "mine");

        var run = await RenderAsync(Good());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain($"--out: \"{Folder}\" holds {named}, which render did not write. Name a new folder"));
            Assert.That(Files(), Is.EqualTo(new[] { file }));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder, file)), Is.EqualTo("mine"));
        }
    }

    [Test]
    public async Task A_file_put_beside_the_rendered_ones_is_never_deleted()
    {
        await RenderAsync(Good());
        _project.Write("out/manifests/mine.yaml", "mine");

        var run = await RenderAsync(Good("new"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("holds manifests/mine.yaml, which render did not write"));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder, "files/orders/nginx.conf")), Is.EqualTo("text"));
        }
    }

    [TestCase("Pulumi.yaml", "is a file")]
    [TestCase("none/out", "is in no folder that exists")]
    [TestCase("Pulumi.yaml/out", "is in no folder that exists")]
    [TestCase("/", "is in no folder that exists")]
    [TestCase("", "is no name")]
    public async Task A_folder_that_can_not_be_one_is_refused_before_anything_runs(string name, string problem)
    {
        var run = await RunAsync(() => throw new InvalidOperationException("ran"), name is "" or "/" ? name : Path.Combine(_project.Folder, name));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("--out").And.Contain(problem));
        }
    }

    [Test]
    public async Task A_failure_on_the_way_leaves_the_old_folder_and_nothing_beside_it()
    {
        await RenderAsync(Good());

        // No file system takes a name of this length.
        var run = await RenderAsync(Of(ConfigMap("a"), ConfigMap(new string('b', 300))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("--out").And.Contain("can't be written"));
            Assert.That(Files(), Is.EqualTo(Written));
            Assert.That(Beside(), Is.EqualTo(new[] { "out" }));
        }
    }

    [Test]
    public async Task A_folder_that_nothing_can_be_renamed_to_has_its_files_replaced()
    {
        await RenderAsync(Of(ConfigMap("old"), ConfigMap("settings")));
        // As a mount point refuses it; an interrupted run has left something.
        _project.Write($"out.{Environment.ProcessId}.tmp", "in the way");
        _project.Write("out/.flower-infra-render.new/manifests/half.yaml", "half");

        var run = await RenderAsync(Good("new"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")));
            Assert.That(run.Output, Does.Contain("The folder can't be replaced as a whole, like a mount point: its files were replaced one by one\n"));
            Assert.That(Files(), Is.EqualTo(Written));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder, "files/orders/nginx.conf")), Is.EqualTo("new"));
            Assert.That(await File.ReadAllLinesAsync(Path.Combine(Folder, Written[0])), Is.EqualTo(new[] { "flower-infra/render/1" }.Concat(Written[1..])));
            Assert.That(Beside(), Is.EqualTo(new[] { "out", $"out.{Environment.ProcessId}.tmp" }));
        }
    }

    [TestCase("render")]
    [TestCase("render", "--stack", "test")]
    [TestCase("render", "--out", "out")]
    [TestCase("render", "--stack", "none", "--out", "out")]
    public async Task A_wrong_command_line_is_bad_input(params string[] args)
    {
        var run = await RunAsync(() => Good(), [.. args.Select(arg => arg == "out" ? Folder : arg)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Is.Not.Empty);
            Assert.That(Beside(), Is.Empty);
        }
    }

    private static Plan Good(string text = "text")
    {
        var workload = Resource("flower-infra:index:FlowerWorkload", "orders", "{}");
        return Of(workload, ConfigMap("settings", text, workload), Resource("aws:sns/topic:Topic", "alerts", "{}"));
    }

    private string[] Files() =>
    [
        .. Directory.EnumerateFiles(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal),
    ];

    // What a run leaves in the folder around its own.
    private IEnumerable<string?> Beside() =>
        Directory.EnumerateFileSystemEntries(_project.Folder).Select(Path.GetFileName).Except(["Pulumi.yaml", "stacks"]).Order();

    private Task<(int Code, string Output, string Error)> RenderAsync(Plan plan, string? folder = null) => RunAsync(() => plan, folder ?? Folder);

    private Task<(int Code, string Output, string Error)> RunAsync(Func<Plan> plan, string folder) =>
        RunAsync(plan, ["render", "--stack", "test", "--out", folder]);

    private async Task<(int Code, string Output, string Error)> RunAsync(Func<Plan> plan, string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLineProgram.RunAsync(args, new CommandContext
        {
            Output = output,
            Error = error,
            Folders = [_project.Folder],
            Run = _ => Task.FromResult(plan()),
        });
        return (code, output.ToString(), error.ToString());
    }
}
