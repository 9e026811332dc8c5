using System.Text.Json;
using FlowerInfra.Tests.Components.Flower;
using NUnit.Framework;

namespace FlowerInfra.Tests.Celery;

/// <summary>
/// The generated rights in a real Redis over TLS: real clients, workers and Flower's parts do their work with the generated
/// settings, and Redis refuses everything else. The server's ACL log tells what it refused.
/// </summary>
[TestFixture(false)]
[TestFixture(true)]
[Parallelizable]
internal sealed class LiveRedisRightsTests(bool isFlat)
{
    // Who has the answer of the only worker waits no longer.
    private const string Inspection = """
        inspect = app.control.inspect(timeout=20, limit=1)
        print(json.dumps({"ping": inspect.ping(), "stats": sorted(inspect.stats() or {})}))
        """;

    private const string Events = """
        import threading
        from celery.events import EventReceiver
        seen = set()
        def note(event):
            seen.add(event["type"])
        with app.connection() as connection:
            receiver = EventReceiver(connection, handlers={"*": note}, app=app)
            try:
                for _ in receiver.itercapture(limit=None, timeout=10, wakeup=True):
                    if "worker-heartbeat" in seen:
                        break
            except socket.timeout:
                pass
        print(json.dumps(sorted(seen)))
        """;

    private const string Attempts = """
        import redis
        client = redis.Redis.from_url(app.conf.broker_url, **app.conf.broker_use_ssl and {"ssl_ca_certs": app.conf.broker_use_ssl["ssl_ca_certs"]}, socket_timeout=3)
        outcomes = {}
        for command in json.load(open("commands.json")):
            try:
                outcomes[command] = repr(client.execute_command(*command.split(" ")))
            except redis.exceptions.NoPermissionError:
                outcomes[command] = "NOPERM"
            except Exception as error:
                outcomes[command] = f"{type(error).__name__} {error}"
                client.connection_pool.disconnect()
        print(json.dumps(outcomes))
        """;

    private readonly Dictionary<string, LiveApplication> _applications = new(StringComparer.Ordinal);
    private RedisServer _redis = null!;
    private CeleryProcess _worker = null!;
    private LiveApplication _inspector = null!;

    private static string[] Roles => ["viewer", "strict", "admin", "worker", "client"];

    [OneTimeSetUp]
    public void StartBrokerAndWorker()
    {
        _redis = new RedisServer(Users());
        foreach (var user in LiveUsers.All)
            _applications[user.Name] = Create(user);
        _inspector = LiveApplication.Flower(new FlowerCelerySettings(), _redis.AuthorityFile, _redis.UrlOf("inspector", "all-rights"), null);
        _worker = _applications["worker"].StartWorker("worker", "--without-mingle", "--without-gossip");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _worker?.Dispose();
        _inspector?.Dispose();
        foreach (var application in _applications.Values)
            application.Dispose();
        _redis?.Dispose();
    }

    [SetUp]
    public void ForgetWhatWasRefused() => Ask("ACL LOG RESET");

    [Test]
    public void A_client_sends_tasks_to_its_queues_and_gets_their_results()
    {
        var results = _applications["client"].Run("""
            sent = [add.delay(1, 2), add.apply_async((3, 4), queue="mail"), add.apply_async((5, 6), priority=3)]
            print(json.dumps([it.get(timeout=20) for it in sent] + [sent[0].state, sent[0].forget()]))
            """);

        Assert.That(results.ToString(), Is.EqualTo("[3, 7, 11, \"SUCCESS\", null]"));
        AssertNothingWasRefused();
    }

    [Test]
    public void A_queue_outside_the_settings_is_refused_before_anything_is_sent()
    {
        var (_, _, errors) = _applications["client"].RunToEnd("add.apply_async((1, 2), queue=\"payments\")");

        Assert.That(errors, Does.Contain("payments"));
        AssertNothingWasRefused();
    }

    [TestCase("viewer")]
    [TestCase("admin")]
    public void A_dashboard_that_reaches_workers_inspects_them(string user)
    {
        var result = _applications[user].Run(Inspection).ToString();

        Assert.That(result, Does.Contain("{\"worker@test\": {\"ok\": \"pong\"}}").And.Contain("\"stats\": [\"worker@test\"]"));
        AssertNothingWasRefused();
    }

