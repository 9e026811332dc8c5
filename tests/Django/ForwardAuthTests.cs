using FlowerInfra.Tests.Gateway;
using NUnit.Framework;

namespace FlowerInfra.Tests.Django;

/// <summary>People of a real Django site at both instances, with sessions of its own login.</summary>
[NonParallelizable]
internal sealed class ForwardAuthTests
{
    // An answer is kept for three seconds, and a second is the unit in which nginx counts them.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(4.5);

    private DjangoSite _site = null!;
    private LiveGateway _viewer = null!;
    private LiveGateway _admin = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _site = new DjangoSite(RenderedApps.Gate);
        _viewer = LiveGateway.Start(_site.Settings());
        _admin = LiveGateway.Start(_site.Settings(InstanceRole.Administrator));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _viewer.Dispose();
        _admin.Dispose();
        _site.Dispose();
    }

    [TestCase("ordinary", 403, 403)]
    [TestCase("staff", 200, 403)]
    [TestCase("root", 200, 200)]
    public void Each_gets_where_the_site_says(string user, int viewer, int admin)
    {
        var session = GateStandIn.Session(_site.SignIn(user));

        Assert.That((Workers(_viewer, session), Workers(_admin, session)), Is.EqualTo((viewer, admin)), () => _viewer.Errors + _admin.Errors);
    }

    [Test]
    public void Strangers_and_those_with_invented_sessions_get_nowhere()
    {
        string[] cookies = ["", GateStandIn.Session(GateStandIn.Root), "Cookie: sessionid=\r\n", "Cookie: sessionid='or 1=1\r\n"];

        Assert.That(cookies.SelectMany(it => new[] { Workers(_viewer, it), Workers(_admin, it) }), Has.All.EqualTo(401));
    }

    [Test]
    public void Administrators_control_and_staff_do_not_by_any_header_of_theirs()
    {
        var root = GateStandIn.Session(_site.SignIn("root"));
        var staff = GateStandIn.Session(_site.SignIn("staff"));
        const string forged = "X-Flower-Role: administrator\r\nX-Flower-User: root\r\nRemote-User: root\r\nX-Forwarded-User: root\r\n";
        _admin.Upstream.Take();

        var statuses = new[] { root, staff + forged, forged }.Select(it => _admin.Post("/flower/api/task/revoke/x", $"{it}Origin: https://{LiveGateway.Host}\r\n").Status).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Is.EqualTo(new[] { 200, 403, 401 }));
            Assert.That(_admin.Upstream.Take().Select(it => $"{it}"), Is.EqualTo(new[] { "POST /flower/api/task/revoke/x" }));
        }
    }

    [Test]
    public void Another_site_makes_no_administrator_write()
    {
        var root = GateStandIn.Session(_site.SignIn("root"));

        foreach (var origin in new[] { "", "Origin: https://evil.example\r\n", $"Origin: https://{GateStandIn.Site}\r\n", "Origin: null\r\n" })
            Assert.That(_admin.Post("/flower/api/task/revoke/x", root + origin).Status, Is.EqualTo(403), origin);
    }

    [Test]
    public void A_session_that_was_stolen_ends_with_the_logout()
    {
        var session = _site.SignIn("root");
        var before = Workers(_admin, GateStandIn.Session(session));
        _site.SignOut(session);
        Thread.Sleep(Kept);

        Assert.That((before, Workers(_admin, GateStandIn.Session(session))), Is.EqualTo((200, 401)));
    }

    [Test]
    public void Who_is_deactivated_or_loses_a_role_is_out()
    {
        using var site = new DjangoSite(RenderedApps.Gate);
        using var admin = LiveGateway.Start(site.Settings(InstanceRole.Administrator));
        var session = GateStandIn.Session(site.SignIn("root"));
        var before = Workers(admin, session);
        site.Change("-is_superuser", "root");
        Thread.Sleep(Kept);
        var withoutRole = Workers(admin, session);
        site.Change("is_superuser", "root");
        var again = Workers(admin, session);
        site.Change("-is_active", "root");
        Thread.Sleep(Kept);

        Assert.That(new[] { before, withoutRole, again, Workers(admin, session) }, Is.EqualTo(new[] { 200, 403, 200, 401 }));
    }

    // With AllowAllUsersModelBackend such users stay signed in.
    [Test]
    public void Who_is_deactivated_is_out_also_where_the_site_keeps_them_signed_in()
    {
        using var site = new DjangoSite(RenderedApps.Gate, new { AUTHENTICATION_BACKENDS = new[] { "django.contrib.auth.backends.AllowAllUsersModelBackend" } });
        using var admin = LiveGateway.Start(site.Settings(InstanceRole.Administrator));
        var session = site.SignIn("root");
        site.Change("-is_active", "root");

        Assert.That(Workers(admin, GateStandIn.Session(session)), Is.EqualTo(403));
    }

    [Test]
    public void A_session_ends_when_its_time_is_over()
    {
        using var site = new DjangoSite(RenderedApps.Gate, new { SESSION_COOKIE_AGE = 1 });
        using var gateway = LiveGateway.Start(site.Settings());
        var session = GateStandIn.Session(site.SignIn("staff"));
        Thread.Sleep(TimeSpan.FromSeconds(1.5));

        Assert.That(Workers(gateway, session), Is.EqualTo(401));
    }

    [Test]
    public void No_cookie_beside_a_session_makes_somebody_else_of_its_owner()
    {
        var root = _site.SignIn("root");
        var ordinary = _site.SignIn("ordinary");
        Workers(_admin, GateStandIn.Session(root));
        string[] cookies =
        [
            $"SESSIONID={root}; sessionid={ordinary}", $"sessionid={ordinary}; SESSIONID={root}", $"sessionid=; sessionid={ordinary}",
            $"SESSIONID=; sessionid={ordinary}", $"sessionid={ordinary}; sessionid={root}", $"xsessionid={root}; sessionid={ordinary}",
            $"sessionid={root.ToUpperInvariant()}; sessionid={ordinary}", $"sessionid={root}x; sessionid={ordinary}", $"sessionid=\"{root}\"; sessionid={ordinary}",
            $"sessionid = {root}; sessionid={ordinary}",
        ];

        // Of two sessions the gateway forwards the first, and that is the one that the site is asked about.
        Assert.That(cookies.Select(it => Workers(_admin, $"Cookie: {it}\r\n")), Has.All.EqualTo(403));
        Assert.That(Workers(_admin, $"Cookie: SESSIONID=; sessionid={root}\r\n"), Is.EqualTo(200));
    }

    [Test]
    public void Many_and_long_cookies_are_refused_or_read_rightly()
    {
        var root = _site.SignIn("root");
        var many = string.Join("; ", Enumerable.Range(0, 150).Select(it => $"c{it}=x"));
        var statuses = new[]
        {
            Workers(_admin, $"Cookie: {many}; sessionid={root}\r\n"),
            Workers(_admin, $"Cookie: {new string('x', 7000)}=1; sessionid={root}\r\n"),
            Workers(_admin, $"Cookie: {new string('x', 9000)}=1; sessionid={root}\r\n"),
            Workers(_admin, string.Concat(Enumerable.Repeat($"Cookie: sessionid={GateStandIn.Stranger}\r\n", 20))),
        };

        Assert.That(statuses, Is.EqualTo(new[] { 200, 200, 400, 401 }));
    }

    [Test]
    public void Signing_in_leads_back_to_the_page_that_was_opened()
    {
        var sent = _viewer.Get("/flower/tasks?state=FAILURE", "Sec-Fetch-Mode: navigate\r\n").Header("Location")!;
        var next = sent[(sent.IndexOf("next=", StringComparison.Ordinal) + "next=".Length)..];
        using var answer = _site.Login("staff", next);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo($"https://{LiveGateway.Host}/flower/tasks"));
            Assert.That(_viewer.Get("/flower/tasks", GateStandIn.Session(DjangoSite.Session(answer))).Status, Is.EqualTo(200));
        }
    }

    [TestCase("//evil.example/")]
    [TestCase("/\\evil.example")]
    [TestCase("https://evil.example/flower/")]
    [TestCase("http://flower.example.internal/flower/")]
    [TestCase("https://flower.example.internal:8443/flower/")]
    [TestCase("https://flower.example.internal@evil.example/")]
    [TestCase("javascript:alert(1)")]
    public void The_login_leads_nowhere_else(string next)
    {
        using var answer = _site.Login("staff", next);

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/accounts/profile/"));
    }

    [Test]
    public void No_hostile_request_of_staff_reaches_Flower()
    {
        var session = _site.SignIn("staff");
        _viewer.Upstream.Take();
        var hostile = HostileRequests.ForEveryProfile("/flower").Concat(HostileRequests.ForViewers("/flower")).Concat(HostileRequests.SignIn("/flower"))
            .Concat(DisguisedWrites.ForViewers("/flower")).Select(it => As(it, session)).ToList();

        var answered = hostile.Zip(_viewer.SendAll(hostile)).Where(it => it.Second is >= 200 and < 400).Select(it => $"{it.Second} for {it.First}").ToList();
        // Most of them keep the gateway waiting for a body that doesn't come.
        _viewer.SendAtOnce([.. HostileRequests.Framing("/flower").Select(it => As(it, session))]);
        var smuggled = _viewer.Upstream.Take();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Workers(_viewer, GateStandIn.Session(session)), Is.EqualTo(200), "the session holds");
            Assert.That(answered, Is.Empty);
            Assert.That(smuggled, Is.Empty);
            Assert.That(_viewer.Upstream.Take(), Has.Count.EqualTo(1));
        }
    }

    private static int Workers(LiveGateway gateway, string headers) => gateway.Get("/flower/workers", headers).Status;

    // The requests of the corpus are signed in in the other ways.
    private static string As(string request, string session) => request.Replace($"Cookie: {SignedCookie.User}", $"Cookie: sessionid={session}", StringComparison.Ordinal);
}
