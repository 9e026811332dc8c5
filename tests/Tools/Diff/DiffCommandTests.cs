using System.Text.Json;
using FlowerInfra.Tests.Stacks;
using FlowerInfra.Tests.Tools.Reports;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Diff;

[TestFixture]
[NonParallelizable]
internal sealed class DiffCommandTests
{
    private EditedStack _stack = null!;
    private string _base = "";

    [OneTimeSetUp]
    public async Task WriteAsync()
    {
        _stack = EditedStack.Replacing("prod", "sizeGiB: 16", "sizeGiB: 8");
        _base = Path.Combine(_stack.Folder, "base.json");
        await File.WriteAllTextAsync(_base, PlanWriter.ToJson(await StackChange.ProductionAsync()));
    }

    [OneTimeTearDown]
    public void Delete() => _stack.Dispose();

    [TestCase(0)]
    [TestCase(0, "--fail-on", "none")]
    [TestCase(0, "--fail-on", "security")]
    [TestCase(0, "--fail-on", "secrets,availability")]
    [TestCase(1, "--fail-on", "data")]
    [TestCase(1, "--fail-on", "security,data")]
    [TestCase(1, "--fail-on", "security", "--fail-on", "data")]
    [TestCase(1, "--fail-on", "any")]
    [TestCase(2, "--fail-on", "everything")]
    public async Task The_exit_code_is_what_was_asked_for(int code, params string[] args)
    {
        var run = await _stack.RunAsync(["diff", "--stack", "prod", "--base", _base, .. args]);

        Assert.That(run.Code, Is.EqualTo(code), run.Error);
    }

    [Test]
    public async Task Two_files_need_no_stack_and_the_same_one_differs_in_nothing()
    {
        var run = await _stack.RunAsync("diff", "--stack", "prod", "--base", _base, "--head", _base, "--fail-on", "any");

        Assert.That((run.Code, run.Output), Is.EqualTo((0, $"{PulumiSdk.Banner}\nflower-infra prod\n\nNothing changes.\n")));
    }

    [TestCase("diff", "--stack", "prod", "--base: is missing")]
    [TestCase("diff", "--stack", "prod", "--base", "a", "--base-ref", "b", "--base: \"a\" comes with --base-ref")]
    [TestCase("diff", "--stack", "prod", "--base", "/no/such/file", "--base: \"/no/such/file\" can't be read")]
    [TestCase("diff", "--stack", "prod", "--base", "/dev/null", "is no plan: it is not JSON at line 1")]
    [TestCase("diff", "--stack", "--> x", "--base", "a", "--stack: \"--> x\" is not the name of a stack")]
    public async Task What_cannot_be_compared_says_why(params string[] argsAndMessage)
    {
        var run = await _stack.RunAsync(argsAndMessage[..^1]);

        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.BadInput, run.Error)));
        Assert.That(run.Error, Does.Contain(argsAndMessage[^1]));
    }

    [Test]
    public async Task Somebody_who_stops_it_reads_of_no_defect()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLineProgram.RunAsync(["diff", "--stack", "prod", "--base", _base], new CommandContext
        {
            Run = _ => Task.FromCanceled<Plan>(new CancellationToken(canceled: true)),
            Output = TextWriter.Null,
            Error = error,
            Folders = [_stack.Folder],
        });

        Assert.That((code, error.ToString()), Is.EqualTo((ExitCode.BadInput, "Stopped before its end.\n")));
    }

    [Test]
    public async Task A_plan_of_another_stack_is_refused()
    {
        var file = Path.Combine(_stack.Folder, "dev.json");
        await File.WriteAllTextAsync(file, PlanWriter.ToJson(await RepositoryStacks.PlanAsync("dev")));

        var run = await _stack.RunAsync("diff", "--stack", "prod", "--base", file);

        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.BadInput, run.Error)));
        Assert.That(run.Error, Does.Contain("is of stack dev, and not of prod"));
    }

    [Test]
    public async Task The_comment_names_its_stack_first_and_the_rest_is_folded()
    {
        var file = Path.Combine(_stack.Folder, "comment.md");
        var run = await _stack.RunAsync("diff", "--stack", "prod", "--base", _base, "--format", "markdown", "--out", file);
        var text = await File.ReadAllTextAsync(file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Output), Is.EqualTo((0, "")));
            Assert.That(text, Does.StartWith("<!-- flower-infra diff: prod -->\n## flower-infra prod: what this changes\n\n1 updated; 1 danger, 0 cautions\n"));
            Assert.That(text, Does.Contain("- 🔴 **data** `flower-state-claim: shrinks from 16Gi to 8Gi, which Kubernetes refuses`\n"));
            Assert.That(text, Does.Contain("\n!    spec.resources.requests.storage: 16Gi → 8Gi\n"));
        }
    }

    [Test]
    public async Task The_json_is_the_same_twice_and_names_both_values()
    {
        var one = await _stack.RunAsync("diff", "--stack", "prod", "--base", _base, "--format", "json");
        var other = await _stack.RunAsync("diff", "--stack", "prod", "--base", _base, "--format", "json");

        using var json = JsonDocument.Parse(one.Output);
        var property = json.RootElement.GetProperty("resources")[0].GetProperty("properties")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(other.Output, Is.EqualTo(one.Output));
            Assert.That(json.RootElement.GetProperty("format").GetString(), Is.EqualTo("flower-infra/diff/1"));
            Assert.That(json.RootElement.GetProperty("summary").GetProperty("updated").GetInt32(), Is.EqualTo(1));
            Assert.That(
                (property.GetProperty("path").GetString(), property.GetProperty("before").GetString(), property.GetProperty("after").GetString()),
                Is.EqualTo(("spec.resources.requests.storage", "16Gi", "8Gi")));
        }
    }

    [Test]
    public async Task The_sarif_keeps_the_schema_and_has_what_gets_worse()
    {
        var run = await _stack.RunAsync("diff", "--stack", "prod", "--base", _base, "--format", "sarif");

        using var json = JsonDocument.Parse(run.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SarifShape.Faults(run.Output), Is.Empty);
            var result = json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single();
            Assert.That(
                (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()), Is.EqualTo(("diff/data", "error")));
        }
    }

    [Test]
    public async Task On_GitHub_what_fails_is_an_error_and_what_else_gets_worse_a_warning()
    {
        var diff = await StackChange.OfAsync(("sizeGiB: 16", "sizeGiB: 8"), ("      size: large", "      size: large\n      credentialsVersion: 2"));

        Assert.That(Annotations.Of(diff, concern => concern == Concern.Data, "stacks/Pulumi.prod.yaml").Select(it => it.Split("::")[1]), Is.EqualTo(new[]
        {
            "error file=stacks/Pulumi.prod.yaml,title=data", "warning file=stacks/Pulumi.prod.yaml,title=availability",
            "warning file=stacks/Pulumi.prod.yaml,title=secrets", "warning file=stacks/Pulumi.prod.yaml,title=secrets",
        }));
    }
}
