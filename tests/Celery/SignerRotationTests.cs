using NUnit.Framework;

namespace FlowerInfra.Tests.Celery;

/// <summary>A signer's rotation in the steps that the component makes of it, while messages come all the time.</summary>
[TestFixture]
[Parallelizable]
internal sealed class SignerRotationTests
{
    private readonly List<LiveWorker> _workers = [];
    private Orders _orders = null!;
    private int _sent;

    [SetUp]
    public void Start() => _orders = new Orders();

    [TearDown]
    public void Stop()
    {
        _workers.ForEach(it => it.Dispose());
        _workers.Clear();
        _orders.Dispose();
    }

    [Test]
    public void No_message_is_lost_and_none_runs_twice()
    {
        var (worker, first, second) = (_orders.Keys.Issue("worker-1"), _orders.Keys.Issue("shop-1"), _orders.Keys.Issue("shop-2"));
        var both = _orders.Keys.Store(worker, first, second);

        var old = StartWorker(worker, _orders.Keys.Store(worker, first));
        Send(first);
        // The verifiers restart with both certificates. What one has taken and not begun goes back into the queue.
        Send(first, seconds: 1);
        old.Terminate();
        Send(first);
        old.WaitForEnd();
        var verifier = StartWorker(worker, both);
        // The signer restarts with its new key; messages of the old one still wait behind each other.
        Send(first, seconds: 1);
        Send(second);
        WaitForAll();
        // Drained: the old certificate goes.
        verifier.Terminate();
        verifier.WaitForEnd();
        StartWorker(worker, _orders.Keys.Store(worker, second));
        Send(second);
        WaitForAll();

        Assert.That(Ran(), Is.EquivalentTo(Enumerable.Range(0, _sent).Select(it => $"{it}")), _workers[^1].Log);
    }

    private LiveWorker StartWorker(string key, string store)
    {
        _workers.Add(_orders.StartSigningWorker(key, store));
        return _workers[^1];
    }

    private void Send(string key, int seconds = 0)
    {
        _orders.RunSigning(key, _orders.Keys.Store(key), $"""
            for number in range({_sent}, {_sent + 6}):
                app.send_task("note", [str(number)], dict(seconds={seconds}))
            print(json.dumps("sent"))
            """);
        _sent += 6;
    }

    private void WaitForAll()
    {
        try
        {
            _workers[^1].WaitFor(() => Ran().Count() >= _sent, $"all of {_sent} tasks");
        }
        catch (TimeoutException)
        {
            Assert.That(Ran(), Is.EquivalentTo(Enumerable.Range(0, _sent).Select(it => $"{it}")), string.Join('\n', _workers.Select(it => it.Log)));
        }
    }

    private IEnumerable<string> Ran() => _workers.SelectMany(it => it.Ran).Select(it => it.Split(' ')[0]);
}
