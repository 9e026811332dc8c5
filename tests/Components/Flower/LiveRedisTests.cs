using System.Text.Json;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Flower;

/// <summary>What the real Celery does with a real Redis over TLS when it has read the generated file.</summary>
[TestFixture]
[Parallelizable]
internal sealed class LiveRedisTests
{
    private const string Client = """
        import json, socket, threading, celery, redis
        from celery.events import EventReceiver
        app = celery.current_app
        client = redis.Redis.from_url(app.conf.broker_url, ssl_ca_certs=app.conf.broker_use_ssl["ssl_ca_certs"])

        """;

    // A worker's part of an inspection, and everything that Redis is asked meanwhile.
    private const string Inspection = Client + """
        commands, watching, answering, done = [], threading.Event(), threading.Event(), threading.Event()

        def watch():
            with client.monitor() as monitor:
                watching.set()
                for command in monitor.listen():
                    commands.append(command["command"])

        def answer():
            with app.connection() as connection:
                node = app.control.mailbox(connection).Node("worker@test", handlers={"ping": lambda state, **_: {"ok": "pong"}})
                with node.listen(channel=connection.default_channel):
                    answering.set()
                    while not done.is_set():
                        try:
                            connection.drain_events(timeout=1)
                        except socket.timeout:
                            pass

        threads = [threading.Thread(target=watch, daemon=True), threading.Thread(target=answer, daemon=True)]
        for thread, ready in zip(threads, (watching, answering)):
            thread.start()
            ready.wait()
        # Whoever waits in vain looks for messages to restore.
        replies = [app.control.inspect(timeout=0.5).ping() for _ in range(4)]
        with app.connection() as connection:
            try:
                EventReceiver(connection, handlers={"*": print}, app=app).capture(limit=None, timeout=3, wakeup=True)
            except socket.timeout:
                pass
        done.set()
        threads[1].join()
        client.ping()
        print(json.dumps({"replies": replies, "asked": len(commands), "unacked": [it for it in commands if "unacked" in it]}))
        """;

    private const string Applying = Client + """
        app.loader.import_default_modules()
        app.tasks["orders.send"].apply_async(args=[1, {"to": "x"}], kwargs={"fast": True})
        app.tasks["orders.send"].apply_async(args=[], queue="mail")
        message = json.loads(client.lindex("celery", 0))
        print(json.dumps({"task": message["headers"]["task"], "celery": client.llen("celery"), "mail": client.llen("mail")}))
        """;

    private RedisServer _redis = null!;
    private CeleryProgram _program = null!;

    [OneTimeSetUp]
    public void StartRedis() => _redis = new RedisServer();

    [OneTimeTearDown]
    public void StopRedis() => _redis.Dispose();

    [SetUp]
    public void CreateProgram() => _program = new CeleryProgram();

    [TearDown]
    public void RemoveProgram() => _program.Dispose();

    [Test]
    public void Inspections_and_events_work_and_touch_none_of_the_workers_unacknowledged_messages()
    {
        _program.Configure(_redis.Url, _redis.AuthorityFile);

        var result = _program.Run(Inspection);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.GetProperty("replies").EnumerateArray().Select(reply => reply.ToString()), Has.Some.EqualTo("""{"worker@test": {"ok": "pong"}}"""));
            Assert.That(result.GetProperty("asked").GetInt32(), Is.Positive);
            Assert.That(result.GetProperty("unacked").Deserialize<string[]>(), Is.Empty);
        }
    }

    [Test]
    public void A_task_that_is_named_is_sent_with_any_arguments_to_its_queue_or_to_the_one_that_is_asked_for()
    {
        _program.Configure(_redis.Url, _redis.AuthorityFile, ["orders.send"]);

        Assert.That(_program.Run(Applying).ToString(), Is.EqualTo("""{"task": "orders.send", "celery": 1, "mail": 1}"""));
    }
}
