using System.Diagnostics;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>Places to read from and to write to that are none: a command ends with a message, soon and without a crash.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class HostileSurroundingsTests
{
    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("flower-infra-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_result_that_nothing_takes_is_bad_input_and_no_defect()
    {
        using var error = new StringWriter();

        var code = await RunAsync(new FullWriter(), error, "controls");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(error.ToString(), Is.EqualTo(
                $"The result can't be written to standard output: No space left on device.{Environment.NewLine}"));
        }
    }

    [Test]
    public async Task An_error_that_nothing_takes_leaves_its_exit_code() =>
        Assert.That(await RunAsync(new FullWriter(), new FullWriter(), "preview", "--stack", "none"), Is.EqualTo(ExitCode.BadInput));

    [TestCase("exec dotnet \"$0\" controls >/dev/full 2>/dev/full")]
    [TestCase("exec dotnet \"$0\" controls >&- 2>&-")]
    [TestCase("mkdir gone && cd gone && rmdir ../gone && exec dotnet \"$0\" preview --stack none --out x")]
    public async Task The_process_ends_by_itself(string command) => Assert.That(await ShellAsync(command), Is.EqualTo(ExitCode.BadInput));

    [Test]
    public async Task A_result_is_not_written_through_links_in_a_circle()
    {
        var file = Link("circle");

        var (code, error) = await FailAsync("controls", "--out", file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(error, Does.Contain("--out").And.Contain("can't be written: Too many levels of symbolic links"));
        }
    }

    [TestCase("--credentials-file")]
    [TestCase("--session-file")]
    [TestCase("--ca")]
    public async Task A_device_that_never_ends_is_read_no_further_than_a_configuration_may_be_long(string option)
    {
        var (code, error) = await FailAsync("verify", "--url", "https://flower.example.com/", option, "/dev/zero");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(error, Does.Contain($"{option}: \"/dev/zero\" can't be read: It is larger than 2 MiB."));
        }
    }

    [Test]
    public async Task A_standard_input_without_an_end_is_given_up()
    {
        using var never = new EndlessReader();
        using var error = new StringWriter();

        var code = await CommandLineProgram.RunAsync(
            ["verify", "--url", "https://flower.example.com/", "--credentials-file", "-"],
            Context(TextWriter.Null, error) with { Input = never, Patience = TimeSpan.FromMilliseconds(100) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(error.ToString(), Does.Contain("--credentials-file: \"-\" can't be read: It did not end within"));
        }
    }

    [Test]
    public async Task A_standard_input_that_is_closed_is_no_defect()
    {
        using var error = new StringWriter();

        var code = await CommandLineProgram.RunAsync(
            ["verify", "--url", "https://flower.example.com/", "--credentials-file", "-"],
            Context(TextWriter.Null, error) with { Input = new StreamReader(new ClosedStream()) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(error.ToString(), Does.Contain("can't be read: Bad file descriptor."));
        }
    }

    [Test]
    public async Task Half_a_character_in_credentials_is_no_defect()
    {
        var file = Path.Combine(_folder, "credentials");
        await File.WriteAllTextAsync(file, """{"ops": "hunter2\ud800"}""");

        var (code, error) = await FailAsync("verify", "--url", "https://flower.example.com/", "--credentials-file", file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(error, Does.Contain("is not a JSON object of users and passwords").And.Not.Contain("hunter2"));
        }
    }

    [TestCase("/dev/null", "flower-infra:accountId: is missing")]
    [TestCase("/dev/zero", "stacks/Pulumi.hostile.yaml: can't be read: It is larger than 2 MiB.")]
    public async Task A_stack_that_is_a_device_is_read_no_further_than_a_configuration_may_be_long(string device, string message) =>
        Assert.That(await PreviewAsync(file => File.CreateSymbolicLink(file, device)), Does.Contain(message));

    [Test]
    public async Task A_stack_that_is_a_pipe_is_told()
    {
        var text = await PreviewAsync(file =>
        {
            using var mkfifo = Process.Start("mkfifo", file);
            mkfifo.WaitForExit();
        });

        Assert.That(text, Does.Contain("stacks/Pulumi.hostile.yaml: can't be read: It is a pipe or a terminal."));
    }

    // bash has /dev/fd/N in the place of <(…), and a link may lead there.
    [Test]
    public async Task What_a_shell_puts_in_the_place_of_a_command_is_read()
    {
        using var project = new EditedStack("hostile", "");
        var file = Path.Combine(project.Folder, "stacks", "Pulumi.hostile.yaml");
        var start = new ProcessStartInfo(
            "bash", ["-c", "exec 9< <(printf 'config: { color: red }'); ln -sf /dev/fd/9 \"$1\"; cd \"$2\" && exec dotnet \"$0\" preview --stack hostile",
                Path.Combine(AppContext.BaseDirectory, "FlowerInfra.dll"), file, project.Folder])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;

        Assert.That(await process.StandardError.ReadToEndAsync(), Does.Contain("line 1: color: has no namespace"));
    }

    [Test]
    public async Task A_stack_in_a_circle_of_links_is_told() =>
        Assert.That(await PreviewAsync(file => File.CreateSymbolicLink(file, file)), Does.Contain("can't be read: Too many levels of symbolic links"));

    [Test]
    public async Task A_stack_that_is_too_large_is_not_read() =>
        Assert.That(await PreviewAsync(file => File.WriteAllText(file, new string('#', 3_000_000))), Does.Contain("can't be read: It is larger than 2 MiB."));

    [TestCase("config:\n  flower-infra:tags: {0}", "it is nested more than 50 levels deep")]
    [TestCase("config: {1}", "it is nested more than 50 levels deep")]
    [TestCase("config:\n  flower-infra:tags: &a {{ x: *a }}", "an alias leads back to the block that it stands in")]
    [TestCase("config: &a\n  flower-infra:tags: *a", "an alias leads back to the block that it stands in")]
    [TestCase("config:\n  flower-infra:tags:\n    ? &x [ *x ]\n    : x", "a key is not plain text")]
    [TestCase("config: &a\n  ? *a\n  : x", "a key is not plain text")]
    [TestCase("config:\n  ? {{ a: b }}\n  : x", "a key is not plain text")]
    public async Task Yaml_that_is_deep_or_refers_to_itself_is_told_with_its_line(string yaml, string problem)
    {
        const int depth = 100_000;
        var lists = new string('[', depth) + new string(']', depth);
        var objects = string.Concat(Enumerable.Repeat("{a: ", depth)) + new string('}', depth);

        var text = await PreviewAsync(file => File.WriteAllText(file, string.Format(null, yaml, lists, objects)));

        Assert.That(text, Does.Match(@"line [0-9]+: is not valid YAML: .*\. Correct the line\.").And.Contain(problem));
    }

    [TestCase("""flower-infra:tags: '{"a": "x\ud800y"}'""", "flower-infra:tags: ")]
    [TestCase("""flower-infra:tags: '{"x\ud800y": "a"}'""", "flower-infra:tags: ")]
    [TestCase("""flower-infra:waivers: '{"FLW-LB-12": {"reason": "x\ud800y", "expires": "2027-01-01"}}'""", "flower-infra:waivers: is not an object")]
    public async Task Half_a_character_in_json_text_is_no_object(string line, string message)
    {
        var text = await PreviewAsync(file => File.WriteAllText(file, $"config:\n  {line}\n"));

        Assert.That(text, Does.Contain(message).And.Contain("is not an object"));
    }

    private static CommandContext Context(TextWriter output, TextWriter error) => new()
    {
        Run = StackPreview.RunAsync<FlowerStack>,
        Output = output,
        Error = error,
        Folders = [RepositoryStacks.Root],
        Time = new DayOfTheTests(),
    };

    private static Task<int> RunAsync(TextWriter output, TextWriter error, params string[] args) =>
        CommandLineProgram.RunAsync(args, Context(output, error));

    private static async Task<(int Code, string Error)> FailAsync(params string[] args)
    {
        using var error = new StringWriter();
        return (await RunAsync(TextWriter.Null, error, args), error.ToString());
    }

    private string Link(string name)
    {
        var path = Path.Combine(_folder, name);
        File.CreateSymbolicLink(path, path);
        return path;
    }

    // The message about a stack whose file somebody else has made.
    private static async Task<string> PreviewAsync(Action<string> make)
    {
        using var project = new EditedStack("hostile", "");
        var file = Path.Combine(project.Folder, "stacks", "Pulumi.hostile.yaml");
        File.Delete(file);
        make(file);
        var run = await project.RunAsync("preview", "--stack", "hostile");
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput), run.Error);
        return run.Error;
    }

    private async Task<int> ShellAsync(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command, BuiltProgram.File("infra", "FlowerInfra.dll")]) { WorkingDirectory = _folder };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Write(string? value) => throw new IOException("No space left on device");

        public override void WriteLine(string? value) => Write(value);
    }

    private sealed class EndlessReader : TextReader
    {
        private readonly ManualResetEventSlim _end = new();

        public override int ReadBlock(char[] buffer, int index, int count) => Wait();

        public override int ReadBlock(Span<char> buffer) => Wait();

        public override string ReadToEnd() => $"{Wait()}";

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }

        private int Wait()
        {
            _end.Wait();
            return 0;
        }
    }

    private sealed class ClosedStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("Bad file descriptor");

        public override int Read(Span<byte> buffer) => throw new IOException("Bad file descriptor");
    }
}
