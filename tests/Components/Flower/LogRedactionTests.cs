using System.Globalization;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Flower;

/// <summary>What the real logging prints once Flower has read its configuration, of messages such as Tornado writes.</summary>
[TestFixture]
[Parallelizable]
internal sealed class LogRedactionTests
{
    // As Tornado reads the file and prints records: arguments are filled in late, exceptions stand behind the message.
    private const string Harness = """
        import logging, sys
        options = {}
        with open(sys.argv[1]) as file:
            exec(file.read(), options, options)
        logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)s %(name)s %(message)s")
        general, application = logging.getLogger("tornado.general"), logging.getLogger("tornado.application")

        """;

    private static readonly TestCaseData[] Messages =
    [
        Case("""general.warning("%d %s", 403, "GET /login?code=4/0AX'\"4hidden&state=x (127.0.0.1)")""", "403 GET /login[removed] (127.0.0.1)"),
        Case("""application.error("Uncaught %r", {"uri": "/login?code=hidden", "version": "HTTP/1.1"})""", "Uncaught {'uri': '/login[removed] 'version': 'HTTP/1.1'}"),
        Case("""general.warning("%s", b"/tools/flower/login?state=1&code=hidden")""", "b'/tools/flower/login[removed]"),
        Case("""general.debug("redirect_uri=x&code=hidden&client_secret=hidden&grant_type=y")""", "redirect_uri=x&[removed]&[removed]&grant_type=y"),
        Case("""general.warning("Invalid cookie signature %r", b"b3Bz|1700000000|hidden")""", "Invalid cookie signature [removed]"),
        Case("""general.info("user=2|1:0|10:1700000000|4:user|16:b3BzQGV4|hidden; theme=dark")""", "[removed] theme=dark"),
        Case("""general.info("Authorization: Basic aGlkZGVu")""", "[removed]"),
        Case("""general.info("headers %s", {"Host": "x", "authorization": "aGlkZGVu: aGlk"})""", "headers {'Host': 'x', '[removed]"),
        Case("""general.info("sent basic aGlkZGVu and Bearer hidden.hidden-hidden to it")""", "sent [removed] and [removed] to it"),
        Case("""general.info("Broker: %s", "rediss://:hidden@redis.example.internal:6379/0")""", "Broker: rediss://[removed]redis.example.internal:6379/0"),
        Case("""general.info("/login?code=hidden %s", 1, 2)""", "/login[removed] %s (1, 2)"),
        Case("""general.info("%s", "100 % of tasks %s")""", "100 % of tasks %s"),
        Case("""general.info({"uri": "/workers"})""", "{'uri': '/workers'}"),
        Case("""general.info("Failed to capture events: '%s', trying again in %s seconds.", "Error 111", 2)""", "Failed to capture events: 'Error 111', trying again in 2 seconds."),
    ];

    private PythonFiles _python = null!;

    [SetUp]
    public void WriteConfiguration()
    {
        _python = new PythonFiles();
        _python.Write(FlowerSecretFiles.CookieSecret, "0123456789abcdef0123456789abcdef");
        _python.Write(FlowerSecretFiles.BasicAuth, """{"ops": "secret"}""");
        _python.Write("flowerconfig.py", FlowerConfiguration.Render(FlowerExample.Settings(_python.Directory)));
    }

    [TearDown]
    public void RemoveDirectory() => _python.Dispose();

    [TestCaseSource(nameof(Messages))]
    public void A_message_is_logged_without_its_secrets(string statement, string expected) =>
        Assert.That(Logged(statement).TrimEnd('\n').Split(' ', 3)[2], Is.EqualTo(expected));

    [Test]
    public void An_exception_is_logged_with_its_lines_and_without_its_secrets()
    {
        var text = Logged("""
            def fetch(target):
                raise ValueError(f"no answer from {target}")
            try:
                fetch("https://id.example.com/token?code=hidden")
            except ValueError:
                application.error("Uncaught exception %s", "GET /login?code=hidden (127.0.0.1)", exc_info=True)
            """);

        Assert.That(text, Does.StartWith("ERROR tornado.application Uncaught exception GET /login[removed] (127.0.0.1)\nTraceback")
            .And.Contain("in fetch").And.EndsWith("ValueError: no answer from https://id.example.com/token[removed]\n").And.Not.Contain("hidden"));
    }

    [TestCase("x")]
    [TestCase("|")]
    [TestCase("basic ")]
    [TestCase("://")]
    [TestCase("authorization")]
    public void A_long_message_costs_no_more_than_its_length(string part)
    {
        var seconds = Logged($"""
            import time
            start = time.process_time()
            general.info(("{part}" * 60_000)[:60_000])
            print(time.process_time() - start)
            """).TrimEnd('\n').Split('\n')[^1];

        Assert.That(double.Parse(seconds, CultureInfo.InvariantCulture), Is.LessThan(2), "seconds of CPU");
    }

    private static TestCaseData Case(string statement, string expected) => new(statement, expected);

    private string Logged(string statements) => PythonFiles.Print(Harness + statements, [Path.Combine(_python.Directory, "flowerconfig.py")]);
}