    [Test]
    public void A_dashboard_that_reaches_no_worker_gets_no_answer()
    {
        Assert.That(_applications["strict"].Run(Inspection.Replace("timeout=20", "timeout=2", StringComparison.Ordinal)).ToString(), Is.EqualTo("{\"ping\": null, \"stats\": []}"));
        AssertNothingWasRefused();
    }

    [TestCase("viewer")]
    [TestCase("strict")]
    [TestCase("admin")]
    public void Every_dashboard_sees_events(string user)
    {
        Assert.That(_applications[user].Run(Events).Deserialize<string[]>(), Does.Contain("worker-heartbeat"));
        AssertNothingWasRefused();
    }

    [TestCase("viewer")]
    [TestCase("strict")]
    [TestCase("admin")]
    public void A_dashboard_sees_queue_lengths_and_results_where_rights_can_be_kept_apart(string user)
    {
        var id = _applications["client"].Run("sent = add.delay(20, 22); sent.get(timeout=20); print(json.dumps(sent.id))").GetString();
        ForgetWhatWasRefused();

        var (_, output, errors) = _applications[user].RunToEnd($$"""
            from celery.result import AsyncResult
            with app.connection() as connection:
                length = connection.default_channel.client.llen("celery")
            print(json.dumps([length, AsyncResult("{{id}}").result]))
            """);

        if (isFlat && user != "admin")
        {
            Assert.That(errors, Does.Contain("NoPermissionError"));
            return;
        }

        Assert.That(output.Trim(), Is.EqualTo("[0, 42]"), errors);
        AssertNothingWasRefused();
    }

    [Test]
    public void Administrators_control_workers_and_send_tasks()
    {
        var result = _applications["admin"].Run("""
            limited = app.control.rate_limit("orders.add", "100/s", reply=True, timeout=20, limit=1)
            revoked = app.control.revoke("00000000-0000-0000-0000-000000000000", reply=True, timeout=20, limit=1)
            sent = app.send_task("orders.add", (40, 2)).get(timeout=20)
            print(json.dumps([list(limited[0]), list(revoked[0]), sent]))
            """);

        Assert.That(result.ToString(), Is.EqualTo("[[\"worker@test\"], [\"worker@test\"], 42]"));
        AssertNothingWasRefused();
    }

    [Test]
    public void A_worker_refuses_a_pickled_task_and_goes_on()
    {
        _applications["client"].Run("""
            add.apply_async((1, 2), serializer="pickle")
            print(json.dumps(add.delay(3, 4).get(timeout=20)))
            """);

        Assert.That(_worker.Output, Does.Contain("ContentDisallowed").And.Contain("pickle"));
        AssertNothingWasRefused();
    }

    [Test]
    public void Chords_mingle_and_gossip_work_for_users_who_have_them()
    {
        using var crowd = _applications["crowd"].StartWorker("crowd");
        var result = _applications["caller"].Run("""
            from celery import chord
            print(json.dumps(chord([add.s(1, 2), add.s(3, 4)])(total.s()).get(timeout=20)))
            """);

        Assert.That(result.ToString(), Is.EqualTo("10"));
        AssertNothingWasRefused();
    }

    [TestCaseSource(nameof(Roles))]
    public void Redis_refuses_everything_that_a_user_must_not_do(string user)
    {
        var allowed = isFlat ? ForbiddenCommands.AllowedByFlatRightsOf(user) : [];
        var outcomes = Try(user, ForbiddenCommands.Of(user).Except(allowed));

        Assert.That(outcomes.Where(it => it.Value != "NOPERM"), Is.Empty);
        Assert.That(outcomes, Has.Count.GreaterThan(80));
    }

    [Test]
    public void A_viewer_reads_queue_lengths_and_results_only_where_it_can_delete_neither()
    {
        var reading = Try("viewer", ["LLEN celery", "GET celery-task-meta-1"]).Values;

        Assert.That(reading, isFlat ? Has.All.EqualTo("NOPERM") : Has.None.EqualTo("NOPERM"));
        Assert.That(Try("viewer", ["DEL celery", "DEL celery-task-meta-1"]).Values, Has.All.EqualTo("NOPERM"));
    }

