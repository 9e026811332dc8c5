using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The values of the shipped stacks that nobody can deploy.</summary>
[TestFixture]
[NonParallelizable]
internal sealed partial class ExampleValueTests
{
    private static IEnumerable<string> Stacks => RepositoryStacks.Names;

    [TestCaseSource(nameof(Stacks))]
    public void Every_id_account_digest_zone_and_host_of_a_shipped_stack_is_recognised(string stack)
    {
        var settings = RepositoryStacks.Settings(stack);
        var found = ExampleValues.In(settings.Project, settings.Values, []).Select(it => it.Value).ToHashSet(StringComparer.Ordinal);

        var values = RepositoryStacks.File(stack).Split('\n').Where(line => !line.TrimStart().StartsWith('#'))
            .Select(line => Value().Match(line).Groups[1].Value.Trim('"')).Where(value => Telling().IsMatch(value)).Distinct().ToList();

        Assert.That(values, Has.Count.GreaterThan(9).And.SubsetOf(found));
    }

    [TestCaseSource(nameof(Stacks))]
    public void Nothing_is_found_in_a_configuration_of_somebodys_own(string stack)
    {
        var settings = RepositoryStacks.Adapted(stack);

        Assert.That(ExampleValues.In(settings.Project, settings.Values, []), Is.Empty);
    }

    [TestCase("vpc-0a1b2c3d4e5f60718")]
    [TestCase("subnet-01234567")]
    [TestCase("612345678901234")]
    [TestCase("flower.example-corp.com")]
    [TestCase("myexample.com")]
    [TestCase("10.8.0.0/16")]
    [TestCase("mher/flower:2.1.0")]
    public void What_could_be_anybodys_is_no_example(string value) => Assert.That(In(value), Is.Empty);

    [TestCase("\"123456789012\"")]
    [TestCase("123456789012.dkr.ecr.eu-west-1.amazonaws.com/flower:2.1.0")]
    [TestCase("Flower.EXAMPLE.com")]
    [TestCase("Z0123456789ABCDEFGHIJ")]
    public void A_mark_counts_wherever_it_stands(string value) => Assert.That(In(value), Has.Exactly(1).Items);

    [Test]
    public void A_value_that_may_be_secret_is_named_and_not_shown()
    {
        var values = new Dictionary<string, string>
        {
            ["p:audit"] = """{"alertWebhooks":[{"name":"pager","url":"https://hooks.example.com/token"}],"alertEmails":["a@example.com"]}""",
            ["p:broker"] = """{"urlSecretArn":"arn:aws:secretsmanager:eu-west-1:123456789012:secret:a"}""",
            ["p:waivers"] = """{"FLW-LB-01":{"reason":"example.com is public"}}""",
            ["q:other"] = "example.com",
        };

        Assert.That(
            ExampleValues.In("p", values, ["p:broker"]).Select(it => (it.Key, it.Value)), Is.EqualTo(new (string, string?)[]
            {
                ("p:audit.alertWebhooks[0].url", null), ("p:audit.alertEmails[0]", "a@example.com"), ("p:broker.urlSecretArn", null),
            }));
    }

    [Test]
    public async Task A_preview_names_the_keys_and_succeeds([Values("table", "json")] string format)
    {
        using var copy = new EditedStack("dev", RepositoryStacks.File("dev"));
        using var adapted = new EditedStack("dev", RepositoryStacks.Adapt(RepositoryStacks.File("dev")));

        var run = await copy.RunAsync("preview", "--stack", "dev", "--format", format);
        var own = await adapted.RunAsync("preview", "--stack", "dev", "--format", format);

        var note = format == "json" ? run.Error : run.Output;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, own.Code), Is.EqualTo((ExitCode.Success, ExitCode.Success)), run.Error + own.Error);
            Assert.That(note, Does.Contain("Example values").And.Contain("flower-infra:loadBalancer.subnetIds[1]").And.Contain("flower-infra:broker.urlSecretArn"));
            Assert.That(own.Output + own.Error, Does.Not.Contain("Example values"));
        }
    }

    [Test]
    public async Task Of_very_many_keys_a_preview_names_the_first([Values("table", "json")] string format)
    {
        const string Dashboards = "  flower-infra:dashboards:\n";
        var file = RepositoryStacks.File("dev");
        var many = Enumerable.Range(1, 60).Select(number => $"    flower-{number}:\n      host: flower-{number}.dev.example.internal\n      auth: {{ basic: {{ users: [ops] }} }}\n");
        using var copy = new EditedStack("dev", file[..(file.IndexOf(Dashboards, StringComparison.Ordinal) + Dashboards.Length)] + string.Concat(many));

        var run = await copy.RunAsync("preview", "--stack", "dev", "--format", format);

        var note = string.Join(' ', (format == "json" ? run.Error : run.Output).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.That(note, Does.Contain("dashboards.flower-40.host").And.Not.Contain("dashboards.flower-60.host,").And.Match("[0-9]+ more"));
    }

    [Test]
    public async Task An_update_refuses_every_one_of_them_at_once_and_before_the_first_resource()
    {
        var settings = RepositoryStacks.Settings("prod");
        var expected = ExampleValues.In(settings.Project, settings.Values, settings.SecretKeys).ToList();

        var (message, registered) = await UpdateAsync(settings);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Does.Contain($"The configuration of stack \"prod\" has {expected.Count} faults:"));
            Assert.That(expected.Take(12).Select(it => $"  - {it}").Where(line => !message.Contains(line, StringComparison.Ordinal)), Is.Empty);
            Assert.That(message, Does.Contain($"\n  and {expected.Count - 12} more"));
            Assert.That(registered, Is.Empty);
        }
    }

    [Test]
    public async Task An_update_with_values_of_somebodys_own_goes_through()
    {
        var (message, registered) = await UpdateAsync(RepositoryStacks.Adapted("dev"));

        Assert.That((message, registered.Contains("aws:lb/loadBalancer:LoadBalancer")), Is.EqualTo(("", true)));
    }

    private static IEnumerable<ArgumentFault> In(string value) =>
        ExampleValues.In("p", new Dictionary<string, string> { ["p:key"] = value }, []);

    private static async Task<(string Message, IReadOnlyCollection<string> Types)> UpdateAsync(StackSettings settings)
    {
        var mocks = new Cloud();
        using var environment = new StackEnvironment(settings);
        try
        {
            await Deployment.TestAsync<FlowerStack>(mocks, StackEnvironment.Options(settings, isPreview: false));
            return ("", mocks.Types);
        }
        catch (RunException exception)
        {
            return (exception.Message, mocks.Types);
        }
    }

    // The last word of a line, behind its key or its hyphen.
    [GeneratedRegex(@"(?:: |- )(\S+)\s*$")]
    private static partial Regex Value();

    // What tells whose it is, by its form: no mark of an example helps to find it.
    [GeneratedRegex(@"^(vpc|subnet|sg)-|^arn:|@sha256:|^Z[0-9A-Z]{8,}$|^[0-9]{12}|@.*\.|\.(com|internal)\b|^(0oa|Iv1)")]
    private static partial Regex Telling();

    private sealed class Cloud : IMocks
    {
        public ConcurrentBag<string> Types { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Types.Add(args.Type!);
            return Task.FromResult<(string?, object)>(($"{args.Name}.id", args.Inputs.SetItem("arn", $"{args.Name}.arn")));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult(StackEnvironment.Answer(args));
    }
}
