using System.Reflection;
using System.Text.Json;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reference;

/// <summary>What the documentation says of each key of a stack's configuration.</summary>
[TestFixture]
internal sealed class ReferenceTests
{
    private static readonly ConfigurationReference Reference = new(typeof(FlowerStackArgs), "flower-infra");

    private static IEnumerable<KeyDescription> Leaves => Reference.Keys.Where(it => it.Key.Inner is null);

    [Test]
    public void Every_key_has_a_meaning_and_every_plain_one_an_example()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Reference.Missing, Is.Empty);
            Assert.That(Reference.Keys, Has.Count.GreaterThan(150));
            Assert.That(Reference.Keys.Where(it => it.Meaning.Length < 10).Select(it => it.Key.Path), Is.Empty);
            Assert.That(Leaves.Where(it => it.Example is null).Select(it => it.Key.Path), Is.Empty);
        }
    }

    [Test]
    public void Every_example_is_of_the_kind_that_the_key_takes() =>
        Assert.That(Leaves.Where(it => !it.Key.Member!.IsSecret && !Fits(it)).Select(it => $"{it.Key.Path}: {it.Example}"), Is.Empty);

    [Test]
    public void Every_flag_and_number_that_may_be_left_out_has_a_default() => Assert.That(
        // Without it nothing moves.
        Leaves.Where(it => it.Key.Kind is ValueKind.Number or ValueKind.Flag && it.Default == "none").Select(it => it.Key.Path), Is.Empty);

    [Test]
    public void Every_key_whose_name_says_that_it_weakens_something_says_what() => Assert.That(
        Leaves.Where(it => it.Key.Kind == ValueKind.Flag && it.Weakens is null)
            .Where(it => it.Key.Member!.Name.StartsWith("allow", StringComparison.Ordinal) || it.Key.Member.Name.StartsWith("without", StringComparison.Ordinal))
            .Select(it => it.Key.Path),
        // The one tells what somebody else's load balancer does, and the other strengthens.
        Is.EquivalentTo(new[] { "existingLoadBalancer.allowHttpsToAnyAddress", "audit.logBucket.objectLock.withoutException" }));

    [TestCase("accountId", "required")]
    [TestCase("dashboards.NAME.images", "`images`")]
    [TestCase("dashboards.NAME.vpnCidrBlocks", "`loadBalancer.vpnCidrBlocks`, else `existingLoadBalancer.vpnCidrBlocks`")]
    [TestCase("loadBalancer.tlsPolicy", "`ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`")]
    [TestCase("loadBalancer.requestsPerFiveMinutes", "15000: 40 open tabs of the workers table, which ask every second, send 12000")]
    [TestCase("audit.logBucket.prefixes", "`flower-lb`, under which the stack's load balancer delivers")]
    [TestCase("dashboards.NAME.state.efs.vpcId", "none")]
    public void The_default_is_what_holds_without_the_key(string path, string expected) =>
        Assert.That(Reference.Describe(Reference.Root.Find(path)!).Default ?? "required", Is.EqualTo(expected));

    [Test]
    public void Every_default_and_every_move_leads_to_a_key_that_there_is()
    {
        var moves = typeof(FlowerStackArgs).GetCustomAttributes<MovedKeyAttribute>().ToList();
        var defaults = typeof(FlowerStackArgs).GetCustomAttributes<KeyDefaultAttribute>().ToList();
        var top = Reference.Root.Children.Select(it => it.Member!.Name).ToHashSet();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(moves.Where(it => Reference.Root.Find(it.To) is null || top.Contains(it.Key)).Select(it => it.Key), Is.Empty);
            Assert.That(defaults.SelectMany(it => it.From).Where(it => Reference.Root.Find(it) is null), Is.Empty);
            Assert.That(defaults.Select(it => it.Key), Is.SubsetOf(All(Reference.Root)));
        }
    }

    [TestCase("docs/configuration.md", "markdown")]
    [TestCase("stacks/flower-infra.schema.json", "schema")]
    public async Task The_file_in_the_repository_is_the_one_that_the_command_writes(string file, string format)
    {
        var run = await RunAsync(typeof(FlowerStackArgs), "--format", format);

        Assert.That(await File.ReadAllTextAsync(Path.Combine(RepositoryStacks.Root, file)), Is.EqualTo(run.Output));
    }

    [Test]
    public async Task The_table_lists_every_key()
    {
        var run = await RunAsync(typeof(FlowerStackArgs));

        Assert.That(Reference.Keys.Select(it => it.Key.Path).Where(path => !run.Output.Contains($"\n{path}  ", StringComparison.Ordinal) && !run.Output.StartsWith($"{path}  ", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("dashboards.flower.admin.auth.github.domain", "dashboards.NAME.admin.auth.github.domain: text\n", "Default: github.com",
        "    flower-infra:dashboards:\n      flower:\n        admin:\n          auth:\n            github:\n              domain: github.example.com")]
    [TestCase("flower-infra:loadBalancer.withoutWebAcl", "loadBalancer.withoutWebAcl: flag\n", "Weakens: ELB.16", "    flower-infra:loadBalancer:\n      withoutWebAcl: true")]
    [TestCase("audit.alertWebhooks[0].url", "audit.alertWebhooks[].url: encrypted text, required\n",
        "Set it with: pulumi config set --secret --path 'flower-infra:audit.alertWebhooks[0].url'",
        "    flower-infra:audit:\n      alertWebhooks:\n        - url: { secure: v1:… }")]
    [TestCase("rotation", "rotation: object\n", "Default: rotation by credentialsVersion alone", "Keys below it: lambdaArn (required), roleArn (required), afterDays")]
    public async Task A_key_is_explained(string key, params string[] parts)
    {
        var run = await RunAsync(typeof(FlowerStackArgs), key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")));
            Assert.That(parts.Where(part => !run.Output.Contains(part, StringComparison.Ordinal)), Is.Empty, run.Output);
        }
    }

    [TestCase("clusterName", "It is cluster.name now.")]
    [TestCase("dashbords.NAME.size", "Write dashboards.NAME.size.")]
    [TestCase("rotation.afterDay", "Write rotation.afterDays.")]
    [TestCase("urlPrefix", "Write dashboards.NAME.urlPrefix or dashboards.NAME.admin.urlPrefix.")]
    [TestCase("dashboards.NAME.cluster", "Take one that the command \"config\" lists.")]
    public async Task An_unknown_key_is_bad_input_with_what_was_meant(string key, string fix)
    {
        var run = await RunAsync(typeof(FlowerStackArgs), key);

        Assert.That((run.Code, run.Output, run.Error), Is.EqualTo(
            (ExitCode.BadInput, "", $"The command line has 1 fault:\n  - config: \"{key}\" is not a key of this configuration. {fix}\n")));
    }

    [Test]
    public async Task A_program_that_names_no_configuration_says_so()
    {
        var run = await RunAsync(null);

        Assert.That((run.Code, run.Error.Split('.')[0]), Is.EqualTo(
            (ExitCode.BadInput, "The command line has 1 fault:\n  - config: has nothing to show: this program doesn't say what its configuration is")));
    }

    [Test]
    public void The_upgrade_notes_have_every_key_that_has_moved()
    {
        var notes = File.ReadAllText(Path.Combine(RepositoryStacks.Root, "UPGRADE.md"));

        Assert.That(
            typeof(FlowerStackArgs).GetCustomAttributes<MovedKeyAttribute>().Select(it => $"| `{it.Key}` | `{it.To}` |")
                .Where(row => !notes.Contains(row, StringComparison.Ordinal)),
            Is.Empty);
    }

    private static IEnumerable<string> All(ConfigurationKey key) => key.Children.SelectMany(it => All(it).Prepend(it.Path));

    private static bool Fits(KeyDescription it)
    {
        if (it.Key.Kind == ValueKind.Text)
            return true;
        var value = JsonDocument.Parse(it.Example!).RootElement;
        return it.Key.Kind switch
        {
            ValueKind.Number => value.TryGetInt32(out _),
            ValueKind.Flag => value.ValueKind == JsonValueKind.True,
            ValueKind.Numbers => value.EnumerateArray().All(entry => entry.TryGetInt32(out _)),
            ValueKind.Texts => value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.String),
            _ => value.EnumerateObject().All(entry => entry.Value.ValueKind == JsonValueKind.String),
        };
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(Type? configuration, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLineProgram.RunAsync(["config", .. args], new CommandContext
        {
            Output = output,
            Error = error,
            Folders = [RepositoryStacks.Root],
            Configuration = configuration,
            Run = _ => throw new InvalidOperationException("No stack is run."),
        });
        return (code, output.ToString(), error.ToString());
    }
}