    [Test]
    public void Nobody_logs_in_as_the_servers_own_user()
    {
        using var nobody = LiveApplication.Flower(new FlowerCelerySettings(), _redis.AuthorityFile, _redis.UrlOf("default", "x"), null);

        var (_, _, errors) = nobody.RunToEnd("app.connection().default_channel.client.ping()");

        Assert.That(errors, Does.Contain("invalid username-password pair or user is disabled"));
    }

    [Test]
    public void While_passwords_are_rotated_both_work()
    {
        foreach (var password in new[] { LiveUsers.PasswordOf("client"), "password-of-before" })
        {
            using var client = Create(LiveUsers.Named("client"), password);

            Assert.That(client.Run("print(json.dumps(add.delay(1, 1).get(timeout=20)))").GetInt32(), Is.EqualTo(2));
        }
    }

    [Test]
    public void A_certificate_of_another_authority_is_refused()
    {
        using var other = new RedisServer();
        using var client = LiveApplication.Of(
            LiveUsers.SettingsOf(LiveUsers.Named("client")), other.AuthorityFile, UrlOf("client"), UrlOf("client"));

        AssertUnverified(client);
    }

    [Test]
    public void A_certificate_of_another_host_is_refused()
    {
        using var other = new RedisServer(host: "broker.example.com");
        using var client = LiveApplication.Of(LiveUsers.SettingsOf(LiveUsers.Named("client")), other.AuthorityFile, other.Url, other.Url);

        AssertUnverified(client);
    }

    private static void AssertUnverified(LiveApplication client)
    {
        var (ended, _, errors) = client.RunToEnd("app.connection().ensure_connection(max_retries=1)");

        Assert.That(ended);
        Assert.That(errors, Does.Contain("CERTIFICATE_VERIFY_FAILED"));
    }

    private Dictionary<string, string> Try(string user, IEnumerable<string> commands) => _applications[user].Run(
        Attempts.Replace("json.load(open(\"commands.json\"))", $"json.loads({PythonLiteral.Of(JsonSerializer.Serialize(commands))})", StringComparison.Ordinal))
        .Deserialize<Dictionary<string, string>>()!;

    private JsonElement Ask(string command) => _inspector.Run($"""
        with app.connection() as connection:
            answer = connection.default_channel.client.execute_command(*{PythonLiteral.Of(command)}.split(" "))
        print(json.dumps(answer, default=lambda it: it.decode() if isinstance(it, bytes) else str(it)))
        """);

    // The worker as well is among those whose refusals the log holds.
    private void AssertNothingWasRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ask("ACL LOG").ToString(), Is.EqualTo("[]"));
            Assert.That(_worker.IsRunning, _worker.Output);
        }
    }

    private LiveApplication Create(BrokerUser user, string? password = null)
    {
        var url = _redis.UrlOf(user.Name, password ?? LiveUsers.PasswordOf(user.Name));
        return LiveUsers.IsDashboard(user)
            ? LiveApplication.Flower(new FlowerCelerySettings { ReachesNoWorker = user.Role == BrokerRole.Strict }, _redis.AuthorityFile, url, url)
            : LiveApplication.Of(LiveUsers.SettingsOf(user), _redis.AuthorityFile, url, url);
    }

    private string UrlOf(string user) => _redis.UrlOf(user, LiveUsers.PasswordOf(user));

    // The generated lines, as an operator completes them: with passwords, and with somebody who may read the log.
    private string Users()
    {
        var lines = RedisUserFile.Render(LiveUsers.All, isFlat).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            LiveUsers.All.FirstOrDefault(user => line.StartsWith($"user {user.Name} ", StringComparison.Ordinal)) is { } user
                ? $"{line} >{LiveUsers.PasswordOf(user.Name)}{(user.Name == "client" ? " >password-of-before" : "")}"
                : line);
        return $"{string.Join('\n', lines)}\nuser inspector reset on >all-rights +@all ~* &*\n";
    }
}
