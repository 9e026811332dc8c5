using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Stacks;

/// <summary>Looks for secrets everywhere that a deployment or a preview could leave them.</summary>
[TestFixtureSource(typeof(RepositoryStacks), nameof(RepositoryStacks.Names))]
[NonParallelizable]
internal sealed partial class SecretSearchTests(string stack)
{
    private const string Clear = "S3CRET";

    private static readonly string[] BrokersOfEachStack =
    [
        "aws:elasticache/user:User.authenticationMode.passwords[0]",
        "flower-infra:index:CeleryWorker.broker.url", "flower-infra:index:CeleryWorker.resultBackend.url",
        "flower-infra:index:FlowerDashboard.broker.url", "flower-infra:index:FlowerDashboard.resultBackend.url",
    ];

    // Of no example, which an update refuses.
    private const string Webhook = $"https://hooks.tools.com/services/{Clear}-webhook";

    [Test]
    public async Task Generated_passwords_reach_the_write_only_value_of_a_secret_and_nothing_else()
    {
        var resources = await DeployAsync(RepositoryStacks.Adapted(stack));

        var generated = resources.Count(it => it.Type == ResourceType.RandomPassword);
        // What a component is given no provider gets.
        var written = resources.Where(it => !it.Type.StartsWith("flower-infra:", StringComparison.Ordinal))
            .SelectMany(it => PlanQueries.AllTexts("", it.Inputs)).SelectMany(it => Generated().Matches(it.Text)).ToLookup(it => it.Value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Holders(resources).Distinct(), Is.EquivalentTo(OfTheBroker.Append($"{ResourceType.SecretVersion}.secretStringWo")), "where secrets are");
            Assert.That(written, Has.Count.EqualTo(generated), "each generated value is written");
            Assert.That(
                written.Where(it => it.Count() > 1).Select(it => it.Key), Is.All.StartsWith($"{Clear}-celery-password-"),
                "once, but for those of the broker's users: the server has them, and whoever logs in has a URL");
        }
    }

    [Test]
    public async Task A_webhooks_secret_address_reaches_its_subscription_and_the_arguments_around_it()
    {
        var resources = await DeployAsync(WithWebhook(RepositoryStacks.Adapted(stack), Webhook));

        Assert.That(
            Holders(resources.Where(it => it.Type != ResourceType.SecretVersion)).Distinct(),
            Is.EquivalentTo(OfTheBroker.Concat(
                ["aws:sns/topicSubscription:TopicSubscription.endpoint", "flower-infra:index:AuditTrail.alertWebhooks[0].url"])));
    }

    [Test]
    public async Task A_preview_with_secrets_in_its_configuration_shows_none()
    {
        var plan = await RepositoryStacks.PreviewAsync(WithWebhook(RepositoryStacks.Settings(stack), Webhook));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PlanWriter.ToJson(plan), Does.Not.Contain(Clear));
            Assert.That(
                plan.Resources.Where(it => it.Type != ResourceType.SecretVersion)
                    .SelectMany(it => it.SecretInputs.Select(input => $"{it.Type}.{input}")).Distinct(),
                Is.EquivalentTo(OfTheBroker.Select(it => string.Join('.', it.Split('.')[..2])).Distinct().Concat(
                    ["aws:sns/topicSubscription:TopicSubscription.endpoint", "flower-infra:index:AuditTrail.alertWebhooks"])));
        }
    }

    [TestCase("--verbose")]
    [TestCase("--format", "json")]
    [TestCase("--format", "markdown")]
    [TestCase("--format", "html")]
    public async Task An_encrypted_value_of_the_file_is_shown_by_no_command(params string[] options)
    {
        using var edited = new EditedStack(stack, WithWebhookInFile());

        var run = await edited.RunAsync(["preview", "--stack", stack, .. options]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success), run.Error);
            Assert.That(run.Output, Does.Contain("webhook-pager"));
            Assert.That(run.Output + run.Error, Does.Not.Contain(Clear));
        }
    }

    [Test]
    public async Task An_encrypted_value_in_a_wrong_place_is_not_shown_by_the_refusal()
    {
        using var edited = new EditedStack(
            stack, EditedStack.Replace(RepositoryStacks.File(stack), "deployerRoleArns:", $"vpcCidr: {{ secure: v1:{Clear} }}\n  flower-infra:deployerRoleArns:"));

        var run = await edited.RunAsync("preview", "--stack", stack);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("flower-infra:vpcCidr"));
            Assert.That(run.Output + run.Error, Does.Not.Contain(Clear));
        }
    }

    // Where the passwords of the broker's users stand: at the server, and in the URLs of those who log in.
    private string[] OfTheBroker => stack switch
    {
        "dev" or "django" => [],
        "staging" => BrokersOfEachStack,
        "prod" => [.. BrokersOfEachStack, "flower-infra:index:FlowerDashboard.admin.broker.url", "flower-infra:index:FlowerDashboard.admin.resultBackend.url"],
        _ => throw new InvalidOperationException($"Nobody has said where secrets stand in {stack}."),
    };

    private string WithWebhookInFile()
    {
        var text = RepositoryStacks.File(stack);
        const string webhook = $"    alertWebhooks:\n      - name: pager\n        url: {{ secure: v1:{Clear} }}\n";
        return text.Contains("  flower-infra:audit:\n", StringComparison.Ordinal)
            ? EditedStack.Replace(text, "  flower-infra:audit:\n", $"  flower-infra:audit:\n{webhook}")
            : EditedStack.Replace(text, "  flower-infra:dashboards:\n", $"  flower-infra:audit:\n{webhook}  flower-infra:dashboards:\n");
    }

    private static StackSettings WithWebhook(StackSettings settings, string url)
    {
        const string key = "flower-infra:audit";
        var audit = JsonNode.Parse(settings.Values.GetValueOrDefault(key, "{}"))!;
        audit["alertWebhooks"] = new JsonArray(new JsonObject { ["name"] = "pager", ["url"] = url });
        return settings with
        {
            Values = settings.Values.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItem(key, audit.ToJsonString()),
            SecretKeys = [key],
        };
    }

    // As in a deployment every value is known, so that nothing is left out of what a provider would get.
    private static async Task<IReadOnlyList<(string Type, JsonObject Inputs)>> DeployAsync(StackSettings settings)
    {
        var mocks = new EverythingExists();
        using (new StackEnvironment(settings))
            await Deployment.TestAsync<FlowerStack>(mocks, StackEnvironment.Options(settings, isPreview: false));
        return [.. mocks.Resources];
    }

    private static IEnumerable<string> Holders(IEnumerable<(string Type, JsonObject Inputs)> resources) => resources.SelectMany(
        it => PlanQueries.AllTexts(it.Type, it.Inputs).Where(text => Occurrences(text.Text) > 0).Select(text => text.Path));

    [GeneratedRegex($"{Clear}-[a-z0-9-]+")]
    private static partial Regex Generated();

    private static int Occurrences(string text) => text.Split(Clear).Length - 1;

    private sealed class EverythingExists : IMocks
    {
        public ConcurrentBag<(string Type, JsonObject Inputs)> Resources { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Resources.Add((args.Type!, JsonSerializer.SerializeToNode(args.Inputs)!.AsObject()));
            var state = args.Type switch
            {
                ResourceType.RandomPassword => args.Inputs.SetItem("result", $"{Clear}-{args.Name}"),
                ResourceType.Certificate => args.Inputs.SetItem("domainValidationOptions", ValidationOptions(args.Inputs)),
                _ => args.Inputs,
            };
            foreach (var output in new[] { "arn", "arnSuffix", "dnsName", "fqdn", "keyId", "versionId" })
            {
                if (!state.ContainsKey(output))
                    state = state.SetItem(output, $"{args.Name}.{output}");
            }

            return Task.FromResult<(string?, object)>(($"{args.Name}.id", state));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult(StackEnvironment.Answer(args));

        private static ImmutableArray<object> ValidationOptions(ImmutableDictionary<string, object> inputs) =>
        [
            .. ((ImmutableArray<object>)inputs["subjectAlternativeNames"]).Add(inputs["domainName"])
                .Select(domain => ImmutableDictionary<string, object>.Empty
                    .Add("domainName", domain).Add("resourceRecordName", $"_a.{domain}").Add("resourceRecordType", "CNAME").Add("resourceRecordValue", "b")),
        ];
    }
}
