using System.Text.Json;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>Whom the audit log names when people sign in with an identity provider.</summary>
[Parallelizable]
internal sealed class AuditedUserTests
{
    // As Tornado's create_signed_value writes it.
    private const string Signature = "eadfc33df5c8a753cccf0a937a42412f4d69421ab42fe7d83bec6a44c7198559";
    private const string Operator = "b3BzQGV4YW1wbGUuY29t";

    private LiveGateway _gateway = null!;

    [SetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor(GatewayProfile.Admin, AuthenticationKind.OAuth));

    [TearDown]
    public void Stop() => _gateway.Dispose();

    [Test]
    public void The_user_of_the_cookie_that_Flower_accepted_is_named_and_the_cookie_is_not()
    {
        _gateway.Get("/flower/workers", $"Cookie: {Cookie(Operator)}\r\n");
        _gateway.Get("/flower/workers", $"Cookie: theme=dark; user=\"{Cookie(Operator)["user=".Length..]}\"; a=b\r\n");
        _gateway.Post("/flower/api/task/revoke/x", $"Origin: https://{LiveGateway.Host}\r\nCookie: {Cookie(Operator)}\r\n");

        var lines = Lines();

        Assert.That(lines.Select(User), Is.EqualTo(new[] { Operator, Operator, Operator }));
        Assert.That(string.Concat(lines.Select(line => line.GetRawText())), Does.Not.Contain(Signature));
        Assert.That(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(Operator)), Is.EqualTo("ops@example.com"));
    }

    [TestCase("HTTP/1.1 302 Found\r\nLocation: /flower/login\r\n")]
    [TestCase("HTTP/1.1 401 Unauthorized\r\n")]
    [TestCase("HTTP/1.1 403 Forbidden\r\n")]
    public void A_cookie_that_Flower_did_not_accept_names_nobody(string answer)
    {
        _gateway.Upstream.AnswerHead = answer;
        _gateway.Get("/flower/workers", $"Cookie: {Cookie(Operator)}\r\n");

        Assert.That(Lines().Select(User), Is.EqualTo(new[] { "" }));
    }

    [Test]
    public void A_page_that_Flower_shows_to_everybody_names_nobody()
    {
        _gateway.Get("/flower/static/css/flower.css", $"Cookie: {Cookie(Operator)}\r\n");
        _gateway.Get("/flower/login", $"Cookie: {Cookie(Operator)}\r\n");
        _gateway.Get("/flower/metrics", $"Cookie: {Cookie(Operator)}\r\n");

        Assert.That(Lines().Select(User), Has.All.Empty);
    }

    // Flower takes the last cookie: with a second one somebody could act as himself and be logged as another.
    [TestCase("{0}; user=x")]
    [TestCase("{0};user=x")]
    [TestCase("{0}; user =x")]
    [TestCase("{0};\u00a0user=x")]
    [TestCase("user=x; {0}")]
    [TestCase("{0}; {0}")]
    public void A_second_user_in_the_cookies_names_nobody(string cookies)
    {
        _gateway.Get("/flower/workers", $"Cookie: {cookies.Replace("{0}", Cookie(Operator), StringComparison.Ordinal)}\r\n");

        Assert.That(Lines().Select(User), Is.EqualTo(new[] { "" }));
    }

    private static string Cookie(string user) => $"user=2|1:0|10:1795249622|4:user|{user.Length}:{user}|{Signature}";

    private static string User(JsonElement line) => line.GetProperty("user").GetString()!;

    private List<JsonElement> Lines() =>
        [.. _gateway.StopAndReadAuditLog().Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("target").GetString() != "/.end")];
}
