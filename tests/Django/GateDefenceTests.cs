using FlowerInfra.Tests.Gateway;
using NUnit.Framework;

namespace FlowerInfra.Tests.Django;

/// <summary>What gets through when a defence around the question to a Django site is taken out, and doesn't with it.</summary>
[NonParallelizable]
internal sealed class GateDefenceTests
{
    private const string LoginPage = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlogin";

    [Test]
    public void Without_the_role_a_login_page_lets_everybody_in() => AssertStops(
        Defence.Replace("proxy_pass http://$gated_flower;", "proxy_pass http://flower;"), site => site.Answer = _ => LoginPage);

    [Test]
    public void Without_the_name_of_the_role_the_viewers_answer_opens_the_administrators_instance() => AssertStops(
        Defence.Replace("\"~^administrator\\z\" flower;", "\"~.\" flower;"), site => site.Answer = _ => GateStandIn.Yes("viewer"), InstanceRole.Administrator);

    [Test]
    public void Without_the_check_of_the_certificate_anybody_answers_for_the_site()
    {
        using var other = new GateStandIn();
        AssertStops(
            Defence.Replace("proxy_ssl_verify on;", "proxy_ssl_verify off;"), _ => { },
            change: settings => settings with { Django = settings.Django! with { AuthorityFile = other.AuthorityFile } });
    }

    // nginx takes the first of two cookies of a name in any case, and Django the last: the answer to one is kept for the other.
    [Test]
    public void With_answers_kept_by_nginxs_own_cookie_a_stranger_gets_in_as_somebody_else() => AssertStops(
        Defence.Replace("proxy_cache_key $django_session;", "proxy_cache_key $cookie_sessionid;"), _ => { },
        headers: $"Cookie: SESSIONID=; sessionid={GateStandIn.Stranger}\r\n", before: $"Cookie: SESSIONID=; sessionid={GateStandIn.Root}\r\n");

    [Test]
    public void An_answer_for_one_session_is_not_kept_for_another()
    {
        using var site = new GateStandIn();
        using var gateway = LiveGateway.Start(site.Settings());
        string[] sessions = [GateStandIn.Root, GateStandIn.Stranger, GateStandIn.Root, GateStandIn.Stranger];

        Assert.That(sessions.Select(it => gateway.Get("/flower/workers", GateStandIn.Session(it)).Status), Is.EqualTo(new[] { 200, 401, 200, 401 }));
    }

    [Test]
    public void Many_requests_of_one_session_at_once_are_few_questions()
    {
        using var site = new GateStandIn();
        using var gateway = LiveGateway.Start(site.Settings());
        var request = $"GET /flower/workers HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{GateStandIn.Session()}\r\n";

        var statuses = gateway.SendAtOnce([.. Enumerable.Repeat(request, 30)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Has.All.EqualTo(200));
            Assert.That(site.Take(), Has.Count.LessThan(10));
        }
    }

    [Test]
    public void Forged_sessions_hold_back_nobody_whom_the_site_has_named()
    {
        using var site = new GateStandIn();
        using var gateway = LiveGateway.Start(site.Settings(rates: it => it with { RequestsPerSecond = 3 }));
        var pass = gateway.Get("/flower/workers", GateStandIn.Session()).Header("Set-Cookie");
        Assert.That(pass, Does.Match("^__Secure-flower-pass=[0-9a-f]{32}; Path=/flower/; Secure; HttpOnly; SameSite=Lax$"));
        var holder = $"Cookie: sessionid={GateStandIn.Root}; {pass![..pass.IndexOf(';', StringComparison.Ordinal)]}\r\n";
        var forged = Enumerable.Range(0, 100).Select(number => GateStandIn.Session($"{number:x32}")).Select(Get).ToList();

        var refused = gateway.SendAtOnce(forged).Count(it => it == 429);
        var held = gateway.SendAll([.. Enumerable.Repeat(Get(holder), 5)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused, Is.Positive);
            Assert.That(held, Has.All.EqualTo(200));
        }

        static string Get(string headers) => $"GET /flower/workers HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{headers}\r\n";
    }

    private static void AssertStops(
        Func<string, string> remove, Action<GateStandIn> attack, InstanceRole role = InstanceRole.Viewer, Func<GatewaySettings, GatewaySettings>? change = null,
        string? headers = null, string? before = null)
    {
        using var site = new GateStandIn();
        attack(site);
        var settings = change?.Invoke(site.Settings(role)) ?? site.Settings(role);
        using var whole = LiveGateway.Start(settings);
        using var open = LiveGateway.StartEdited(settings, remove);

        Assert.That((GetsThrough(whole), GetsThrough(open)), Is.EqualTo((false, true)));

        bool GetsThrough(LiveGateway gateway)
        {
            if (before is not null)
                gateway.Get("/flower/workers", before);
            gateway.Upstream.Take();
            gateway.Get("/flower/workers", headers ?? GateStandIn.Session());
            return gateway.Upstream.Count > 0;
        }
    }
}
