using System.Diagnostics;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra.Tests.Workflows;

/// <summary>What GitHub is told to run, as GitHub's own guide to hardening asks for it.</summary>
[TestFixture]
internal sealed partial class WorkflowTests
{
    private static string Folder => Path.Combine(RepositoryStacks.Root, ".github", "workflows");

    private static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.yml").Select(it => Path.GetFileName(it)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void Actions_are_pinned_by_commit_with_their_version_beside_it(string name)
    {
        var lines = File.ReadLines(Path.Combine(Folder, name)).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();

        Assert.That(lines, Is.Not.Empty);
        Assert.That(lines.Where(line => !Local().IsMatch(line)), Has.All.Matches<string>(Pinned().IsMatch));
    }

    [TestCaseSource(nameof(Names))]
    public void Nothing_may_write_but_the_job_that_says_so(string name)
    {
        var root = Read(name);
        var permissions = root["permissions"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(permissions, Is.InstanceOf<YamlMappingNode>(), "Without it a token may do everything");
            Assert.That(Pairs(permissions).Where(it => it.Value == "write").Select(it => it.Key), Is.SubsetOf(new[] { "id-token" }));
            foreach (var (job, node) in Jobs(root))
                Assert.That(Pairs(node, "permissions").Where(it => it.Value == "write").Select(it => it.Key), Is.SubsetOf(new[] { "id-token", "pull-requests" }), job);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void No_change_of_somebody_elses_runs_with_this_repositorys_rights(string name)
    {
        var triggers = Read(name)["on"] switch
        {
            YamlMappingNode map => map.Children.Keys.Select(it => it.ToString()),
            var other => [other.ToString()],
        };

        Assert.That(triggers, Has.None.EqualTo("pull_request_target").And.None.EqualTo("workflow_run").And.None.EqualTo("issue_comment"));
    }

    // What an expression holds, a branch's name for example, would be a part of the script.
    [TestCaseSource(nameof(Names))]
    public void Scripts_get_what_others_wrote_as_variables(string name)
    {
        var scripts = Steps(name).Select(it => it.Children.TryGetValue("run", out var run) ? run.ToString() : "").ToList();

        Assert.That(scripts.SelectMany(it => Expression().Matches(it).Select(match => match.Groups[1].Value)), Has.All.Match(@"^ matrix\.[a-z]+ $"));
    }

    [TestCaseSource(nameof(Names))]
    public void The_token_is_left_in_no_folder(string name) => Assert.That(
        Steps(name).Where(it => it.Children.TryGetValue("uses", out var uses) && uses.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal))
            .Select(it => Pairs(it, "with").FirstOrDefault(pair => pair.Key == "persist-credentials").Value),
        Has.All.EqualTo("false"));

    [TestCaseSource(nameof(Names))]
    public void Every_script_that_a_step_runs_is_there_and_can_be_run(string name)
    {
        foreach (var script in Steps(name).SelectMany(it => it.Children.TryGetValue("run", out var run) ? Script().Matches(run.ToString()).Select(match => match.Value) : []))
        {
            using var process = Process.Start("test", ["-x", Path.Combine(RepositoryStacks.Root, script)]);
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, script);
        }
    }

    [Test]
    public void What_builds_a_change_has_no_credentials_and_what_has_them_takes_no_fork()
    {
        var jobs = Jobs(Read("pull-request.yml")).ToDictionary(it => it.Name, it => it.Node);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Pairs(jobs["review"], "permissions"), Is.EqualTo(new[] { ("contents", "read") }));
            Assert.That(new[] { "comment", "engine" }.Select(it => jobs[it]["if"].ToString()), Has.All.Contains("github.event.pull_request.head.repo.full_name == github.repository"));
        }
    }

    [TestCase("pull-request.yml")]
    public void Every_stack_is_reviewed(string name)
    {
        foreach (var (job, node) in Jobs(Read(name)).Where(it => it.Node.Children.ContainsKey("strategy")))
            Assert.That(((YamlSequenceNode)node["strategy"]["matrix"]["stack"]).Select(it => it.ToString()), Is.EquivalentTo(RepositoryStacks.Names), job);
    }

    [Test]
    public void Every_stack_is_deployed_one_after_the_other_in_an_environment_of_its_own()
    {
        var jobs = Jobs(Read("deploy.yml")).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(jobs.Select(it => it.Node["with"]["stack"].ToString()), Is.EquivalentTo(RepositoryStacks.Names));
            Assert.That(jobs.Skip(1).Select(it => it.Node["needs"].ToString()), Is.EqualTo(jobs.SkipLast(1).Select(it => it.Name)));
            Assert.That(Jobs(Read("deploy-stack.yml")).Single().Node["environment"].ToString(), Is.EqualTo("${{ inputs.stack }}"));
        }
    }

    private static YamlMappingNode Read(string name)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Folder, name));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static IEnumerable<(string Name, YamlMappingNode Node)> Jobs(YamlMappingNode root) =>
        ((YamlMappingNode)root["jobs"]).Children.Select(it => (it.Key.ToString(), (YamlMappingNode)it.Value));

    private static IEnumerable<YamlMappingNode> Steps(string name) => Jobs(Read(name))
        .SelectMany(it => it.Node.Children.TryGetValue("steps", out var steps) ? (YamlSequenceNode)steps : [])
        .Cast<YamlMappingNode>();

    private static IEnumerable<(string Key, string Value)> Pairs(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(name, out var value) ? Pairs(value) : [];

    private static IEnumerable<(string Key, string Value)> Pairs(YamlNode node) =>
        node is YamlMappingNode map ? map.Children.Select(it => (it.Key.ToString(), it.Value.ToString())) : [];

    [GeneratedRegex(@"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"uses: \./\.github/")]
    private static partial Regex Local();

    [GeneratedRegex(@"\$\{\{(.*?)\}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\.ci/[a-z-]+")]
    private static partial Regex Script();
}
