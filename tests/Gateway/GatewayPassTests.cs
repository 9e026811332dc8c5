using System.Net;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>The passes that tell the sessions which Flower has taken from forged ones.</summary>
[Parallelizable]
internal sealed class GatewayPassTests
{
    private const string Poll = "/flower/workers?json=1&_=1763700000000";
    private const string Name = "__Secure-flower-pass";

    private static readonly string Pass = KnownPasses.Of(SignedCookie.Signature);
    private static readonly string Holder = KnownPasses.Holding(SignedCookie.Signature, Pass);
    private static readonly string Given = $"{Name}={Pass}; Path=/flower/; Secure; HttpOnly; SameSite=Lax";

    // Wrong ones of all kinds: another session's, one of a pod before this one, one without a session, one that is no cookie.
    private static readonly string[] NoPasses =
    [
        Get(KnownPasses.Holding(SignedCookie.Signature, KnownPasses.Of("000"))),
        Get(KnownPasses.Holding(SignedCookie.Signature, new string('0', 32))),
        Get(KnownPasses.Holding(SignedCookie.Signature, "")),
        Get($"Cookie: {Name}={Pass}\r\n"),
        Get($"Cookie: user={SignedCookie.Signature}; {Name}={Pass}\r\n"),
        Get($"Cookie: {SignedCookie.User}; x{Name}={Pass}\r\n"),
        Get($"Cookie: {SignedCookie.User}\r\n{Name}: {Pass}\r\n"),
        Get($"Cookie: {SignedCookie.User}\r\n", $"/flower/workers?json={Pass}"),
    ];

    [Test]
    public void A_flood_of_forged_sessions_holds_back_nobody_there_whose_session_Flower_has_taken()
    {
        using var gateway = Start();
        var holder = Get(Cookies(gateway, Get(Signed.In(AuthenticationKind.OAuth))));

        var flood = Flood(gateway);
        var tabs = gateway.SendAll([.. Enumerable.Repeat(holder, 20)]);

        Assert.That(flood, Has.Some.EqualTo(429));
        Assert.That(tabs, Has.All.EqualTo(200));
    }

    [Test]
    public void Who_signs_in_during_a_flood_of_forged_sessions_gets_a_page()
    {
        using var gateway = Start();
        Flood(gateway);

        var newcomer = Cookies(gateway, $"GET /flower/login?code=x&state=y HTTP/1.1\r\nHost: {LiveGateway.Host}\r\nCookie: {SignedCookie.State}\r\n\r\n");

        Assert.That(gateway.SendAll([.. Enumerable.Repeat(Get(newcomer), 10)]), Has.All.EqualTo(200));
    }

    [Test]
    public void No_other_session_and_nothing_but_the_cookie_escapes_the_flood()
    {
        using var gateway = Start();

        // Right behind the flood, on the connection of its last requests.
        var answers = NoPasses.Select(request =>
            gateway.SendAll([.. Forged(435), .. Enumerable.Repeat(request, 15)]).Skip(435).ToList()).ToList();

        Assert.That(answers, Has.All.Some.EqualTo(429));
    }

    [Test]
    public void Sessions_that_a_holder_forges_count_as_one_and_hold_back_no_other_holder()
    {
        using var gateway = Start();
        var forged = Enumerable.Range(1, 120).Select(number => Get(KnownPasses.Holding($"{number:x64}", KnownPasses.Of("000"))));

        var flood = gateway.SendAll([.. forged]);
        var neighbour = gateway.SendAll([.. Enumerable.Repeat(Get(Holder), 20)]);

        Assert.That(flood.Count(status => status == 429), Is.GreaterThan(40));
        Assert.That(neighbour, Has.All.EqualTo(200));
    }

    // All holders of an address have together what others have there: many sign-ins of one person are no way around.
    [Test]
    public void Holders_of_many_passes_share_a_limit_at_their_address()
    {
        using var gateway = Start();
        var sessions = Enumerable.Range(256, 400).Select(number => $"{number:x3}{1:x61}");

        var answers = gateway.SendAll([.. sessions.Select(session => Get(KnownPasses.Holding(session, KnownPasses.Of(session))))]);

        Assert.That(answers, Has.Some.EqualTo(429));
        Assert.That(gateway.SendAll([Get(Holder)], IPAddress.Parse("127.0.0.3")), Has.All.EqualTo(200));
    }

