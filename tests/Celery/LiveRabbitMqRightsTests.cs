using System.Diagnostics;
using System.Text.Json;
using FlowerInfra.Tests.Components.Flower;
using FlowerInfra.Tests.Tools.Verify;
using NUnit.Framework;

namespace FlowerInfra.Tests.Celery;

/// <summary>
/// The generated definitions in a real RabbitMQ over TLS, loaded with the generated commands: real clients, workers and Flower's parts
/// do their work with the generated settings, and RabbitMQ refuses everything else.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class LiveRabbitMqRightsTests
{
    private const string VirtualHost = "celery";

    private const string Inspection = """
        print(json.dumps(app.control.inspect(timeout=3).ping()))
        """;

    private const string Events = """
        from celery.events import EventReceiver
        seen = set()
        with app.connection() as connection:
            receiver = EventReceiver(connection, handlers={"*": lambda event: seen.add(event["type"])}, app=app)
            try:
                for _ in receiver.itercapture(limit=None, timeout=10, wakeup=True):
                    if "worker-heartbeat" in seen:
                        break
            except socket.timeout:
                pass
        print(json.dumps(sorted(seen)))
        """;

    // Each attempt has a channel of its own, which RabbitMQ closes when it refuses.
    private const string Attempts = """
        import amqp
        from kombu import Connection

        def publish(exchange, key):
            def attempt(channel):
                channel.confirm_select()
                channel.basic_publish(amqp.Message("x"), exchange=exchange, routing_key=key)
                channel.connection.drain_events(timeout=0.2)
            return attempt

        def bind(queue, exchange, key):
            return lambda channel: channel.queue_bind(queue, exchange, key)

        possible = {
            "publish to the default exchange": publish("", "celery"),
            "publish a task": publish("tasks", "task.celery"),
            "publish to another queue's key": publish("tasks", "task.payments"),
            "publish a control message": publish("celery.pidbox", ""),
            "publish to nobody": publish("flower-strict.pidbox", ""),
            "forge an event": publish("celeryev", "worker.heartbeat"),
            "forge a reply": publish("reply.celery.pidbox", "x"),
            "publish to a direct exchange": publish("amq.direct", "celery"),
            "take tasks": lambda channel: channel.basic_get("celery"),
            "consume tasks": lambda channel: channel.basic_consume("celery", callback=print),
            "purge tasks": lambda channel: channel.queue_purge("celery"),
            "delete the tasks' queue": lambda channel: channel.queue_delete("celery", if_unused=True, if_empty=False),
            "delete the tasks' exchange": lambda channel: channel.exchange_delete("tasks", if_unused=True),
            "make a queue": lambda channel: channel.queue_declare("payments", passive=False),
            "make an exchange": lambda channel: channel.exchange_declare("payments", "topic", passive=False),
            "read a worker's control queue": lambda channel: channel.basic_get("worker@test.celery.pidbox"),
            "bind a queue to the tasks": bind("celery", "tasks", "task.celery"),
        }
        outcomes = {}
        for name in json.loads(NAMES):
            try:
                with app.connection() as connection:
                    possible[name](connection.default_channel)
                outcomes[name] = "allowed"
            except socket.timeout:
                outcomes[name] = "allowed"
            except amqp.exceptions.AccessRefused:
                outcomes[name] = "refused"
            except Exception as error:
                outcomes[name] = f"{type(error).__name__} {error}"
        print(json.dumps(outcomes))
        """;

    private static readonly string[] Nobodys =
    [
        "publish to the default exchange", "publish to a direct exchange", "make a queue", "make an exchange",
    ];

    private static readonly string[] Watchers =
    [
        .. Nobodys, "forge an event", "forge a reply", "take tasks", "consume tasks", "purge tasks", "read a worker's control queue",
    ];

    private readonly Dictionary<string, LiveApplication> _applications = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _logins = LiveUsers.All.ToDictionary(user => user.Name, user => RabbitMqDefinitions.Login(user, 1));
    private RabbitMqServer _rabbit = null!;
    private RedisServer _results = null!;
    private CeleryProcess _worker = null!;

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData("viewer", (string[])[.. Watchers, "publish a task", "delete the tasks' queue", "delete the tasks' exchange", "bind a queue to the tasks", "publish to nobody"]);
        yield return new TestCaseData("strict", (string[])[.. Watchers, "publish a task", "delete the tasks' queue", "delete the tasks' exchange", "bind a queue to the tasks", "publish a control message"]);
        yield return new TestCaseData("admin", Watchers);
        yield return new TestCaseData("client", (string[])[.. Nobodys, "publish to another queue's key", "publish a control message", "forge an event", "forge a reply", "take tasks", "consume tasks", "purge tasks", "read a worker's control queue"]);
        yield return new TestCaseData("worker", (string[])[.. Nobodys, "publish a control message", "publish to nobody"]);
    }

    [OneTimeSetUp]
    public void StartBrokerAndWorker()
    {
        (_rabbit, _results) = (new RabbitMqServer(), new RedisServer());
        Apply();
        foreach (var user in LiveUsers.All)
            _applications[user.Name] = Create(user);
        _worker = _applications["worker"].StartWorker("worker", "--without-mingle", "--without-gossip");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _worker?.Dispose();
        foreach (var application in _applications.Values)
            application.Dispose();
        _results?.Dispose();
        _rabbit?.Dispose();
    }

    [Test]
    public void A_client_sends_tasks_to_its_queues_and_gets_their_results()
    {
        var results = _applications["client"].Run("""
            print(json.dumps([it.get(timeout=20) for it in [add.delay(1, 2), add.apply_async((3, 4), queue="mail")]]))
            """);

        Assert.That(results.ToString(), Is.EqualTo("[3, 7]"));
        Assert.That(_worker.IsRunning, _worker.Output);
    }

    [TestCase("viewer")]
    [TestCase("admin")]
    public void A_dashboard_that_reaches_workers_inspects_them(string user) =>
        Assert.That(_applications[user].Run(Inspection).ToString(), Is.EqualTo("""{"worker@test": {"ok": "pong"}}"""));

    [Test]
    public void A_dashboard_that_reaches_no_worker_gets_no_answer() =>
        Assert.That(_applications["strict"].Run(Inspection).ToString(), Is.Empty.Or.EqualTo("null"));

    [TestCase("viewer")]
    [TestCase("strict")]
    [TestCase("admin")]
    public void Every_dashboard_sees_events(string user) =>
        Assert.That(_applications[user].Run(Events).Deserialize<string[]>(), Does.Contain("worker-heartbeat"));

    [Test]
    public void Workers_that_talk_to_each_other_do_so_as_a_user_who_may()
    {
        using var crowd = _applications["crowd"].StartWorker("crowd");

        Assert.That(
            _applications["caller"].Run("print(json.dumps(add.delay(20, 22).get(timeout=20)))").GetInt32(), Is.EqualTo(42), crowd.Output);
    }

    [TestCaseSource(nameof(Refused))]
    public void RabbitMQ_refuses_everything_that_a_user_must_not_do(string user, string[] attempts)
    {
        var outcomes = _applications[user].Run(Attempts.Replace("NAMES", PythonLiteral.Of(JsonSerializer.Serialize(attempts)), StringComparison.Ordinal))
            .Deserialize<Dictionary<string, string>>()!;

        Assert.That(outcomes, Has.Count.EqualTo(attempts.Length));
        Assert.That(outcomes.Where(it => it.Value != "refused"), Is.Empty);
        Assert.That(_worker.IsRunning, _worker.Output);
    }

    [Test]
    public void Users_have_no_tags_and_rights_in_their_virtual_host_alone()
    {
        var users = _rabbit.Ask("users").AsArray().Where(it => it!["name"]!.GetValue<string>() != "administrator").ToArray();
        var permissions = _rabbit.Ask("permissions").AsArray().Where(it => it!["user"]!.GetValue<string>() != "administrator").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(users.Select(it => it!["name"]!.GetValue<string>()), Is.EquivalentTo(_logins.Values));
            Assert.That(users.Select(it => it!["tags"]!.ToJsonString()), Has.All.EqualTo("[]"));
            Assert.That(permissions.Select(it => it!["vhost"]!.GetValue<string>()), Has.Length.EqualTo(_logins.Count).And.All.EqualTo(VirtualHost));
        }
    }

    [Test]
    public void Loaded_again_with_a_new_password_the_one_before_is_gone_and_nothing_else_changes()
    {
        var before = _rabbit.Ask("permissions").ToJsonString();
        using var renewed = Create(LiveUsers.Named("client"), "renewed");

        Assert.That(Apply(password: user => user == "client" ? "renewed" : LiveUsers.PasswordOf(user)), Does.Contain("users and their rights are set"));
        var sum = renewed.Run("print(json.dumps(add.delay(1, 1).get(timeout=20)))").GetInt32();
        Apply();

        Assert.That((sum, _rabbit.Ask("permissions").ToJsonString()), Is.EqualTo((2, before)));
    }

    [Test]
    public void The_commands_refuse_a_server_of_another_authority_and_print_no_password()
    {
        using var other = new TestAuthority();
        var refusal = Assert.Throws<InvalidOperationException>(() => Apply(other.File));

        Assert.That(refusal!.Message, Does.Contain("can't be reached").And.Contain("certificate verify failed").And.Not.Contain("all-rights").And.Not.Contain("password-of"));
    }

    [Test]
    public void A_certificate_of_another_authority_is_refused()
    {
        using var other = new TestAuthority();
        using var client = LiveApplication.Of(
            LiveUsers.SettingsOf(LiveUsers.Named("client"), isRabbitMq: true), other.File, UrlOf("client"), null);

        var (_, _, errors) = client.RunToEnd("app.connection().ensure_connection(max_retries=1)");

        Assert.That(errors, Does.Contain("CERTIFICATE_VERIFY_FAILED"));
    }

    // As an operator does it: a folder with the secrets' values, and the two generated files.
    private string Apply(string? authority = null, Func<string, string>? password = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write(RabbitMqCommands.Definitions, RabbitMqDefinitions.Render(VirtualHost, LiveUsers.All.Select(user => (_logins[user.Name], user))));
        var program = folder.Write(RabbitMqCommands.File, RabbitMqCommands.Render(VirtualHost, _logins));
        folder.Write("management", _rabbit.ManagementUrl);
        foreach (var user in LiveUsers.All)
            folder.Write(user.Name, _rabbit.UrlOf(_logins[user.Name], (password ?? LiveUsers.PasswordOf)(user.Name), VirtualHost));
        var start = new ProcessStartInfo("python3", [program, folder.Name, authority ?? _rabbit.AuthorityFile]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return python.ExitCode == 0 ? output : throw new InvalidOperationException(errors.Result);
    }

    private LiveApplication Create(BrokerUser user, string? password = null)
    {
        var url = _rabbit.UrlOf(_logins[user.Name], password ?? LiveUsers.PasswordOf(user.Name), VirtualHost);
        return BrokerRole.IsDashboard(user.Role)
            ? LiveApplication.Flower(new FlowerCelerySettings { ReachesNoWorker = user.Role == BrokerRole.Strict }, _rabbit.AuthorityFile, url, null)
            : LiveApplication.Of(LiveUsers.SettingsOf(user, isRabbitMq: true), Authorities(), url, _results.Url);
    }

    // One file for the broker's and the result backend's authority: they are two servers' here.
    private string Authorities()
    {
        var file = Path.Combine(Path.GetDirectoryName(_rabbit.AuthorityFile)!, "both.pem");
        File.WriteAllText(file, $"{File.ReadAllText(_rabbit.AuthorityFile)}\n{File.ReadAllText(_results.AuthorityFile)}");
        return file;
    }

    private string UrlOf(string user) => _rabbit.UrlOf(_logins[user], LiveUsers.PasswordOf(user), VirtualHost);
}
