using NUnit.Framework;

namespace FlowerInfra.Tests.Celery;

/// <summary>What real workers do with messages of signers, of others and of nobody.</summary>
[TestFixture]
[Parallelizable]
internal sealed class MessageSigningTests
{
    private const string SendNote = """
        app.send_task("note", ["{{TEXT}}"])
        print(json.dumps("sent"))
        """;

    // Reading it makes a note too, whatever the task's name is.
    private const string SendPickle = """
        import os, kombu
        class Evil:
            def __reduce__(self):
                return os.system, ("echo pickled >> $RAN",)
        kombu.enable_insecure_serializers(["pickle"])
        with app.producer_pool.acquire(block=True) as producer:
            producer.publish(
                [["pickled"], {}, Evil()], serializer="pickle", routing_key="celery", exchange="celery",
                declare=[app.amqp.queues["celery"]], headers={"task": "note", "id": "5d1b", "lang": "py"})
        print(json.dumps("sent"))
        """;

    private Orders _orders = null!;
    private string _client = null!;
    private string _worker = null!;
    private string _admin = null!;
    private string _stranger = null!;
    private string _store = null!;
    private LiveWorker _running = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _orders = new Orders();
        (_client, _worker) = (_orders.Keys.Issue("client"), _orders.Keys.Issue("worker"));
        (_admin, _stranger) = (_orders.Keys.Issue("flower-admin"), _orders.Keys.Issue("stranger"));
        _store = _orders.Keys.Store(_client, _worker, _admin);
        _running = _orders.StartSigningWorker(_worker, _store);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _running?.Dispose();
        _orders.Dispose();
    }

    [Test]
    public void A_signed_task_runs_and_its_result_is_read_without_a_key()
    {
        Assert.That(
            _orders.RunSigning(_client, _store, """print(json.dumps({"result": app.send_task("note", ["signed"]).get(timeout=20)}))"""),
            Is.EqualTo("""{"result": "signed"}"""));
        Assert.That(
            _orders.RunViewer("""
                import redis
                keys = redis.Redis.from_url(app.conf.broker_url, ssl_ca_certs=app.conf.broker_use_ssl["ssl_ca_certs"]).keys("celery-task-meta-*")
                print(json.dumps(sorted({app.AsyncResult(key.decode()[17:]).state for key in keys})))
                """),
            Is.EqualTo("""["SUCCESS"]"""));
    }

    [Test]
    public void An_unsigned_task_never_runs() =>
        AssertRefused("unsigned", "Refusing to deserialize", () => Orders.Run(_orders.Configuration(), Note("unsigned")));

    [Test]
    public void A_task_that_a_stranger_signed_never_runs() => AssertRefused(
        "forged", "Unknown certificate", () => _orders.RunSigning(_stranger, _orders.Keys.Store(_stranger), Note("forged")));

    [Test]
    public void A_pickled_task_is_never_read() =>
        AssertRefused("pickled", "Refusing to deserialize", () => Orders.Run(_orders.Configuration(), SendPickle));

    [Test]
    public void A_signed_body_that_is_changed_is_refused() => AssertRefused("changed", "Bad signature", () => _orders.RunSigning(_client, _store, """
        import base64
        from kombu.serialization import registry
        kind, coding, body = registry.dumps([["original"], {}, {}], serializer="auth")
        body = base64.b64encode(base64.b64decode(body).replace(b"original", b"changed!"))
        with app.producer_pool.acquire(block=True) as producer:
            producer.publish(
                body, content_type=kind, content_encoding=coding, serializer=None, routing_key="celery", exchange="celery",
                declare=[app.amqp.queues["celery"]], headers={"task": "note", "id": "5d1c", "lang": "py"})
        print(json.dumps("sent"))
        """));

    [Test]
    public void The_keyless_viewers_control_messages_are_refused_and_its_events_arrive()
    {
        var answer = _orders.RunViewer("""
            from celery.events import EventReceiver
            replies = app.control.ping(timeout=2)
            app.control.broadcast("shutdown")
            app.control.rate_limit("note", "1/h")
            seen = []
            def take(event):
                seen.append(event["type"])
                receiver.should_stop = True
            with app.connection() as connection:
                receiver = EventReceiver(connection, handlers={"worker-heartbeat": take}, app=app)
                receiver.capture(limit=None, timeout=20, wakeup=False)
            print(json.dumps({"replies": replies, "events": seen}))
            """);
        _running.WaitFor(() => _running.Log.Contains("Refusing to deserialize", StringComparison.Ordinal), "the refusal");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer, Is.EqualTo("""{"replies": [], "events": ["worker-heartbeat"]}"""));
            Assert.That(_running.HasEnded, Is.False, _running.Log);
        }
    }

    [Test]
    public void The_administrators_signed_control_messages_are_followed() => Assert.That(
        _orders.RunAdministrator(_admin, _store, """print(json.dumps([list(reply.values()) for reply in app.control.ping(timeout=5)]))"""),
        Is.EqualTo("""[[{"ok": "pong"}]]"""));

    private static string Note(string text) => SendNote.Replace("{{TEXT}}", text, StringComparison.Ordinal);

    // What is sent afterwards runs: the message before it has been taken, and the worker is well.
    private void AssertRefused(string text, string reason, Action send)
    {
        send();
        _orders.RunSigning(_client, _store, Note($"after-{text}"));
        _running.WaitFor(() => _running.Ran.Any(it => it.StartsWith($"after-{text} ", StringComparison.Ordinal)), $"the task after {text}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_running.Ran.Select(it => it.Split(' ')[0]), Has.None.StartsWith(text));
            Assert.That(_running.Log, Does.Contain(reason));
        }
    }
}