    // The zone of the askers forgets the oldest when it is full, and with it what that one has used up.
    [Test]
    public void Forged_sessions_push_nobody_out_of_a_limit_that_is_used_up()
    {
        using var gateway = LiveGateway.StartEdited(Settings(10), text => Small(text, first: "addresses"));
        using var open = LiveGateway.StartEdited(Settings(10), text => Small(text, first: "requests"));

        Assert.That(Served(gateway), Is.LessThan(15));
        Assert.That(Served(open), Is.EqualTo(21));

        static int Served(LiveGateway gateway)
        {
            var flood = gateway.SendAll([.. Enumerable.Repeat(Get(Holder), 40)]);
            Assert.That(flood, Has.Some.EqualTo(429));
            gateway.SendAll([.. Forged(3000)]);
            return gateway.SendAll([.. Enumerable.Repeat(Get(Holder), 21)]).Count(status => status == 200);
        }

        // A session has its requests back after minutes instead of seconds, however slow the machine is.
        static string Small(string text, string first)
        {
            var requests = "            limit_req zone=requests burst=20 nodelay;\n";
            Assert.That(text, Does.Contain("zone=requests:2m rate=10r/s").And.Contain("            limit_req zone=addresses").And.Contain(requests));
            text = text.Replace("zone=requests:2m rate=10r/s", "zone=requests:256k rate=1r/m", StringComparison.Ordinal);
            return first == "addresses" ? text : text.Replace(requests, "", StringComparison.Ordinal)
                .Replace("            limit_req zone=addresses", $"{requests}            limit_req zone=addresses", StringComparison.Ordinal);
        }
    }

