using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The broker, the workers and the shipped logs of a stack: what they give one another, and what has to fit.</summary>
[TestFixture]
[NonParallelizable]
internal sealed partial class CeleryStackTests
{
    private const string Viewer = "        - name: flower\n          role: viewer\n";
    private const string Worker = "        - name: orders-worker\n          role: worker\n";
    private const string Queues = "      queues: [mail, orders]\n";

    private const string Broker =
        "{ urlSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker-url-a1B2c3, securityGroupId: sg-0123456789ab05a0d, cidrBlocks: [10.30.16.0/20] }";

    [Test]
    public async Task Each_logs_in_as_the_user_of_its_name_and_administrators_as_another_one()
    {
        var settings = RepositoryStacks.Adapted("prod");
        var cloud = new DeployedCloud(ImmutableDictionary<string, object>.Empty);
        using (new StackEnvironment(settings))
            await Deployment.TestAsync<FlowerStack>(cloud, StackEnvironment.Options(settings, isPreview: false));

        string UserOf(string version) =>
            User().Match((string)cloud.Inputs[$"{ResourceType.SecretVersion} {version}-version"]["secretStringWo"]).Groups[1].Value;
        using (Assert.EnterMultipleScope())
        {
            foreach (var kind in new[] { "broker", "result-backend" })
            {
                Assert.That(UserOf($"flower-credentials-{kind}-url"), Is.EqualTo("flower"), kind);
                Assert.That(UserOf($"flower-admin-credentials-{kind}-url"), Is.EqualTo("flower-admin"), kind);
                Assert.That(UserOf($"orders-worker-{kind}-url"), Is.EqualTo("orders-worker"), kind);
            }

            Assert.That((UserOf("celery-url-shop"), UserOf("celery-results-url-shop")), Is.EqualTo(("shop", "shop")));
        }
    }

