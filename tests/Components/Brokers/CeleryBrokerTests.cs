using System.Text.Json.Nodes;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Components.Brokers;

[TestFixture]
internal sealed class CeleryBrokerTests
{
    [Test]
    public async Task ElastiCache_is_encrypted_private_and_in_several_zones()
    {
        var redis = (await CeleryBrokerExample.RunAsync(CeleryBrokerExample.OnElastiCache()))["orders-redis"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(redis.Text("transitEncryptionMode"), Is.EqualTo("required"));
            Assert.That(redis.JsonText("transitEncryptionEnabled"), Is.EqualTo("true"));
            Assert.That(redis.JsonText("atRestEncryptionEnabled"), Is.EqualTo("true"));
            Assert.That(redis.Text("kmsKeyId"), Is.EqualTo("orders-key.arn"));
            Assert.That(redis.JsonText("multiAzEnabled"), Is.EqualTo("true"));
            Assert.That(redis.JsonText("automaticFailoverEnabled"), Is.EqualTo("true"));
            Assert.That(redis.JsonText("securityGroupIds"), Is.EqualTo("[\"orders-access.id\"]"));
            Assert.That(redis.JsonText("userGroupIds"), Is.EqualTo("[\"test-orders-users\"]"));
        }
    }

    [Test]
    public async Task Valkeys_users_are_those_that_are_named_and_nobody_else()
    {
        var program = await CeleryBrokerExample.RunAsync(CeleryBrokerExample.OnElastiCache());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("User").Select(it => it.Text("userName")), Is.EqualTo(new[] { "clients", "flower", "flower-admin", "watch", "workers" }));
            Assert.That(program["orders-users"].At("userIds")!.AsArray(), Has.Count.EqualTo(5));
            Assert.That(program.Of("User").Select(it => it.JsonText("authenticationMode")), Has.All.Contains("\"type\":\"password\""));
            Assert.That(program.Of("User").Select(it => it.JsonText("noPasswordRequired")), Has.All.EqualTo("null"));
        }
    }

    [Test]
    public async Task Redis_has_the_default_user_that_it_needs_switched_off()
    {
        var args = CeleryBrokerExample.OnElastiCache();
        args.Server.ElastiCache!.Engine = "redis";

        var user = (await CeleryBrokerExample.RunAsync(args))["orders-no-default"];

        Assert.That((user.Text("userName"), user.Text("accessString")), Is.EqualTo(("default", "off -@all")));
    }

    [Test]
    public async Task Rights_follow_the_role_and_the_queues()
    {
        var program = await CeleryBrokerExample.RunAsync(CeleryBrokerExample.OnElastiCache());
        var client = program["orders-user-clients"].Text("accessString");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client, Does.StartWith("on +ping ").And.Contain("(+llen +lpush %W~mail %W~mail??[369])"));
            Assert.That(client, Does.Not.Contain("~celery "));
            Assert.That(program["orders-user-watch"].Text("accessString"), Does.Contain("&/0.flower-strict.pidbox").And.Not.Contain("&/0.celery.pidbox"));
            Assert.That(program.Of("User").Select(it => it.Text("accessString")), Has.None.Contains("+@").And.None.Contains("reset").And.None.Contains(" ~* "));
        }
    }

    [Test]
    public async Task Flat_rights_have_no_selectors()
    {
        var args = CeleryBrokerExample.OnElastiCache();
        args.AllowRightsWithoutSelectors = true;

        var rights = (await CeleryBrokerExample.RunAsync(args)).Of("User").Select(it => it.Text("accessString")).ToArray();

        Assert.That(rights, Has.None.Contains("(").And.None.Contains("%"));
    }

    [Test]
    public async Task Without_results_nobody_has_rights_on_them()
    {
        var args = CeleryBrokerExample.OnElastiCache();
        args.KeepResults = false;

        var program = await CeleryBrokerExample.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("User").Select(it => it.Text("accessString")), Has.None.Contains("celery-task"));
            Assert.That(program.Of("Secret").Select(it => it.Name), Has.None.Contains("results"));
        }
    }

    [Test]
    public async Task A_new_version_adds_a_password_keeps_the_one_before_and_forgets_the_one_before_that()
    {
        var versions = new List<MockedProgram>();
        foreach (var version in new[] { 1, 2, 3 })
        {
            var args = CeleryBrokerExample.OnElastiCache();
            args.PasswordsVersion = version;
            versions.Add(await CeleryBrokerExample.RunAsync(args));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(versions.Select(Passwords), Is.EqualTo(new[]
            {
                "[\"orders-password-workers-a.result\"]",
                "[\"orders-password-workers-b.result\",\"orders-password-workers-a.result\"]",
                "[\"orders-password-workers-a.result\",\"orders-password-workers-b.result\"]",
            }));
            Assert.That(versions.Select(it => it["orders-password-workers-a"].Text("keepers.version")), Is.EqualTo(new[] { "1", "1", "3" }));
            Assert.That(versions.Select(it => Url(it).Split('@')[0]), Is.EqualTo(new[]
            {
                "rediss://workers:orders-password-workers-a.result", "rediss://workers:orders-password-workers-b.result",
                "rediss://workers:orders-password-workers-a.result",
            }));
            Assert.That(
                versions[1]["orders-url-workers-version"].JsonText("secretStringWoVersion"),
                Is.Not.EqualTo(versions[0]["orders-url-workers-version"].JsonText("secretStringWoVersion")), "without a new one nothing is written");
        }
    }

    [Test]
    public async Task A_URLs_secret_is_read_by_the_named_roles_and_written_by_deployers()
    {
        var program = await CeleryBrokerExample.RunAsync(CeleryBrokerExample.OnElastiCache());
        var policy = program["orders-url-workers-policy"].Text("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["orders-url-workers"].Text("kmsKeyId"), Is.EqualTo("orders-key.arn"));
            Assert.That(policy, Does.Contain("OnlyTheNamedRead").And.Contain(CeleryBrokerExample.Reader));
            Assert.That(program["orders-url-clients-policy"].Text("policy"), Does.Not.Contain(CeleryBrokerExample.Reader));
            Assert.That(program["orders-key"].Text("policy"), Does.Contain(CeleryBrokerExample.Reader).And.Contain("elasticache.eu-west-1.amazonaws.com"));
        }
    }

    [Test]
    public async Task The_firewall_admits_the_listed_groups_on_the_TLS_port()
    {
        var program = await CeleryBrokerExample.RunAsync(CeleryBrokerExample.OnElastiCache());
        var rules = program.Of("SecurityGroupIngressRule").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules.Select(it => it.Text("referencedSecurityGroupId")), Is.EqualTo(new[] { "sg-clients", "sg-workers" }));
            Assert.That(rules.Select(it => (it.JsonText("fromPort"), it.JsonText("toPort"), it.Text("ipProtocol"))), Has.All.EqualTo(("6379", "6379", "tcp")));
            Assert.That(rules.Select(it => it.Text("securityGroupId")), Has.All.EqualTo("orders-access.id"));
            Assert.That(program.Of("SecurityGroupEgressRule"), Is.Empty);
            Assert.That(program["orders-security-groups"].Text("eventPattern"), Does.Contain("orders-access.id"));
            Assert.That(program["orders-security-groups-target"].Text("arn"), Is.EqualTo("topic.arn"));
        }
    }

    [Test]
    public async Task An_existing_broker_gets_its_rules_and_its_users_lines_and_nothing_else()
    {
        var program = await CeleryBrokerExample.RunAsync(CeleryBrokerExample.Existing());
        var lines = Files(program)["users.acl"]!.GetValue<string>().Split('\n');

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines.Select(it => it.Split(' ')[0..3]), Has.Some.EqualTo(new[] { "user", "workers", "reset" }));
            Assert.That(lines, Has.Some.EqualTo("user default reset off").And.None.Contains("nopass"));
            Assert.That(program.Of("SecurityGroupIngressRule").Select(it => it.Text("securityGroupId")), Has.All.EqualTo("sg-broker"));
            Assert.That(program.Resources.Select(it => it.Kind).Distinct(), Is.EquivalentTo(new[]
            {
                "CeleryBroker", "EventRule", "EventTarget", "RenderedFiles", "SecurityGroupIngressRule",
            }));
        }
    }

    [Test]
    public async Task RabbitMQ_is_private_and_each_login_takes_turns()
    {
        var args = CeleryBrokerExample.OnAmazonMq();
        args.PasswordsVersion = 2;

        var program = await CeleryBrokerExample.RunAsync(args);
        var broker = program["orders-rabbitmq"];
        var definitions = Files(program)["definitions.json"]!.GetValue<string>();
        var logins = JsonNode.Parse(definitions)!["permissions"]!.AsArray().Select(it => it!["user"]!.GetValue<string>());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(broker.JsonText("publiclyAccessible"), Is.EqualTo("false"));
            Assert.That(broker.Text("deploymentMode"), Is.EqualTo("CLUSTER_MULTI_AZ"));
            Assert.That(logins, Is.SupersetOf(new[] { "workers-a", "workers-b", "clients-a", "clients-b" }));
            Assert.That(Url(program), Does.StartWith("amqps://workers-b:orders-password-workers-b.result@"));
            Assert.That(program.Of("SecurityGroupIngressRule").Select(it => (it.Name, it.JsonText("toPort"))), Is.EqualTo(new[]
            {
                ("orders-from-clients", "5671"), ("orders-from-workers", "5671"), ("orders-management", "443"),
            }));
        }
    }

    [Test]
    public async Task Flower_sends_through_a_RabbitMQs_topic_exchange()
    {
        var program = await MockedProgram.RunAsync(() =>
        {
            var args = ComponentExamples.Dashboard();
            args.Broker = new CeleryBroker("orders", CeleryBrokerExample.OnAmazonMq()).For("flower-admin");
            _ = new FlowerDashboard("flower", args);
        });

        Assert.That(
            program["flower-config"].At("data")!["celeryconfig.py"]!.GetValue<string>(),
            Does.Contain("\"mail\": {\"exchange\": \"tasks\", \"exchange_type\": \"topic\", \"routing_key\": \"task.mail\"}"));
    }

    [Test]
    public async Task What_is_handed_over_as_files_holds_no_secret()
    {
        foreach (var args in new[] { CeleryBrokerExample.OnAmazonMq(), CeleryBrokerExample.Existing(), CeleryBrokerExample.Existing(BrokerKind.RabbitMq) })
            Assert.That(Files(await CeleryBrokerExample.RunAsync(args)).ToJsonString(), Does.Not.Contain(".result"));
    }

    [Test]
    public async Task A_dashboard_takes_the_broker_as_one_of_its_users()
    {
        BrokerArgs? viewer = null, strict = null;
        ResultBackendArgs? results = null;
        var program = await MockedProgram.RunAsync(() =>
        {
            var broker = new CeleryBroker("orders", CeleryBrokerExample.OnElastiCache());
            (viewer, strict, results) = (broker.For("flower"), broker.For("watch"), broker.ResultsFor("flower"));
            var args = ComponentExamples.Dashboard();
            (args.Broker, args.ResultBackend) = (viewer, results);
            _ = new FlowerDashboard("flower", args);
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-credentials-broker-url-version"].Text("secretStringWo"), Does.StartWith("rediss://flower:orders-password-flower-a.result@"));
            Assert.That(program["flower-credentials-result-backend-url-version"].Text("secretStringWo"), Does.StartWith("rediss://flower:"));
            Assert.That(await Output.IsSecretAsync(viewer!.Url!.ToOutput()));
            Assert.That((viewer!.ReachNoWorker, strict!.ReachNoWorker), Is.EqualTo((false, true)));
        }
    }

    private static string Passwords(MockedProgram program) => program["orders-user-workers"].JsonText("authenticationMode.passwords");

    private static string Url(MockedProgram program) => program["orders-url-workers-version"].Text("secretStringWo");

    private static JsonObject Files(MockedProgram program) => program["orders-rights"].At("files")!.AsObject();
}