    [TestCase(InstanceRole.Viewer, "/flower")]
    [TestCase(InstanceRole.Administrator, "/flower")]
    [TestCase(InstanceRole.Viewer, "/")]
    [TestCase(InstanceRole.Viewer, "/tools.v2/flower-1.x")]
    public void A_session_that_Flower_has_taken_gets_its_pass_once(InstanceRole role, string prefix)
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(role, AuthenticationKind.OAuth, prefix));
        var path = gateway.Settings.Prefix.Path("");

        var first = gateway.Get($"{path}workers", $"Cookie: {SignedCookie.User}\r\n");
        var old = gateway.Get($"{path}workers", KnownPasses.Holding(SignedCookie.Signature, new string('0', 32)));
        var next = gateway.Get($"{path}workers", Holder);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.All("Set-Cookie"), Is.EqualTo(new[] { Given.Replace("/flower/", path, StringComparison.Ordinal) }));
            Assert.That(first.Header("Cache-Control"), Is.EqualTo("no-store"));
            Assert.That(old.All("Set-Cookie"), Is.EqualTo(first.All("Set-Cookie")), "after a restart of the pod");
            Assert.That(next.All("Set-Cookie"), Is.Empty);
        }
    }

    [TestCase("302 Found", "/flower/workers")]
    [TestCase("403 Forbidden", "/flower/api/workers")]
    [TestCase("404 Not Found", "/flower/api/task/info/x")]
    [TestCase("500 Internal Server Error", "/flower/workers")]
    [TestCase("200 OK", "/flower/static/js/flower.js")]
    [TestCase("200 OK", "/flower/login?next=%2Fflower%2F")]
    [TestCase("200 OK", "/flower/logout")]
    [TestCase("200 OK", "/flower/nothing")]
    [TestCase("200 OK", "/flower")]
    [TestCase("200 OK", "/favicon.ico")]
    public void What_proves_no_session_brings_no_pass(string answer, string target)
    {
        using var gateway = LiveGateway.Start(Settings(100));
        gateway.Upstream.AnswerHead = $"HTTP/1.1 {answer}\r\n";

        Assert.That(gateway.Get(target, $"Cookie: {SignedCookie.User}\r\n").All("Set-Cookie"), Is.Empty);
    }

    [Test]
    public void Nobody_without_a_session_gets_a_pass()
    {
        using var gateway = LiveGateway.Start(Settings(100));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(gateway.Get("/flower/workers").All("Set-Cookie"), Is.Empty);
            Assert.That(gateway.Get("/flower/workers", "Cookie: user=planted\r\n").All("Set-Cookie"), Is.Empty);
            Assert.That(gateway.Get("/healthcheck", Signed.In(AuthenticationKind.OAuth), gateway.Settings.HealthPort).All("Set-Cookie"), Is.Empty);
            Assert.That(gateway.Get("/metrics", Signed.In(AuthenticationKind.OAuth), gateway.Settings.MetricsPort).All("Set-Cookie"), Is.Empty);
        }
    }

    [TestCase("/flower/workers")]
    [TestCase("/flower/logout")]
    public void A_session_that_has_ended_loses_its_pass(string target)
    {
        using var gateway = LiveGateway.Start(Settings(100));
        gateway.Upstream.AnswerHead = "HTTP/1.1 302 Found\r\nLocation: /flower/login\r\n";

        Assert.That(
            gateway.Get(target, Holder).All("Set-Cookie"),
            Is.EqualTo(new[] { $"{Name}=; Max-Age=0; Path=/flower/; Secure; HttpOnly; SameSite=Lax" }));
    }

    [Test]
    public void A_session_that_begins_gets_its_own_pass_for_that_of_the_one_before()
    {
        using var gateway = Start();

        var answer = gateway.Get("/flower/login?code=x&state=y", KnownPasses.Holding($"{1:x64}", KnownPasses.Of("000")));

        Assert.That(answer.All("Set-Cookie"), Has.Exactly(1).EqualTo(Given).And.Exactly(2).Items);
    }

    [Test]
    public void A_pass_reaches_neither_Flower_nor_the_logs()
    {
        using var gateway = LiveGateway.Start(Settings(10));
        gateway.Get("/flower/workers", $"Cookie: {SignedCookie.User}\r\n");
        gateway.SendAll([.. Enumerable.Repeat(Get(Holder), 60)]);
        gateway.Get("/flower/workers", $"Cookie: a={new string('x', 7000)}; {SignedCookie.User}; {Name}={Pass}\r\n");
        gateway.Upstream.AnswerHead = "HTTP/1.1 200 OK\r\n\u0001: x\r\n";
        gateway.Get("/flower/broker", Holder);

        var requests = gateway.Upstream.Take();
        var lines = gateway.StopAndReadAuditLog();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(requests, Is.Not.Empty);
            Assert.That(requests.SelectMany(request => request.Headers).Select(header => $"{header}"), Has.None.Contains(Pass).And.None.Contains(Name));
            Assert.That(lines, Has.Some.Contains("429").And.None.Contains(Pass).And.None.Contains(Name));
            Assert.That(gateway.Errors, Does.Not.Contain(Pass).And.Not.Contain(Name));
        }
    }

    private static LiveGateway Start()
    {
        var gateway = LiveGateway.Start(Settings(10));
        gateway.Upstream.Answer = request => FlowerSignIn.OAuth(request);
        return gateway;
    }

    private static GatewaySettings Settings(int requestsPerSecond) =>
        LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth, rates: it => it with { RequestsPerSecond = requestsPerSecond });

    private static IReadOnlyList<int> Flood(LiveGateway gateway) => gateway.SendAll([.. Forged(400)]);

    private static IEnumerable<string> Forged(int count) => Enumerable.Range(1, count).Select(number => Get(Signed.Session(number)));

    // What a browser sends after an answer: the session that it had or has got, and what the gateway adds.
    private static string Cookies(LiveGateway gateway, string request)
    {
        var given = gateway.Send(request).All("Set-Cookie").Select(cookie => cookie.Split(';')[0]);
        return $"Cookie: {string.Join("; ", given.Prepend(SignedCookie.User).Distinct())}\r\n";
    }

    private static string Get(string headers, string target = Poll) => $"GET {target} HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{headers}\r\n";
}
