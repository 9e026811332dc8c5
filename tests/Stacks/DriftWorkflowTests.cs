using System.Diagnostics;
using System.Globalization;
using FlowerInfra.Tests.Tools.Preview;
using FlowerInfra.Tests.Tools.Verify;
using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The scheduled workflow that looks for drift, and the script that it runs.</summary>
[TestFixture]
internal sealed class DriftWorkflowTests
{
    private const string Fake = """
        #!/bin/sh
        echo "$(basename "$0") $*" >> "$CALLS"
        if [ "$(basename "$0")" = pulumi ]; then exit {{CODE}}; fi

        """;

    [Test]
    public void It_compares_every_stack_each_day()
    {
        using var reader = new StreamReader(Path.Combine(RepositoryStacks.Root, ".github", "workflows", "drift.yml"));
        var stream = new YamlStream();
        stream.Load(reader);
        var workflow = stream.Documents.Single().RootNode;
        var job = workflow["jobs"]["compare"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                ((YamlSequenceNode)job["strategy"]["matrix"]["stack"]).Select(it => $"{it}"), Is.EquivalentTo(RepositoryStacks.Names));
            Assert.That($"{workflow["on"]["schedule"][0]["cron"]}", Does.Match(@"^\d+ \d+ \* \* \*$"));
            Assert.That(((YamlSequenceNode)job["steps"]).Select(it => Run(it)), Has.Some.EqualTo(".ci/drift \"${{ matrix.stack }}\""));
        }
    }

    [TestCase(0)]
    [TestCase(255)]
    public void It_reports_drift_and_a_failed_comparison_as_1_and_nothing_else(int code)
    {
        var (exitCode, calls) = RunScript(code);

        var drift = code == 0 ? 0 : 1;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(drift));
            Assert.That(calls, Is.EqualTo(new[]
            {
                "pulumi preview --stack prod --refresh --expect-no-changes --non-interactive --diff",
                $"aws cloudwatch put-metric-data --namespace FlowerInfra/prod/flower-audit --metric-name drift --value {drift}",
            }));
        }
    }

    [Test]
    public async Task It_reports_where_the_stacks_alarms_listen()
    {
        var plan = await RepositoryStacks.PlanAsync("prod");

        var alarms = plan.OfType("aws:cloudwatch/metricAlarm:MetricAlarm").Where(it => it.Text("metricName") == "drift").ToList();
        Assert.That(alarms.Select(it => it.Text("namespace")), Has.Exactly(2).EqualTo("FlowerInfra/prod/flower-audit"));
    }

    private static string Run(YamlNode step) => step is YamlMappingNode map && map.Children.TryGetValue("run", out var run) ? $"{run}" : "";

    private static (int ExitCode, string[] Calls) RunScript(int code)
    {
        using var folder = new TemporaryFolder();
        foreach (var program in new[] { "aws", "pulumi" })
        {
            var file = folder.Write(program, Fake.Replace("{{CODE}}", code.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            using var chmod = Process.Start("chmod", ["+x", file]);
            chmod.WaitForExit();
        }

        var calls = Path.Combine(folder.Name, "calls");
        var start = new ProcessStartInfo("bash", [Path.Combine(RepositoryStacks.Root, ".ci", "drift"), "prod"])
        {
            Environment = { ["CALLS"] = calls, ["PATH"] = $"{folder.Name}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        using var script = Process.Start(start)!;
        script.WaitForExit();
        return (script.ExitCode, File.ReadAllLines(calls));
    }
}
