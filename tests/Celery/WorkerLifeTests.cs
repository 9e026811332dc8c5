using NUnit.Framework;

namespace FlowerInfra.Tests.Celery;

/// <summary>A real worker with the command, the modules and the probes of its pod: how it stops, and how its health shows.</summary>
[TestFixture]
[Parallelizable]
internal sealed class WorkerLifeTests
{
    private Orders _orders = null!;

    [SetUp]
    public void Start() => _orders = new Orders();

    [TearDown]
    public void Stop() => _orders.Dispose();

    [Test]
    public void SIGTERM_lets_a_task_end_that_has_begun_and_leaves_the_others_in_the_queue()
    {
        using var worker = _orders.StartWorker("worker_prefetch_multiplier = 1\n", it => it.Concurrency = 1);
        Send("begun", seconds: 6);
        worker.WaitFor(() => worker.Log.Contains("received", StringComparison.Ordinal), "the task to begin");
        Send("waiting", seconds: 0);

        worker.Terminate();
        worker.WaitForEnd();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(worker.Ran.Select(it => it.Split(' ')[0]), Is.EqualTo(new[] { "begun" }), worker.Log);
            Assert.That(worker.ExitCode, Is.Zero, worker.Log);
            Assert.That(QueueLength(), Is.EqualTo("1"));
        }
    }

    [Test]
    public void A_task_that_takes_longer_than_the_longest_is_killed_and_the_worker_goes_on()
    {
        using var worker = _orders.StartWorker("", it => it.LongestTaskSeconds = 2);
        Send("too-long", seconds: 60);
        worker.WaitFor(() => worker.Log.Contains("TimeLimitExceeded", StringComparison.Ordinal), "the limit");
        Send("short", seconds: 0);

        worker.WaitFor(() => worker.Ran.Count > 0, "the next task");

        Assert.That(worker.Ran.Single(), Does.StartWith("short "));
    }

    [TestCase(true, 3)]
    [TestCase(false, 1)]
    public void Each_task_has_a_process_of_its_own_where_that_is_asked_for(bool oneTaskPerProcess, int processes)
    {
        using var worker = _orders.StartWorker("", it => (it.OneTaskPerProcess, it.Concurrency) = (oneTaskPerProcess, 1));
        foreach (var text in new[] { "a", "b", "c" })
            Send(text, seconds: 0);

        worker.WaitFor(() => worker.Ran.Count == 3, "three tasks");

        Assert.That(worker.Ran.Select(it => it.Split(' ')[1]).Distinct().Count(), Is.EqualTo(processes));
    }

    [Test]
    public void A_worker_is_ready_while_it_consumes_and_not_after_it_has_stopped()
    {
        using var worker = _orders.StartWorker("");
        Assert.That((worker.Probe("ready"), worker.Probe("live")), Is.EqualTo((0, 0)));

        worker.Terminate();
        worker.WaitForEnd();

        Assert.That((worker.Probe("ready"), worker.Probe("live")), Is.EqualTo((1, 1)), "the broker still answers");
    }

    [Test]
    public void The_brokers_outage_is_no_reason_to_restart_a_worker()
    {
        using var worker = _orders.StartWorker("");
        // Celery 5.2 hangs where the broker goes after the consumer's steps and before this line; its probe tells after a minute.
        worker.WaitFor(() => worker.Log.Contains(" ready.", StringComparison.Ordinal), "the worker's loop");
        _orders.StopBroker();

        worker.WaitFor(() => worker.Probe("ready") == 1, "the worker to notice");

        Assert.That(worker.Probe("live"), Is.Zero);
    }

    private void Send(string text, int seconds) => Orders.Run(_orders.Configuration(), $"""
        app.send_task("note", ["{text}"], dict(seconds={seconds}))
        print(json.dumps("sent"))
        """);

    private string QueueLength() => Orders.Run(_orders.Configuration(), """
        with app.connection() as connection:
            print(json.dumps(connection.default_channel.client.llen("celery")))
        """);
}
