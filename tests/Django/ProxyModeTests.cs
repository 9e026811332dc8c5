using System.Text.Json;
using FlowerInfra.Tests.Gateway;
using NUnit.Framework;

namespace FlowerInfra.Tests.Django;

/// <summary>People of a real Django site at the rendered proxy, which asks a stand-in for the gateway over TLS: the view by itself.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ProxyModeTests : ProxyFixture
{
    private static readonly string[] Headers = ["Accept", "Accept-Encoding", "Authorization", "Connection", "Content-Length", "Content-Type", "Host", "Origin"];

    [TestCase("ordinary", 403, 403)]
    [TestCase("staff", 200, 403)]
    [TestCase("root", 200, 200)]
    public void Each_gets_where_the_rights_lead(string user, int viewer, int admin)
    {
        var session = SignIn(user);

        Assert.That((Proxy.Get("/flower/workers", session), Proxy.Get("/flower-admin/workers", session)), Is.EqualTo((viewer, admin)));
    }

    [Test]
    public void Strangers_are_sent_to_the_login_where_they_open_a_page_and_refused_elsewhere()
    {
        var page = Proxy.Site.Send($"GET /flower/tasks HTTP/1.1\r\nHost: {GateStandIn.Site}\r\nX-Forwarded-Proto: https\r\nSec-Fetch-Mode: navigate\r\n\r\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ProxiedSite.Status(page), Is.EqualTo(302));
            Assert.That(page, Does.Contain("Location: /accounts/login/?next=/flower/tasks\r\n"));
            Assert.That(new[] { Proxy.Get("/flower/workers?json=1"), Proxy.Get("/flower/workers", GateStandIn.Session()), Proxy.Post("/flower/tasks/datatable", ProxiedSite.Own) }, Has.All.EqualTo(401));
            Assert.That(Gateway.Take(), Is.Empty);
        }
    }

    [Test]
    public void A_session_ends_with_the_logout_and_with_the_user()
    {
        using var lenient = new ProxiedSite(App, Gateway.Port, Gateway.AuthorityFile, ("AUTHENTICATION_BACKENDS", new[] { "django.contrib.auth.backends.AllowAllUsersModelBackend" }));
        var root = GateStandIn.Session(lenient.Site.SignIn("root"));
        var before = lenient.Get("/flower/workers", root);
        lenient.Site.Change("-is_active", "root");
        var deactivated = lenient.Get("/flower/workers", root);
        var session = lenient.Site.SignIn("staff");
        lenient.Site.SignOut(session);

        Assert.That((before, deactivated, lenient.Get("/flower/workers", GateStandIn.Session(session))), Is.EqualTo((200, 403, 401)));
    }

    [Test]
    public void Control_goes_to_the_administrators_instance_of_superusers_and_no_other_site_asks_for_it()
    {
        var root = SignIn("root");
        string[] foreign = ["", "Origin: https://evil.example\r\n", "Origin: null\r\n", $"{ProxiedSite.Own}Sec-Fetch-Site: same-site\r\n", $"{ProxiedSite.Own}Sec-Fetch-Site: cross-site\r\n"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(foreign.Select(it => Proxy.Post("/flower-admin/api/task/revoke/x", root + it)), Has.All.EqualTo(403));
            Assert.That(Proxy.Post("/flower/api/task/revoke/x", root + ProxiedSite.Own), Is.EqualTo(403));
            Assert.That(Proxy.Post("/flower-admin/api/task/revoke/x", SignIn("staff") + ProxiedSite.Own), Is.EqualTo(403));
            Assert.That(Gateway.Take(), Is.Empty);
            Assert.That(Proxy.Post("/flower-admin/api/task/revoke/x?terminate=true", root + ProxiedSite.Own), Is.EqualTo(200));
            Assert.That(Gateway.Take().Single().Target, Is.EqualTo("/flower-admin/api/task/revoke/x?terminate=true"));
        }
    }

    [Test]
    public void Nothing_of_the_request_passes_but_what_is_named()
    {
        var session = SignIn("root");
        const string forged = "Authorization: Basic eDp4\r\nHoHTTP-st: evil\r\nRemote-HTTP-User: root\r\nX-Forwarded-For: 1.2.3.4\r\nUpgrade: websocket\r\nExpect: 100-continue\r\nHTTP-Content-Length: 0\r\n";

        Proxy.Get("/flower/workers?json=1", session + forged);
        var get = Gateway.Take().Single();
        Proxy.Post("/flower/tasks/datatable", session + forged + ProxiedSite.Own, "draw=1&length=10");
        var post = Gateway.Take().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{get}", Is.EqualTo("GET /flower/workers?json=1"));
            Assert.That(get.Headers.Select(it => it.Name).Order(StringComparer.Ordinal), Is.EqualTo(new[] { "Accept", "Accept-Encoding", "Authorization", "Connection", "Host" }));
            Assert.That($"Authorization: {get.Header("Authorization")}\r\n", Is.EqualTo(KnownUsers.SignedIn));
            Assert.That(post.Headers.Select(it => it.Name).Order(StringComparer.Ordinal), Is.EqualTo(Headers));
            Assert.That((post.Header("Host"), post.Header("Origin"), post.Body), Is.EqualTo((GateStandIn.Site, $"https://{GateStandIn.Site}", "draw=1&length=10")));
        }
    }

    // The gateway's own list would refuse most of it again; here there is none behind the view.
    [Test]
    public void No_hostile_request_of_staff_is_sent_on()
    {
        var session = Proxy.Site.SignIn("staff");
        var hostile = HostileRequests.ForEveryProfile("/flower").Concat(HostileRequests.ForViewers("/flower")).Concat(HostileRequests.SignIn("/flower"))
            .Concat(DisguisedWrites.ForViewers("/flower")).Concat(HostileRequests.Framing("/flower"))
            .Select(it => it.Replace($"Cookie: {SignedCookie.User}\r\n", "", StringComparison.Ordinal)
                .Replace(LiveGateway.Host, GateStandIn.Site, StringComparison.Ordinal)).Select(it => SignedIn(it, session)).ToList();
        foreach (var request in hostile)
            Proxy.Site.Send(request);

        var sent = Gateway.Take();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.Where(it => it.Headers.Any(header => !Headers.Contains(header.Name))), Is.Empty);
            Assert.That(sent.Where(it => it.Method != "GET" && $"{it}" != "POST /flower/tasks/datatable").Select(it => $"{it}"), Is.Empty);
            Assert.That(sent.Select(it => it.Target).Where(it => !it.StartsWith("/flower/", StringComparison.Ordinal)
                || it.Contains("..", StringComparison.Ordinal) || it.Contains("//", StringComparison.Ordinal) || it.Contains("metrics", StringComparison.Ordinal)
                || it.Contains("refresh=1", StringComparison.Ordinal) || it.Contains("timeout", StringComparison.Ordinal) || it.Contains("log", StringComparison.Ordinal)
                || HostileRequests.Writes.Any(write => it.Contains(write[..write.LastIndexOf('/')], StringComparison.Ordinal))), Is.Empty);
            Assert.That(Proxy.Get("/flower/workers", GateStandIn.Session(session)), Is.EqualTo(200), "the session holds");
        }
    }

    [Test]
    public void Of_an_answer_neither_cookies_nor_permissions_for_other_sites_pass()
    {
        var answer = Proxy.Site.Send($"GET /flower/workers HTTP/1.1\r\nHost: {GateStandIn.Site}\r\nX-Forwarded-Proto: https\r\n{SignIn("staff")}\r\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer, Does.EndWith("\r\n\r\nflower").And.Contain("Content-Type: text/plain\r\n").And.Contain("Cache-Control: no-store\r\n"));
            Assert.That(answer, Does.Contain($"connect-src https://{GateStandIn.Site}/flower/;"));
            Assert.That(answer, Does.Not.Contain("planted").And.Not.Contain("Access-Control"));
        }
    }

    [TestCase("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n", 502)]
    [TestCase("HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n", 502)]
    [TestCase("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", 502)]
    [TestCase("HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", 502)]
    [TestCase("nonsense\r\n\r\n", 502)]
    [TestCase("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 404)]
    [TestCase("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n", 429)]
    public void Answers_that_speak_to_the_browser_in_the_sites_name_do_not_pass(string answer, int status)
    {
        Gateway.Answer = _ => answer;

        Assert.That(Proxy.Get("/flower/workers", SignIn("staff")), Is.EqualTo(status));
    }

    [Test]
    public void A_gateway_that_does_not_prove_its_name_gets_no_password()
    {
        using var otherName = new GateStandIn("evil.example.internal");
        using var byName = new ProxiedSite(App, otherName.Port, otherName.AuthorityFile);
        using var byAuthority = new ProxiedSite(App, Gateway.Port, otherName.AuthorityFile);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(byName.Get("/flower/workers", GateStandIn.Session(byName.Site.SignIn("staff"))), Is.EqualTo(502));
            Assert.That(byAuthority.Get("/flower/workers", GateStandIn.Session(byAuthority.Site.SignIn("staff"))), Is.EqualTo(502));
            Assert.That(otherName.Take().Concat(Gateway.Take()), Is.Empty);
        }
    }

    [Test]
    public void A_Flower_that_hangs_takes_four_requests_and_not_the_login()
    {
        var staff = SignIn("staff");
        var hang = new TaskCompletionSource();
        Gateway.Delay = hang.Task;
        var requests = Enumerable.Range(0, 12).Select(_ => Task.Factory.StartNew(
            () => Proxy.Get("/flower/workers", staff), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        SpinWait.SpinUntil(() => requests.Any(it => it.IsCompleted), TimeSpan.FromMinutes(2));

        // The first that gives up has waited for a slot or for an answer: until then no more than the slots hold reached the gateway.
        var sent = Gateway.Take().Count;
        var session = SignIn("root");
        Task.WaitAll(requests);
        hang.SetResult();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent, Is.InRange(1, 4));
            Assert.That(session, Is.Not.Empty);
            Assert.That(requests.Select(it => it.Result), Has.All.AnyOf(502, 503));
        }
    }

    // On a busy machine the limit's own rate might never be reached: here nothing comes back of what was used up.
    [TestCase("PER_SECOND = 20", "PER_SECOND = 0.0001", 429)]
    [TestCase("if not _RATES.admits(user.pk):", "if False:", 200)]
    public void A_user_who_asks_without_end_is_held_back_alone_and_not_without_the_limit(string line, string instead, int last)
    {
        var app = new SortedDictionary<string, string>(App, StringComparer.Ordinal);
        app["flower_proxy/views.py"] = app["flower_proxy/views.py"].Replace(line, instead, StringComparison.Ordinal);
        Assert.That(app["flower_proxy/views.py"], Is.Not.EqualTo(App["flower_proxy/views.py"]));
        using var proxy = new ProxiedSite(app, Gateway.Port, Gateway.AuthorityFile);
        var root = GateStandIn.Session(proxy.Site.SignIn("root"));
        var staff = GateStandIn.Session(proxy.Site.SignIn("staff"));

        var statuses = Enumerable.Range(0, 61).Select(_ => proxy.Get("/flower/broker", root)).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses[..60], Has.All.EqualTo(200));
            Assert.That((statuses[60], proxy.Get("/flower/broker", staff)), Is.EqualTo((last, 200)));
            Assert.That(Gateway.Take(), Has.Count.EqualTo(last == 200 ? 62 : 61));
        }
    }

    [Test]
    public void A_rotated_password_is_used_at_once()
    {
        Proxy.Write("proxied", "credential/basic-auth.json", """{"ops": "another"}""");
        Proxy.Get("/flower/workers", SignIn("staff"));
        Proxy.Write("proxied", "credential/basic-auth.json", """{"ops": "right-password"}""");

        Assert.That($"Authorization: {Gateway.Take().Single().Header("Authorization")}\r\n", Is.EqualTo(KnownUsers.Authorization("ops", "another")));
    }

    [Test]
    public void The_audit_log_names_who_asked_for_what_and_no_password()
    {
        Proxy.Get("/flower/worker/celery%40audited?x=1", SignIn("staff"));

        var log = File.ReadAllText(Proxy.AuditLog);
        var line = JsonSerializer.Deserialize<JsonElement>(log.Split('\n').Single(it => it.Contains("audited", StringComparison.Ordinal)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((line.GetProperty("user").GetString(), line.GetProperty("instance").GetString(), line.GetProperty("status").GetInt32()), Is.EqualTo(("staff", "proxied", 403)));
            Assert.That(line.GetProperty("target").GetString(), Is.EqualTo("/flower/worker/celery%40audited"));
            Assert.That(log, Does.Not.Contain("right-password").And.Not.Contain("sessionid"));
        }
    }

    [Test]
    public void The_real_gateway_behind_it_admits_the_sites_password_alone()
    {
        Assert.That(HostName.TryParse(GateStandIn.Site, out var host, out _), Is.True);
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor() with { Host = host! });
        using var proxy = new ProxiedSite(App, gateway.Settings.HttpsPort, gateway.Settings.CertificateFile);
        var session = GateStandIn.Session(proxy.Site.SignIn("staff"));
        var statuses = new[] { proxy.Get("/flower/", session), proxy.Get("/flower/worker/celery@host", session), proxy.Post("/flower/tasks/datatable", session + ProxiedSite.Own, "draw=1&length=10") };
        proxy.Write("proxied", "credential/basic-auth.json", """{"ops": "wrong"}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Has.All.EqualTo(200), gateway.Errors);
            Assert.That(gateway.Upstream.Take().Select(it => $"{it}"), Is.EqualTo(new[] { "GET /flower/", "GET /flower/worker/celery%40host", "POST /flower/tasks/datatable" }));
            // What Flower makes of a wrong password is its own answer; a POST the gateway refuses itself.
            Assert.That(proxy.Post("/flower/tasks/datatable", session + ProxiedSite.Own), Is.EqualTo(502));
        }
    }

    // Behind the request line: what stands there is the corpus's.
    private static string SignedIn(string request, string session) => request.IndexOf("\r\n", StringComparison.Ordinal) is var end and >= 0
        ? request.Insert(end + 2, $"Cookie: sessionid={session}\r\nX-Forwarded-Proto: https\r\n") : request;

    private string SignIn(string user) => GateStandIn.Session(Proxy.Site.SignIn(user));
}
