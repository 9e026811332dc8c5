using FlowerInfra.Tests.Gateway;
using NUnit.Framework;

namespace FlowerInfra.Tests.Django;

/// <summary>Sessions, cookies, ways back and a gateway that fails, at the rendered proxy on a real Django site.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ProxySessionTests : ProxyFixture
{
    private const string Forged = "X-Flower-Role: administrator\r\nX-Flower-User: root\r\nRemote-User: root\r\nREMOTE_USER: root\r\nX-Forwarded-User: root\r\nAuthorization: Basic b3BzOnJpZ2h0LXBhc3N3b3Jk\r\n";

    [Test]
    public void A_session_ends_when_its_time_is_over()
    {
        using var brief = new ProxiedSite(App, Gateway.Port, Gateway.AuthorityFile, ("SESSION_COOKIE_AGE", 1));
        var session = GateStandIn.Session(brief.Site.SignIn("staff"));
        Thread.Sleep(TimeSpan.FromSeconds(1.5));

        Assert.That((brief.Get("/flower/workers", session), Gateway.Take().Count), Is.EqualTo((401, 0)));
    }

    [Test]
    public void Who_loses_a_role_or_is_deactivated_is_out_at_once()
    {
        using var proxy = new ProxiedSite(App, Gateway.Port, Gateway.AuthorityFile);
        var session = GateStandIn.Session(proxy.Site.SignIn("root"));
        var before = Both();
        proxy.Site.Change("-is_superuser", "root");
        var withoutControl = Both();
        proxy.Site.Change("-is_staff", "root");
        var withoutRole = Both();
        proxy.Site.Change("-is_active", "root");

        Assert.That(new[] { before, withoutControl, withoutRole, Both() }, Is.EqualTo(new[] { (200, 200), (200, 403), (403, 403), (401, 401) }));

        (int Viewer, int Admin) Both() => (proxy.Get("/flower/workers", session), proxy.Get("/flower-admin/workers", session));
    }

    [Test]
    public void No_header_makes_an_administrator_of_staff_or_of_a_stranger()
    {
        var staff = GateStandIn.Session(Proxy.Site.SignIn("staff"));
        var statuses = new[]
        {
            Proxy.Get("/flower-admin/workers", staff + Forged), Proxy.Post("/flower-admin/api/task/revoke/x", staff + Forged + ProxiedSite.Own),
            Proxy.Get("/flower/workers", Forged), Proxy.Get("/flower-admin/workers", Forged), Proxy.Post("/flower-admin/api/task/revoke/x", Forged + ProxiedSite.Own),
        };

        Assert.That(statuses, Is.EqualTo(new[] { 403, 403, 401, 401, 401 }));
        Assert.That(Gateway.Take(), Is.Empty);
    }

    [Test]
    public void No_cookie_beside_a_session_makes_somebody_else_of_its_owner()
    {
        var root = Proxy.Site.SignIn("root");
        var ordinary = Proxy.Site.SignIn("ordinary");
        string[] planted = [$"SESSIONID={root}", $"sessionid={root}", $"xsessionid={root}", "sessionid=", $"sessionid={root}x", $"sessionid=\"{root}\"", $"sessionid = {root}"];
        string[] alone = [$"SESSIONID={root}", $"xsessionid={root}", $"sessionid={root.ToUpperInvariant()}", $"sessionid={root}x", "sessionid="];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(planted.Select(it => Proxy.Get("/flower-admin/workers", $"Cookie: {it}; sessionid={ordinary}\r\n")), Has.All.EqualTo(403));
            Assert.That(alone.Select(it => Proxy.Get("/flower-admin/workers", $"Cookie: {it}\r\n")), Has.All.EqualTo(401));
            Assert.That(Gateway.Take(), Is.Empty);
        }
    }

    [Test]
    public void Many_and_long_cookies_are_refused_or_read_rightly()
    {
        var root = Proxy.Site.SignIn("root");
        var statuses = new[]
        {
            Proxy.Get("/flower-admin/workers", $"Cookie: {string.Join("; ", Enumerable.Range(0, 1500).Select(it => $"c{it}=x"))}; sessionid={root}\r\n"),
            Proxy.Get("/flower-admin/workers", $"Cookie: {new string('x', 30_000)}=1; sessionid={root}\r\n"),
            Proxy.Get("/flower-admin/workers", string.Concat(Enumerable.Repeat($"Cookie: sessionid={GateStandIn.Stranger}\r\n", 50))),
            Proxy.Get("/flower-admin/workers", $"Cookie: {string.Concat(Enumerable.Repeat($"sessionid={GateStandIn.Stranger}; ", 1000))}\r\n"),
        };

        Assert.That(statuses, Is.EqualTo(new[] { 200, 200, 401, 401 }));
    }

    [Test]
    public void Signing_in_leads_back_to_the_page_that_was_opened()
    {
        using var answer = Proxy.Site.Login("staff", "/flower/tasks");

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/flower/tasks"));
        Assert.That(Proxy.Get("/flower/tasks", GateStandIn.Session(DjangoSite.Session(answer))), Is.EqualTo(200));
    }

    [TestCase("//evil.example/")]
    [TestCase("/\\evil.example")]
    [TestCase("https://evil.example/flower/")]
    [TestCase("http://ops.example.internal/flower/")]
    [TestCase("https://ops.example.internal@evil.example/flower/")]
    [TestCase("javascript:alert(1)")]
    public void The_login_leads_nowhere_else(string next)
    {
        using var answer = Proxy.Site.Login("staff", next);

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/accounts/profile/"));
    }

    [TestCase("/flower//evil.example/", "/flower//evil.example/")]
    [TestCase("/flower/@evil.example", "/flower/%2540evil.example")]
    [TestCase("/flower/%5c%5cevil.example", "/flower/%255C%255Cevil.example")]
    [TestCase("/flower/?next=https://evil.example/", "/flower/")]
    public void The_way_to_the_login_carries_a_path_of_Flowers_and_nothing_else(string target, string back)
    {
        var answer = Open(target);

        Assert.That(answer, Does.Contain($"\r\nLocation: /accounts/login/?next={back}\r\n"));
    }

    [Test]
    public void A_path_with_lines_is_none_of_Flowers() =>
        Assert.That(ProxiedSite.Status(Open("/flower/%0d%0aSet-Cookie:%20planted=1")), Is.EqualTo(404));

    [Test]
    public void A_gateway_that_is_down_is_502_and_the_site_goes_on()
    {
        using var proxy = new ProxiedSite(App, LoopbackPorts.Take(), Gateway.AuthorityFile);
        var statuses = Enumerable.Range(0, 6).Select(_ => proxy.Get("/flower/workers", GateStandIn.Session(proxy.Site.SignIn("staff")))).ToList();

        Assert.That(statuses, Has.All.EqualTo(502));
    }

    // Their answers end in the middle, and what they held is free again: else the last would be 503.
    [Test]
    public void Answers_that_never_end_hold_no_slot_for_ever()
    {
        var staff = GateStandIn.Session(Proxy.Site.SignIn("staff"));
        Gateway.Answer = _ => "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nflower";
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Proxy.Get("/flower/workers", staff));
        Reset();

        Assert.That(Proxy.Get("/flower/workers", staff), Is.EqualTo(200));
    }

    private string Open(string target) =>
        Proxy.Site.Send($"GET {target} HTTP/1.1\r\nHost: {GateStandIn.Site}\r\nX-Forwarded-Proto: https\r\nSec-Fetch-Mode: navigate\r\n\r\n");
}
