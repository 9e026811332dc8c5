using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Brokers;

[TestFixture]
internal sealed class CeleryBrokerRefusalTests
{
    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case("users[1].name", "is another user's name too", it => it.Users[1].Name = "workers");
        yield return Case("users[0].name", "is a user that every server has already", it => it.Users[0].Name = "default");
        yield return Case("users[0].name", "is a user that every server has already", it => it.Users[0].Name = "administrator");
        yield return Case("users[0].name", "is not a name for a user", it => it.Users[0].Name = "A b");
        yield return Case("users[0].role", "is not a role", it => it.Users[0].Role = "root");
        yield return Case("users[1].queues[0]", "is not one of the broker's queues", it => it.Users[1].Queues = ["payments"]);
        yield return Case("users[1].queues", "names no queue", it => it.Users[1].Queues = []);
        yield return Case("users[2].chords", "has no effect on a user for viewer", it => it.Users[2].Chords = true);
        yield return Case("users[1].mingleAndGossip", "has no effect on a user for client", it => it.Users[1].MingleAndGossip = true);
        yield return Case("users[0].abortTasks", "has no effect on a user for worker", it => it.Users[0].AbortTasks = true);
        yield return Case("users[0].readerRoleArns[0]", "is not the ARN of an IAM role", it => it.Users[0].ReaderRoleArns = ["*"]);
        yield return Case("users", "names nobody", it => it.Users = []);
        yield return Case("queues", "names no queue", it => it.Queues = []);
        yield return Case("queues[0]", "is not a name for a queue", it => it.Queues = ["*"]);
        yield return Case("queues[1]", "is named twice", it => it.Queues = ["celery", "celery", "mail"]);
        yield return Case("queues[2]", "a name that Celery or RabbitMQ reserves", it => it.Queues = ["celery", "mail", "unacked"]);
        yield return Case("queues[2]", "a name that Celery or RabbitMQ reserves", it => it.Queues = ["celery", "mail", "celery.pidbox"]);
        yield return Case("queues[2]", "a name that Celery or RabbitMQ reserves", it => it.Queues = ["celery", "mail", "amq.default"]);
        yield return Case("queues[2]", "looks like a priority of the queue mail", it => it.Queues = ["celery", "mail", "mail-v3"]);
        yield return Case("peers[0].securityGroupId", "opens the broker to everybody", it => it.Peers![0].SecurityGroupId = "10.0.0.0/8");
        yield return Case("peers[0].securityGroupId", "opens the broker to everybody", it => it.Peers![0].SecurityGroupId = "0.0.0.0/0");
        yield return Case("peers[1].name", "is another peer's name too", it => it.Peers![1].Name = "workers");
        yield return Case("peers[1].securityGroupId", "is also the group of workers", it => it.Peers![1].SecurityGroupId = "sg-workers");
        yield return Case("peers[0].name", "is not a name for a peer", it => it.Peers![0].Name = "");
        yield return Case("server", "names no server", it => it.Server = new());
        yield return Case("server", "names more than one server", it => it.Server.Existing = CeleryBrokerExample.Existing().Server.Existing);
        yield return Case("server.elastiCache.subnetIds", "are fewer than 2 subnets", it => it.Server.ElastiCache!.SubnetIds = ["subnet-0000000a"]);
        yield return Case("server.elastiCache.subnetCidrBlocks[0]", "is a public range", it => it.Server.ElastiCache!.SubnetCidrBlocks = ["8.8.8.0/24"]);
        yield return Case("server.elastiCache.nodes", "is not from 2 to 6", it => it.Server.ElastiCache!.Nodes = 1);
        yield return Case("server.elastiCache.engine", "is not an engine", it => it.Server.ElastiCache!.Engine = "memcached");
        yield return Case("server.existing.port", "is RabbitMQ's port without TLS", it => it.Server = With(existing => existing.Port = 5672));
        yield return Case("server.existing.kind", "is not a kind of broker", it => it.Server = With(existing => existing.Kind = "sqs"));
        yield return Case("server.existing.virtualHost", "has no effect on Redis", it => it.Server = With(existing => existing.VirtualHost = "celery"));
        yield return Case("server.amazonMq.virtualHost", "is not the name of a separate virtual host", it =>
        {
            it.Server = CeleryBrokerExample.OnAmazonMq().Server;
            it.Server.AmazonMq!.VirtualHost = "/";
        });
        yield return Case("server.amazonMq.subnetIds", "are not exactly one", it =>
        {
            it.Server = CeleryBrokerExample.OnAmazonMq().Server;
            it.Server.AmazonMq!.SingleInstance = true;
        });
        yield return Case("allowRightsWithoutSelectors", "has no effect on RabbitMQ", it => (it.Server, it.AllowRightsWithoutSelectors) = (CeleryBrokerExample.OnAmazonMq().Server, true));
        yield return Case("passwordsVersion", "is not a version", it => it.PasswordsVersion = 0);
        yield return Case("deployerRoleArns", "no role is named", it => it.DeployerRoleArns = []);
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task Bad_input_is_refused_with_the_argument_the_reason_and_a_fix_before_anything_is_created(
        string key, string problem, Action<CeleryBrokerArgs> change)
    {
        var args = CeleryBrokerExample.OnElastiCache();
        change(args);

        var (refusal, program) = await MockedProgram.RefusedAsync(() => _ = new CeleryBroker("orders", args));
        var fault = refusal.Faults.FirstOrDefault(it => it.Key == key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault?.Problem, Does.Contain(problem), $"{string.Join("\n", refusal.Faults)}");
            Assert.That(fault?.Fix, Is.Not.Empty);
            Assert.That(program.Resources.Where(it => it.Kind != "CeleryBroker"), Is.Empty);
            Assert.That(CeleryBroker.Check("orders", args), Is.EqualTo(refusal.Faults));
        }
    }

    [TestCase("a-broker-of-26-characters1", true)]
    [TestCase("a-broker-of-27-characters-1", false)]
    [TestCase("two--hyphens", false)]
    [TestCase("ends-", false)]
    [TestCase("1st", false)]
    [TestCase("Orders", false)]
    [TestCase("", false)]
    public void A_broker_has_a_name_that_ElastiCache_takes_with_what_Pulumi_adds(string name, bool isTaken) =>
        Assert.That(CeleryBroker.Check(name, CeleryBrokerExample.OnElastiCache()).Select(it => it.Key), isTaken ? Is.Empty : Is.EqualTo(new[] { "name" }));

    [TestCase("nobody", "is not a user of this broker")]
    public async Task Nobody_logs_in_as_somebody_who_is_not_there(string user, string problem)
    {
        var refusal = await MockedProgram.RefusalAsync(() => new CeleryBroker("orders", CeleryBrokerExample.OnElastiCache()).For(user));

        Assert.That(refusal.Message, Does.Contain(problem));
    }

    [Test]
    public async Task Administrators_that_reach_no_worker_are_refused()
    {
        var args = ComponentExamples.WithAdmin();
        args.Broker.ReachNoWorker = true;

        Assert.That((await ComponentExamples.RefusalAsync(args)).Message, Does.Contain("lets administrators reach no worker"));
    }

    private static BrokerServerArgs With(Action<ExistingBrokerArgs> change)
    {
        var server = CeleryBrokerExample.Existing().Server;
        change(server.Existing!);
        return server;
    }

    private static TestCaseData Case(string key, string problem, Action<CeleryBrokerArgs> change) =>
        new TestCaseData(key, problem, change).SetArgDisplayNames(key, problem);
}
