using System.Diagnostics;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

[TestFixture]
[NonParallelizable]
internal sealed class ResultFileTests
{
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("flower-infra-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("", "is no name")]
    [TestCase("/tmp", "is a folder")]
    [TestCase("/tmp/no/such/plan.json", "is in no folder that exists")]
    [TestCase("/dev/null", "is no file")]
    [TestCase("/proc/self/plan.json", "is no file")]
    public async Task A_place_that_takes_no_file_is_refused_before_anything_runs(string path, string problem)
    {
        using var stack = new EditedStack("dev", "config: [");

        var run = await stack.RunAsync("preview", "--stack", "dev", "--out", path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.EndWith($"  - --out: \"{path}\" {problem}. Name a file in a folder that exists.\n"));
        }
    }

    [Test]
    public async Task A_link_stays_one_and_the_file_behind_it_is_written()
    {
        using var stack = new EditedStack("dev", RepositoryStacks.File("dev"));
        var (file, link) = (Path.Combine(_folder, "plan.json"), Path.Combine(_folder, "latest.json"));
        await File.WriteAllTextAsync(file, "old");
        File.CreateSymbolicLink(link, file);

        await stack.RunAsync("preview", "--stack", "dev", "--format", "json", "--out", link);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(file));
            Assert.That(await File.ReadAllTextAsync(file), Does.StartWith("{"));
        }
    }

    [Test]
    public async Task A_link_to_a_device_is_no_way_around()
    {
        using var stack = new EditedStack("dev", RepositoryStacks.File("dev"));
        var link = Path.Combine(_folder, "null");
        File.CreateSymbolicLink(link, "/dev/null");

        var run = await stack.RunAsync("preview", "--stack", "dev", "--out", link);

        Assert.That(run.Error, Does.Contain("is no file"));
    }

    [Test]
    public async Task A_pipe_stays_one_and_is_told_before_anything_runs()
    {
        using var stack = new EditedStack("dev", "config: [");
        var pipe = Path.Combine(_folder, "pipe");
        using (var mkfifo = Process.Start("mkfifo", pipe))
            await mkfifo.WaitForExitAsync();

        var run = await stack.RunAsync("preview", "--stack", "dev", "--out", pipe);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.EndWith($"  - --out: \"{pipe}\" is no file. Name a file in a folder that exists.\n"));
            Assert.That(SpecialFile.IsPipe(pipe), Is.True);
        }
    }

    [Test]
    public async Task A_refused_stack_leaves_the_old_file_and_nothing_beside_it()
    {
        using var stack = new EditedStack("dev", "config: {}\n");
        var file = Path.Combine(_folder, "plan.json");
        await File.WriteAllTextAsync(file, "old");

        var run = await stack.RunAsync("preview", "--stack", "dev", "--format", "json", "--out", file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("old"));
            Assert.That(Directory.GetFileSystemEntries(_folder), Has.Length.EqualTo(1));
        }
    }

    [TestCase("prevew")]
    [TestCase("preview --stak dev --format json")]
    [TestCase("preview --stack dev --format yaml")]
    public async Task What_somebody_may_have_meant_is_said_beside_the_errors_and_never_in_the_result(string line)
    {
        using var stack = new EditedStack("dev", RepositoryStacks.File("dev"));

        var run = await stack.RunAsync(line.Split(' '));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.BadInput, "")));
            Assert.That(run.Error, Is.Not.Empty);
        }
    }
}
