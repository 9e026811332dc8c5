using System.Text.Json.Nodes;
using FlowerInfra.Tests.Components;
using FlowerInfra.Tests.Components.Brokers;
using FlowerInfra.Tests.Components.Settings;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using Pulumi.Aws.Vpc;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>The controls over whole plans with brokers, dashboards and settings.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class BrokerPlanTests
{
    private static IEnumerable<TestCaseData> Brokers()
    {
        yield return new TestCaseData(CeleryBrokerExample.OnElastiCache()).SetArgDisplayNames("ElastiCache");
        yield return new TestCaseData(CeleryBrokerExample.OnAmazonMq()).SetArgDisplayNames("Amazon MQ");
        yield return new TestCaseData(CeleryBrokerExample.Existing()).SetArgDisplayNames("existing");
    }

    [TestCaseSource(nameof(Brokers))]
    public async Task Every_broker_with_settings_passes_the_controls(CeleryBrokerArgs args)
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            args.AlertTopicArn = "arn:aws:sns:eu-west-1:123456789012:alerts";
            _ = new CeleryBroker("orders", args);
            _ = new CelerySettings("orders-workers", CelerySettingsExample.Worker());
            _ = new CelerySettings("orders-clients", CelerySettingsExample.Client());
        });

        // Which account and cluster a provider goes to, whose network is logged and who rotates by a function is the stack's business.
        Assert.That(
            Failures(plan).Where(it => it.Id is not ("FLW-DEP-01" or "FLW-DEP-02" or "FLW-LOG-03" or "FLW-LOG-05" or "FLW-SEC-05")), Is.Empty);
    }

    [Test]
    public async Task A_dashboard_keeps_a_users_URL_in_a_secret_of_its_own_which_its_role_alone_may_read()
    {
        var plan = await WithDashboardAsync();
        var mounted = plan.Resources.Single(it => it.Name == "flower-credentials-files").Inputs.ToJsonString();
        var policy = plan.Resources.Single(it => it.Name == "flower-credentials-broker-url-policy").Inputs["policy"]!.GetValue<string>();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mounted, Does.Contain("flower-credentials-broker-url.arn}").And.Contain("flower-credentials-result-backend-url.arn}"));
            Assert.That(policy, Does.Contain("flower-credentials-role.arn}"));
            Assert.That(Failures(plan).Select(it => it.Id).Distinct().Where(it => it.StartsWith("FLW-BRK", StringComparison.Ordinal) || it is "FLW-SEC-06" or "FLW-SEC-11"), Is.Empty);
        }
    }

    [Test]
    public async Task A_dashboards_rule_is_a_listed_peers_and_anybody_elses_is_not()
    {
        var plan = await WithDashboardAsync(broker => _ = new SecurityGroupIngressRule("somebody", new SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = broker.SecurityGroupId,
            ReferencedSecurityGroupId = "sg-0123456789abcdef0",
            IpProtocol = "tcp",
            FromPort = 6379,
            ToPort = 6379,
            Description = "Just for a test",
        }));
        var found = Evaluate(plan).Where(it => it.Id == "FLW-BRK-05").ToLookup(it => plan.Resources.Single(resource => resource.Urn == it.Urn).Name, it => it.Status);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found["somebody"], Is.EqualTo(new[] { ControlStatus.Fail }));
            Assert.That(found["flower-isolation-broker-from"], Is.EqualTo(new[] { ControlStatus.Pass }));
            Assert.That(found["orders-from-workers"], Is.EqualTo(new[] { ControlStatus.Pass }));
        }
    }

    private static IEnumerable<TestCaseData> Weaknesses()
    {
        yield return Weakness("FLW-BRK-10", CeleryBrokerExample.OnElastiCache(), it => it.AllowRightsWithoutSelectors = true);
        yield return Weakness("FLW-BRK-10", CeleryBrokerExample.Existing(), it => it.AllowRightsWithoutSelectors = true);
        yield return Weakness("FLW-DATA-10", CeleryBrokerExample.OnElastiCache(), it => it.AllowDeletion = true);
        yield return Weakness("FLW-DATA-10", CeleryBrokerExample.OnAmazonMq(), it => it.AllowDeletion = true);
        yield return Weakness("FLW-BRK-08", CeleryBrokerExample.OnAmazonMq(), it =>
        {
            it.Server.AmazonMq!.SingleInstance = true;
            it.Server.AmazonMq.SubnetIds = ["subnet-0000000a"];
        });
        yield return Weakness("FLW-LOG-04", CeleryBrokerExample.Existing(), it => it.AlertTopicArn = null);
        yield return Weakness("FLW-LOG-04", CeleryBrokerExample.OnElastiCache(), it => it.AlertTopicArn = null);
    }

    [TestCaseSource(nameof(Weaknesses))]
    public async Task What_weakens_a_broker_fails_a_control(string id, CeleryBrokerArgs args, Action<CeleryBrokerArgs> weaken)
    {
        weaken(args);

        var plan = await ProgramStack.PreviewAsync(() => _ = new CeleryBroker("orders", args));

        Assert.That(Failures(plan).Select(it => it.Id), Does.Contain(id));
    }

    private static TestCaseData Weakness(string id, CeleryBrokerArgs args, Action<CeleryBrokerArgs> weaken) =>
        new TestCaseData(id, args, weaken).SetArgDisplayNames(id, args.Server.ElastiCache is not null ? "ElastiCache" : args.Server.AmazonMq is not null ? "Amazon MQ" : "existing");

    [Test]
    public async Task A_RabbitMQ_on_Amazon_MQ_stores_messages_with_a_key_of_AWS()
    {
        var plan = await ProgramStack.PreviewAsync(() => _ = new CeleryBroker("orders", CeleryBrokerExample.OnAmazonMq()));

        Assert.That(PlanSummary.Of(new PlanIndex(plan)).SelectMany(it => it.Entries).Single(it => it.Subject.StartsWith("messages of", StringComparison.Ordinal)).Line,
            Is.EqualTo("key AWS's own"));
    }

    [Test]
    public async Task A_rule_inside_the_brokers_own_group_is_found()
    {
        var plan = await WithDashboardAsync();
        var group = plan.Resources.Single(it => it.Name == "orders-access");
        group.Inputs["ingress"] = new JsonArray(new JsonObject { ["protocol"] = "tcp", ["fromPort"] = 6379, ["toPort"] = 6379, ["securityGroups"] = new JsonArray("sg-x") });

        Assert.That(Evaluate(plan).Single(it => it.Id == "FLW-BRK-05" && it.Urn == group.Urn).Status, Is.EqualTo(ControlStatus.Fail));
    }

    [TestCase(null, ControlStatus.Pass)]
    [TestCase("false", ControlStatus.Pass)]
    [TestCase("true", ControlStatus.Fail)]
    [TestCase("\"[unknown]\"", ControlStatus.Unknown)]
    public void A_user_whose_authentication_is_secret_has_a_password_unless_it_needs_none(string? noPasswordRequired, ControlStatus expected)
    {
        var plan = SamplePlan.With("cache-user", "authenticationMode", "\"[secret]\"");
        plan.Resources.Single(it => it.Name == "cache-user").Inputs["noPasswordRequired"] = noPasswordRequired is null ? null : JsonNode.Parse(noPasswordRequired);

        Assert.That(Evaluate(plan).Single(it => it.Id == "FLW-BRK-06" && it.Urn == SamplePlan.Urn("cache-user")).Status, Is.EqualTo(expected));
    }

    [Test]
    public async Task Rights_whose_passwords_are_secret_are_known_before_the_deployment()
    {
        var plan = await WithDashboardAsync();

        Assert.That(Evaluate(plan).Where(it => it.Id == "FLW-BRK-06").Select(it => it.Status), Is.Not.Empty.And.All.EqualTo(ControlStatus.Pass));
    }

    [Test]
    public async Task No_password_stands_in_a_plan()
    {
        var plan = await WithDashboardAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Resources.Where(it => it.Type == "aws:elasticache/user:User").Select(it => it.Inputs["authenticationMode"]!.ToJsonString()), Has.All.EqualTo("\"[secret]\""));
            Assert.That(plan.Resources.Where(it => it.Type == "aws:secretsmanager/secretVersion:SecretVersion")
                .Select(it => it.Inputs["secretStringWo"]!.ToJsonString()), Is.Not.Empty.And.All.EqualTo("\"[secret]\""));
        }
    }

    private static Task<Plan> WithDashboardAsync(Action<CeleryBroker>? more = null) => ProgramStack.PreviewAsync(() =>
    {
        var broker = new CeleryBroker("orders", CeleryBrokerExample.OnElastiCache());
        var dashboard = ComponentExamples.Dashboard();
        (dashboard.Broker, dashboard.ResultBackend) = (broker.For("flower"), broker.ResultsFor("flower"));
        _ = new FlowerDashboard("flower", dashboard);
        more?.Invoke(broker);
    });

    private static IEnumerable<ControlResult> Failures(Plan plan) => Evaluate(plan).Where(it => it.Status == ControlStatus.Fail);

    private static IReadOnlyList<ControlResult> Evaluate(Plan plan) =>
        ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls;
}
