using System.Net;
using System.Net.Sockets;
using FlowerInfra.Tests.Tools.Verify;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Flower;

/// <summary>What the generated files do in the real Celery while nobody answers for the broker.</summary>
[TestFixture]
[Parallelizable]
internal sealed class AbsentBrokerTests
{
    // Nothing listens there.
    private const int ClosedPort = 1;

    private const string AskInThread = """
        import os, threading, celery
        outcome = []
        def ask():
            try:
                outcome.append({{QUESTION}})
            except Exception as error:
                outcome.append(error)
        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(25)
        print("true" if outcome else "false", flush=True)
        os._exit(0)
        """;

    // What Flower's command does, with inspections under way when SIGTERM comes. Flower saves in an exit function.
    private const string Flower = """
        import atexit, os, signal, sys, time
        from concurrent.futures import ThreadPoolExecutor
        import celery
        options = {}
        with open("flowerconfig.py") as file:
            exec(file.read(), options, options)
        pool = ThreadPoolExecutor(max_workers=5)
        atexit.register(lambda: print("saved", flush=True))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        inspect = celery.current_app.control.inspect(timeout=1)
        for method in ("stats", "active_queues", "registered", "scheduled", "active", "reserved", "revoked", "conf"):
            pool.submit(getattr(inspect, method))
        time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)
        while True:
            signal.pause()
        """;

    // The kernel takes its connections, and nobody answers them: a broker that hangs, or a load balancer without one.
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);
    private readonly TestAuthority _authority = new();
    private CeleryProgram _program = null!;

    [OneTimeSetUp]
    public void Listen() => _silent.Start(backlog: 100);

    [OneTimeTearDown]
    public void StopListening()
    {
        _silent.Dispose();
        _authority.Dispose();
    }

    [SetUp]
    public void CreateProgram() => _program = new CeleryProgram();

    [TearDown]
    public void RemoveProgram() => _program.Dispose();

    [TestCase("rediss", false)]
    [TestCase("rediss", true)]
    [TestCase("amqps", false)]
    public void An_inspection_gives_the_broker_up(string scheme, bool takesConnections)
    {
        _program.Configure(Url(scheme, takesConnections), _authority.File);

        Assert.That(Ends("celery.current_app.control.inspect(timeout=1).ping()"), Is.True);
    }

    [Test]
    public void A_question_for_a_result_gives_the_backend_up()
    {
        _program.Configure(Url("amqps", takesConnections: false), _authority.File, resultBackendUrl: Url("rediss", takesConnections: true));

        Assert.That(Ends("celery.current_app.AsyncResult('5d1b').state"), Is.True);
    }

    [TestCase("rediss", false)]
    [TestCase("rediss", true)]
    [TestCase("amqps", false)]
    [TestCase("amqps", true)]
    public void SIGTERM_saves_the_state_and_ends_Flower(string scheme, bool takesConnections)
    {
        _program.Configure(Url(scheme, takesConnections), _authority.File);
        _program.Write(FlowerSecretFiles.CookieSecret, "0123456789abcdef0123456789abcdef");
        _program.Write(FlowerSecretFiles.BasicAuth, """{"ops": "secret"}""");
        _program.Write(FlowerFiles.FlowerConfiguration, FlowerConfiguration.Render(FlowerExample.Settings(_program.Directory)));

        var (ended, output, errors) = _program.RunToEnd(Flower);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(output, Is.EqualTo("saved\n"), errors);
            Assert.That(ended, Is.True, errors);
        }
    }

    private bool Ends(string question) =>
        _program.Run(AskInThread.Replace("{{QUESTION}}", question, StringComparison.Ordinal)).GetBoolean();

    private string Url(string scheme, bool takesConnections) =>
        $"{scheme}://:secret@localhost:{(takesConnections ? ((IPEndPoint)_silent.LocalEndpoint).Port : ClosedPort)}/0";
}
