using System.Diagnostics;
using System.Text.Json;
using FlowerInfra.Tests.Components.Flower;
using FlowerInfra.Tests.Tools.Verify;
using NUnit.Framework;
using static FlowerInfra.Tests.Celery.RabbitMqAttempts;

namespace FlowerInfra.Tests.Celery;

/// <summary>
/// The generated definitions in a real RabbitMQ over TLS, loaded with the generated commands: real clients, workers and Flower's parts
/// do their work with the generated settings, and RabbitMQ refuses everything else.
/// </summary>
[TestFixture]
[Parallelizable]
internal sealed class LiveRabbitMqRightsTests
{
    private const string VirtualHost = "celery";

    // Who has the answer of the only worker waits no longer.
    private const string Inspection = """
        print(json.dumps(app.control.inspect(timeout=20, limit=1).ping()))
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

    private readonly Dictionary<string, LiveApplication> _applications = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _logins = LiveUsers.All.ToDictionary(user => user.Name, user => RabbitMqDefinitions.Login(user, 1));
    private RabbitMqServer _rabbit = null!;
    private RedisServer _results = null!;
    private CeleryProcess _worker = null!;

    private static IEnumerable<TestCaseData> Permitted()
    {
        string[] queues = ["celery", "mail"];
        yield return Case(
            "viewer",
            ["celeryev", EventQueue, "celery.pidbox", "reply.celery.pidbox", ReplyQueue],
            [EventQueue, "celery.pidbox", ReplyQueue],
            ["celeryev", EventQueue, "reply.celery.pidbox", ReplyQueue], "celery.pidbox");
        yield return Case(
            "strict",
            ["celeryev", EventQueue, "flower-strict.pidbox", "reply.flower-strict.pidbox", StrictReplyQueue],
            [EventQueue, "flower-strict.pidbox", StrictReplyQueue],
            ["celeryev", EventQueue, "reply.flower-strict.pidbox", StrictReplyQueue], "flower-strict.pidbox");
        yield return Case(
            "admin",
            [.. queues, "tasks", "celeryev", EventQueue, "celery.pidbox", "reply.celery.pidbox", ReplyQueue],
            [.. queues, "tasks", EventQueue, "celery.pidbox", ReplyQueue],
            ["tasks", "celeryev", EventQueue, "reply.celery.pidbox", ReplyQueue], "tasks");
        yield return Case(
            "worker",
            [.. queues, "tasks", "celeryev", "celery.pidbox", "reply.celery.pidbox", WorkersQueue],
            [.. queues, "tasks", "celeryev", "reply.celery.pidbox", WorkersQueue],
            [.. queues, "tasks", "celery.pidbox", WorkersQueue], "tasks");
        yield return Case("client", [.. queues, "tasks", "celeryev"], [.. queues, "tasks", "celeryev"], ["tasks"], "tasks");
        string[] crowds = ["chords", "tasks", "celeryev", EventQueue, "celery.pidbox", "reply.celery.pidbox", WorkersQueue, ReplyQueue];
        yield return Case("crowd", crowds, crowds, crowds, "tasks");
    }

    private static TestCaseData Case(string user, string[] configure, string[] write, string[] read, string writable) => new TestCaseData(
        user,
        (string[])[.. configure.Select(name => $"configure {name}"), .. write.Select(name => $"write {name}"), .. read.Select(name => $"read {name}")],
        writable).SetArgDisplayNames(user);

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
        Assert.That(_applications["strict"].Run(Inspection.Replace("timeout=20", "timeout=2", StringComparison.Ordinal)).ToString(), Is.Empty.Or.EqualTo("null"));

    [TestCase("viewer")]
    [TestCase("strict")]
    [TestCase("admin")]
    public void Every_dashboard_sees_events(string user) =>
        Assert.That(_applications[user].Run(Events).Deserialize<string[]>(), Does.Contain("worker-heartbeat"));

    [Test]
    public void Administrators_control_workers_and_send_tasks_to_each_queue()
    {
        var limited = _applications["admin"].Run("""
            limited = app.control.rate_limit("orders.add", "100/s", reply=True, timeout=20, limit=1)
            ids = [app.send_task("orders.add", (40, 2), queue=queue).id for queue in ("celery", "mail")]
            print(json.dumps([list(limited[0]), ids]))
            """);
        var results = _applications["client"].Run($"""
            from celery.result import AsyncResult
            print(json.dumps([AsyncResult(id).get(timeout=20) for id in json.loads({PythonLiteral.Of(limited[1].ToString())})]))
            """);

        Assert.That((limited[0].ToString(), results.ToString()), Is.EqualTo(("[\"worker@test\"]", "[42, 42]")));
    }

    [Test]
    public void Workers_that_talk_to_each_other_do_so_as_a_user_who_may()
    {
        using var crowd = _applications["crowd"].StartWorker("crowd");

        Assert.That(
            _applications["caller"].Run("print(json.dumps(add.delay(20, 22).get(timeout=20)))").GetInt32(), Is.EqualTo(42), crowd.Output);
    }

    [TestCaseSource(nameof(Permitted))]
    public void RabbitMQ_permits_what_a_user_needs_and_refuses_everything_else(string user, string[] permitted, string writable)
    {
        var outcomes = _applications[user].Run(Attempts
            .Replace("NAMES", PythonLiteral.Of(JsonSerializer.Serialize(Names)), StringComparison.Ordinal)
            .Replace("WRITABLE", PythonLiteral.Of(writable), StringComparison.Ordinal)).Deserialize<string[]>();

        Assert.That(outcomes, Is.EquivalentTo(permitted));
        Assert.That(_worker.IsRunning, _worker.Output);
    }

    [TestCase("viewer", "[\" celery\", \"tasks task.payments\", \"celeryev worker.heartbeat\"]")]
    [TestCase("strict", "[\" celery\", \"tasks task.payments\", \"celeryev worker.heartbeat\"]")]
    [TestCase("client", "[\" celery\", \"tasks task.payments\", \"celeryev worker.heartbeat\"]")]
    [TestCase("admin", "[\" celery\", \"celeryev worker.heartbeat\"]")]
    [TestCase("worker", "[\" celery\"]")]
    public void Nobody_publishes_to_the_default_exchange_and_clients_forge_no_event(string user, string refused) =>
        Assert.That(_applications[user].Run(Publishing).ToString(), Is.EqualTo(refused));

    [Test]
    public void Users_have_no_tags_and_rights_in_their_virtual_host_alone()
    {
        var users = _rabbit.Ask("users").AsArray().Where(it => it!["name"]!.GetValue<string>() != "administrator").ToArray();
        var permissions = _rabbit.Ask("permissions").AsArray().Where(it => it!["user"]!.GetValue<string>() != "administrator").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(users.Select(it => it!["name"]!.GetValue<string>()), Is.EquivalentTo(_logins.Values));
            Assert.That(users.Select(it => it!["tags"]!.ToJsonString()), Has.All.EqualTo("[]"));
            Assert.That(permissions.Select(it => it!["vhost"]!.GetValue<string>()), Has.Exactly(_logins.Count).EqualTo(VirtualHost).And.All.EqualTo(VirtualHost));
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
    public void Whoever_is_no_longer_listed_loses_every_right()
    {
        _rabbit.Put("users/former", """{"password": "password-of-former", "tags": ""}""");
        _rabbit.Put($"permissions/{VirtualHost}/former", """{"configure": ".*", "write": ".*", "read": ".*"}""");
        _rabbit.Put($"topic-permissions/{VirtualHost}/former", """{"exchange": "tasks", "write": ".*", "read": ".*"}""");

        var output = Apply();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(output, Does.Contain("former has no rights any more"));
            Assert.That(_rabbit.Ask("users/former/permissions").ToJsonString(), Is.EqualTo("[]"));
            Assert.That(_rabbit.Ask("users/former/topic-permissions").ToJsonString(), Is.EqualTo("[]"));
        }
    }

    [Test]
    public void The_login_of_the_version_before_keeps_its_rights_and_one_that_never_was_gets_none()
    {
        var before = _rabbit.Ask("permissions").ToJsonString();
        var logins = LiveUsers.All.SelectMany(user => new[] { (_logins[user.Name], user), (RabbitMqDefinitions.Login(user, 2), user) });

        Apply(definitions: RabbitMqDefinitions.Render(VirtualHost, logins));

        Assert.That(_rabbit.Ask("permissions").ToJsonString(), Is.EqualTo(before));
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

    // Of TLS, and of no more, any server will do.
    [Test]
    public void A_certificate_of_another_host_is_refused()
    {
        using var other = new RedisServer(host: "broker.example.com");
        using var client = LiveApplication.Of(
            LiveUsers.SettingsOf(LiveUsers.Named("client"), isRabbitMq: true), other.AuthorityFile,
            other.UrlOf("client", "p").Replace("rediss", "amqps", StringComparison.Ordinal), null);

        var (_, _, errors) = client.RunToEnd("app.connection().ensure_connection(max_retries=1)");

        Assert.That(errors, Does.Contain("CERTIFICATE_VERIFY_FAILED").And.Contain("mismatch"));
    }

    // As an operator does it: a folder with the secrets' values, and the two generated files.
    private string Apply(string? authority = null, Func<string, string>? password = null, string? definitions = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            RabbitMqCommands.Definitions, definitions ?? RabbitMqDefinitions.Render(VirtualHost, LiveUsers.All.Select(user => (_logins[user.Name], user))));
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
        return LiveUsers.IsDashboard(user)
            ? LiveApplication.Flower(new FlowerCelerySettings { ReachesNoWorker = user.Role == BrokerRole.Strict, TopicQueues = user.Queues }, _rabbit.AuthorityFile, url, null)
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
