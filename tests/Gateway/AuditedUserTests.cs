using System.Text.Json;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>Whom the audit log names when people sign in with an identity provider.</summary>
[Parallelizable]
internal sealed class AuditedUserTests
{
    private const string Operator = SignedCookie.Operator;

    private LiveGateway _gateway = null!;

    [SetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor(InstanceRole.Administrator, AuthenticationKind.OAuth));

    [TearDown]
    public void Stop() => _gateway.Dispose();

    [Test]
    public void The_user_of_the_cookie_that_Flower_accepted_is_named_and_the_cookie_is_not()
    {
        _gateway.Get("/flower/workers", $"Cookie: {SignedCookie.User}\r\n");
        _gateway.Get("/flower/workers", $"Cookie: theme=dark; user=\"{SignedCookie.User["user=".Length..]}\"; a=b\r\n");
        _gateway.Post("/flower/api/task/revoke/x", $"Origin: https://{LiveGateway.Host}\r\nCookie: {SignedCookie.User}\r\n");

        var lines = Lines();

        Assert.That(lines.Select(User), Is.EqualTo(new[] { Operator, Operator, Operator }));
        Assert.That(string.Concat(lines.Select(line => line.GetRawText())), Does.Not.Contain(SignedCookie.Signature));
        Assert.That(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(Operator)), Is.EqualTo("ops@example.com"));
    }

    [TestCase("HTTP/1.1 302 Found\r\nLocation: /flower/login\r\n")]
    [TestCase("HTTP/1.1 401 Unauthorized\r\n")]
    public void A_cookie_that_Flower_did_not_accept_names_nobody(string answer)
    {
        _gateway.Upstream.AnswerHead = answer;
        _gateway.Get("/flower/workers", $"Cookie: {SignedCookie.User}\r\n");

        Assert.That(Lines().Select(User), Is.EqualTo(new[] { "" }));
    }

    // Flower asks for a session first: what fails later is somebody's doing. 403 is its answer to both.
    [TestCase("HTTP/1.1 500 Internal Server Error\r\n", Operator)]
    [TestCase("HTTP/1.1 503 Service Unavailable\r\n", Operator)]
    [TestCase("HTTP/1.1 403 Forbidden\r\n", $"?{Operator}")]
    public void A_write_that_fails_in_Flower_is_somebodys(string answer, string user)
    {
        _gateway.Upstream.AnswerHead = answer;
        _gateway.Post("/flower/api/worker/pool/grow/w", $"Origin: https://{LiveGateway.Host}\r\nCookie: {SignedCookie.User}\r\n");
        _gateway.Post("/flower/api/worker/pool/grow/w", $"Origin: https://{LiveGateway.Host}\r\n");

        Assert.That(Lines().Select(User), Is.EqualTo(new[] { user, "" }));
    }

    [Test]
    public void A_page_that_Flower_shows_to_everybody_names_nobody()
    {
        _gateway.Get("/flower/static/css/flower.css", $"Cookie: {SignedCookie.User}\r\n");
        _gateway.Get("/flower/login", $"Cookie: {SignedCookie.User}\r\n");
        _gateway.Get("/flower/logout", $"Cookie: {SignedCookie.User}\r\n");
        _gateway.Get("/flower/metrics", $"Cookie: {SignedCookie.User}\r\n");

        Assert.That(Lines().Select(User), Has.All.Empty);
    }

    // With a second cookie of that name somebody could act as himself and be logged as another, or as nobody.
    [TestCase("{0}; user=x", true)]
    [TestCase("{0};user=x", true)]
    [TestCase("{0}; user =x", true)]
    [TestCase("{0};\u00a0user=x", true)]
    [TestCase("{0}; xuser=x", true)]
    [TestCase("{0}; {0}", true)]
    [TestCase("xuser={0}; {0}", true)]
    [TestCase("user=x; {0}", false)]
    [TestCase("user=\"x; {0}", false)]
    [TestCase("user={0}x", false)]
    [TestCase("{0}x", false)]
    public void Flower_gets_the_one_session_that_the_log_names_or_none(string cookies, bool isNamed)
    {
        _gateway.Get("/flower/workers", $"Cookie: {cookies.Replace("{0}", SignedCookie.User, StringComparison.Ordinal)}\r\n");

        var request = _gateway.Upstream.Take().Single();
        var user = Lines().Select(User).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(user, Is.EqualTo(isNamed ? Operator : ""));
            if (isNamed)
                Assert.That(request.Header("Cookie"), Does.Match($"^{System.Text.RegularExpressions.Regex.Escape(SignedCookie.User)}; _xsrf=[0-9a-f]{{32}}; ?$"));
            else
                Assert.That(request.Header("Cookie"), Is.Null);
        }
    }

    // An expression that runs out of its stack on a long cookie would name nobody, and write the cookie into the error log.
    [Test]
    public void Long_cookies_hide_nobody_and_stay_out_of_the_logs()
    {
        _gateway.Get("/flower/workers", $"Cookie: a={new string('x', 7000)}; {SignedCookie.User}\r\n");
        _gateway.Get("/flower/workers", $"Cookie: user={new string('x', 7000)}\r\n");

        Assert.That(Lines().Select(User), Is.EqualTo(new[] { Operator, "" }));
        Assert.That(_gateway.Errors, Does.Not.Contain("xxx").And.Not.Contain(SignedCookie.Signature));
    }

    private static string User(JsonElement line) => line.GetProperty("user").GetString()!;

    private List<JsonElement> Lines() =>
        [.. _gateway.StopAndReadAuditLog().Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("target").GetString() != "/.end")];
}