    [Test]
    public async Task No_password_stands_in_a_plan()
    {
        var plans = await RepositoryStacks.PlansOfAllChoicesAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plans.SelectMany(it => it.OfType("aws:elasticache/user:User")).Select(it => it.Text("authenticationMode")), Is.Not.Empty.And.All.EqualTo(Plan.Secret));
            Assert.That(plans.Select(PlanWriter.ToJson), Has.None.Match(@"(amqps|rediss)://[^""\s]*@"));
        }
    }

    [TestCase("staging", Viewer, "", "celery.broker.users: lacks flower, as which dashboards.flower logs in. Add { name: flower, role: viewer or strict }, or write dashboards.flower.broker.")]
    [TestCase("staging", Viewer, "        - name: flower\n          role: client\n", "celery.broker.users: lacks flower, as which dashboards.flower logs in. Add { name: flower, role: viewer or strict }, or write dashboards.flower.broker.")]
    [TestCase("prod", "        - name: flower-admin\n          role: admin\n", "", "celery.broker.users: lacks flower-admin, as which dashboards.flower.admin logs in. Add { name: flower-admin, role: admin }, or write dashboards.flower.admin.broker.")]
    [TestCase("staging", Worker, "", "celery.broker.users: lacks orders-worker, as which celery.workers.orders-worker logs in. Add { name: orders-worker, role: worker }, or write celery.workers.orders-worker.broker.")]
    [TestCase("staging", "    flower:\n", "    the-flower-of-the-orders:\n      namespace: flower\n", "celery.broker.users: lacks the-flower-of-the-orders, as which dashboards.the-flower-of-the-orders logs in. Add { name: the-flower-of-the-orders, role: viewer or strict }, or write dashboards.the-flower-of-the-orders.broker.")]
    [TestCase("staging", "    flower:\n", "    the-flowers-of-all-orders:\n      namespace: flower\n", "celery.broker.users: lacks the-flowers-of-all-orders, as which dashboards.the-flowers-of-all-orders logs in. Write dashboards.the-flowers-of-all-orders.broker, or a shorter name: a user's has at most 24 characters.")]
    [TestCase("staging", "        - name: orders-worker\n        - name: shop\n", "        - name: shop\n", "celery.workers.orders-worker: signs nothing, and believes whoever writes to the broker. Add a signer orders-worker to celery.signing, or write allowUnsignedMessages: true.")]
    [TestCase("staging", "    clients:\n      shop:\n", "    clients:\n      orders-worker:\n", "celery.clients.orders-worker: has the name of a worker, whose settings are named after it too. Give one of them another name.")]
    public async Task What_does_not_fit_is_one_fault_with_its_key_and_its_fix(string stack, string old, string @new, string fault) =>
        Assert.That(await FaultsAsync(stack, old, @new), Is.EqualTo(new[] { $"flower-infra:{fault}" }));

    [Test]
    public async Task The_users_of_a_server_that_exists_are_its_owners_and_everybody_needs_a_broker()
    {
        var (old, @new) = ToExisting();

        Assert.That(
            await FaultsAsync("staging", old, @new),
            Is.EqualTo(new[] { "celery.workers.orders-worker.broker", "dashboards.flower.broker" }
                .Select(key => $"flower-infra:{key}: is missing. Write an object here or at the top, or celery.broker with a server that the stack creates.")));
    }

    [Test]
    public async Task A_server_that_exists_is_taken_with_the_broker_that_leads_to_it()
    {
        var (old, @new) = ToExisting();
        using var edited = EditedStack.Replacing("staging", old, $"{@new}  flower-infra:broker: {Broker}\n");

        var plan = await RepositoryStacks.PreviewAsync(edited.Read());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Named("flower-credentials-files").Inputs.ToJsonString(), Does.Contain("secret:broker-url-a1B2c3"));
            Assert.That(plan.Named("orders-worker-pods-files").Inputs.ToJsonString(), Does.Contain("secret:broker-url-a1B2c3"));
            Assert.That(plan.Resources.Select(it => it.Name), Does.Contain("celery-from-shop").And.Not.Contain("celery-redis"));
        }
    }

    [Test]
    public async Task Administrators_watch_the_broker_that_their_dashboard_has_of_its_own()
    {
        using var edited = EditedStack.Replacing("prod", "    flower:\n", $"    flower:\n      broker: {Broker}\n");

        var plan = await RepositoryStacks.PreviewAsync(edited.Read());

        Assert.That(
            new[] { "flower", "flower-admin" }.Select(it => plan.Named($"{it}-credentials-files").Inputs.ToJsonString()),
            Has.All.Contains("secret:broker-url-a1B2c3"));
    }

    [Test]
    public async Task A_RabbitMQ_keeps_no_results_for_anybody()
    {
        var plan = (await RepositoryStacks.PlansOfAllChoicesAsync())[^1];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Resources.Select(it => it.Name), Does.Contain("celery-rabbitmq").And.Contain("flower-credentials-broker-url"));
            Assert.That(plan.Resources.Select(it => it.Name), Has.None.Contains("result-backend-url"));
            Assert.That(Configuration(plan, "orders-worker-config"), Does.Contain("_scheme != \"amqps\"").And.Contain("task_ignore_result = True"));
        }
    }

    [TestCase(Queues, "mail")]
    [TestCase("      queues: [orders, mail]\n", "orders")]
    public async Task A_task_that_names_no_queue_goes_to_the_first_of_the_brokers(string queues, string expected)
    {
        using var edited = EditedStack.Replacing("staging", Queues, queues);

        var plan = await RepositoryStacks.PreviewAsync(edited.Read());

        Assert.That(Configuration(plan, "orders-worker-config"), Does.Contain($"task_default_queue = \"{expected}\""));
    }

    [Test]
    public async Task A_client_signs_with_the_signer_of_its_name()
    {
        using var edited = EditedStack.Replacing("staging", "    clients:\n", "    clients:\n      reports: { namespace: orders }\n");

        var plan = await RepositoryStacks.PreviewAsync(edited.Read());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration(plan, "shop-settings-config"), Does.Contain("security_key = \"/etc/celery/signing/tls.key\""));
            Assert.That(Configuration(plan, "reports-settings-config"), Does.Not.Contain("security_key"));
        }
    }

    [Test]
    public async Task A_worker_takes_what_signers_sent_and_its_pods_admit_nobody()
    {
        var plan = await RepositoryStacks.PlanAsync("prod");
        var policies = plan.OfType(ResourceType.NetworkPolicy)
            .Where(it => it.At("spec", "podSelector", "matchLabels").Pairs.Any(pair => pair is { Key: "app.kubernetes.io/instance", Value.Text: "orders-worker" })).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration(plan, "orders-worker-config"), Does.EndWith("event_serializer = \"json\"\n").And.Contain("accept_content = [\"auth\"]"));
            Assert.That(
                policies.Single(it => it.Name == "orders-worker-isolation-default-deny").At("spec", "policyTypes").Texts(),
                Is.EquivalentTo(new[] { "Egress", "Ingress" }));
            Assert.That(policies.Select(it => it.At("spec", "ingress").IsAbsent), Is.All.True);
        }
    }

    [Test]
    public async Task The_logs_of_every_pods_namespace_go_to_the_group_of_the_audit_trail()
    {
        var plan = await RepositoryStacks.PlanAsync("prod");
        var file = plan.Get(ResourceType.ConfigMap, "flower-logs-configuration").At("data", "fluent-bit.conf").Text!;
        var namespaces = plan.Resources.Where(it => it.Type is ResourceType.StatefulSet or ResourceType.Deployment)
            .Select(it => it.At("metadata", "namespace").Text).Distinct().Order(StringComparer.Ordinal);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Setting(file, "Path"), Is.EqualTo(string.Join(',', namespaces.Select(it => $"/var/log/containers/*_{it}_*.log"))));
            Assert.That(
                plan.OfType("aws:cloudwatch/logMetricFilter:LogMetricFilter").Select(it => it.Text("logGroupName")),
                Is.Not.Empty.And.All.EqualTo(Setting(file, "log_group_name")));
            Assert.That(
                plan.OfType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").Where(it => it.Name.StartsWith("flower-logs-", StringComparison.Ordinal)).Select(it => it.Text("role")),
                Is.EqualTo(new[] { "security-team" }));
        }
    }

    [TestCase("FLW-BRK-06")]
    [TestCase("FLW-CEL-01")]
    [TestCase("FLW-LOG-11")]
    [TestCase("FLW-SIG-04")]
    [TestCase("FLW-WRK-02")]
    public async Task A_control_of_the_Celery_side_knows_before_the_deployment(string id)
    {
        foreach (var stack in new[] { "prod", "staging" })
        {
            var plan = await RepositoryStacks.PlanAsync(stack);

            Assert.That(
                ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls.Where(it => it.Id == id).Select(it => it.Status),
                Is.Not.Empty.And.All.EqualTo(ControlStatus.Pass), stack);
        }
    }

    [Test]
    public async Task Logs_without_an_audit_trail_need_a_group()
    {
        const string top = "  flower-infra:deployerRoleArns:\n";
        var faults = await FaultsAsync("dev", top, $"  flower-infra:logShipping: {{}}\n{top}");
        using var named = EditedStack.Replacing("dev", top, $"  flower-infra:logShipping: {{ logGroupName: /tools/logs }}\n{top}");

        var plan = await RepositoryStacks.PreviewAsync(named.Read());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                faults, Is.EqualTo(new[] { "flower-infra:logShipping.logGroupName: is missing, and there is no audit with a log group. Write the log group's name, or add audit." }));
            Assert.That(Setting(plan.Get(ResourceType.ConfigMap, "flower-logs-configuration").At("data", "fluent-bit.conf").Text!, "log_group_name"), Is.EqualTo("/tools/logs"));
        }
    }

    [Test]
    public async Task A_preview_says_what_they_need()
    {
        using var copy = new EditedStack("staging", RepositoryStacks.File("staging"));

        var run = await copy.RunAsync("preview", "--stack", "staging");

        Assert.That(
            run.Output,
            Does.Contain("Fluent Bit to the log group /flower-infra/staging/flower-audit: with existingConfigMap=flower-logs: ships what the pods write\n")
                .And.Contain("Namespace: logging, where objects of the stack are\n")
                .And.Contain("Namespace that enforces the restricted standard: orders, where pods of the stack run\n")
                .And.Contain("docs/deployer-policy-celery.json for the deployer's role: lets it write the broker, and the policy of those who read the logs\n"));
    }

    [Test]
    public void The_file_in_the_docs_is_stagings()
    {
        var file = RepositoryStacks.File("staging");
        var begin = file.IndexOf("  flower-infra:celery:\n", StringComparison.Ordinal);
        var part = file[begin..file.IndexOf("  flower-infra:rotation:\n", StringComparison.Ordinal)];

        Assert.That(File.ReadAllText(Path.Combine(RepositoryStacks.Root, "docs", "celery.md")), Does.Contain($"```yaml\nconfig:\n{part}```\n"));
    }

    private static (string Old, string New) ToExisting()
    {
        var file = RepositoryStacks.File("staging");
        var begin = file.IndexOf("        elastiCache:\n", StringComparison.Ordinal);
        var end = file.IndexOf(Queues, StringComparison.Ordinal);
        // Below celery nothing but its own keys may follow.
        var rest = file[end..file.IndexOf("  flower-infra:logShipping:\n", StringComparison.Ordinal)];
        return (file[begin..end] + rest, $"        existing: {{ kind: redis, securityGroupId: sg-0123456789ab05a0d, cidrBlocks: [10.30.16.0/20] }}\n{rest}");
    }

    private static async Task<IEnumerable<string>> FaultsAsync(string stack, string old, string @new)
    {
        using var edited = EditedStack.Replacing(stack, old, @new);
        var run = await edited.RunAsync("preview", "--stack", stack);
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput), run.Output);
        return run.Error.Split('\n').Where(it => it.StartsWith("  - ", StringComparison.Ordinal)).Select(it => it[4..]).Order(StringComparer.Ordinal);
    }

    private static string Configuration(Plan plan, string map) => plan.Get(ResourceType.ConfigMap, map).At("data", "celeryconfig.py").Text!;

    private static string Setting(string file, string key) => Regex.Match(file, $"^ +{key} +(.+)$", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex("^rediss://([a-z-]+):")]
    private static partial Regex User();
}
