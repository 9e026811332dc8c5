using System.Text.Json;
using FlowerInfra.Tests.Gateway;
using NUnit.Framework;

namespace FlowerInfra.Tests.Django;

/// <summary>What the gateway makes of a Django site's answers.</summary>
[NonParallelizable]
internal sealed class GateAnswerTests
{
    private const string Page = "Sec-Fetch-Mode: navigate\r\n";

    private GateStandIn _site = null!;
    private LiveGateway _gateway = null!;

    [SetUp]
    public void Start()
    {
        _site = new GateStandIn();
        _gateway = LiveGateway.Start(_site.Settings());
    }

    [TearDown]
    public void Stop()
    {
        _gateway.Dispose();
        _site.Dispose();
    }

    [Test]
    public void A_session_that_the_site_names_a_viewers_gets_in()
    {
        var answer = _gateway.Get("/flower/workers", GateStandIn.Session());

        Assert.That(answer.Status, Is.EqualTo(200), () => _gateway.Errors);
        var request = _gateway.Upstream.Take().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That($"Authorization: {request.Header("Authorization")}\r\n", Is.EqualTo(KnownUsers.Authorization("load-balancer", "generated-password")));
            Assert.That(request.Header("Cookie"), Is.Null, "the session stays at the gateway");
            Assert.That(request.Headers.Select(it => it.Name), Has.None.StartsWith("X-Flower").IgnoreCase);
        }
    }

    [Test]
    public void The_site_gets_the_session_and_nothing_else_of_the_request()
    {
        _gateway.Get(
            "/flower/tasks?state=FAILURE",
            $"Cookie: csrftoken=abc; sessionid={GateStandIn.Root}; other=1\r\nAuthorization: Basic eDp4\r\nX-Flower-Role: administrator\r\nX-Forwarded-Proto: http\r\nX-Original: 1\r\n");

        var question = _site.Take().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{question}", Is.EqualTo("GET /flower-gate/viewer/"));
            Assert.That(question.Headers.Where(it => it.Name != "X-Request-Id"), Is.EquivalentTo(new[]
            {
                ("Host", GateStandIn.Site), ("Cookie", $"sessionid={GateStandIn.Root}"), ("X-Forwarded-Proto", "https"),
            }));
            Assert.That(question.Body, Is.Empty);
        }
    }

    [Test]
    public void The_body_of_a_request_goes_to_Flower_alone()
    {
        var answer = _gateway.Post("/flower/tasks/datatable", $"{GateStandIn.Session()}Origin: https://{LiveGateway.Host}\r\n", "draw=1&length=10");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(200));
            Assert.That(_site.Take().Single().Header("Content-Length"), Is.Null);
            Assert.That(_gateway.Upstream.Take().Single().Body, Is.EqualTo("draw=1&length=10&length=10"));
        }
    }

    // What auth_request alone takes for a yes, and what is none of its business.
    [TestCase("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nlogin", 503)]
    [TestCase("HTTP/1.1 204 No Content\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 204 No Content\r\nX-Flower-User: root\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 204 No Content\r\nX-Flower-Role: \r\n\r\n", 503)]
    [TestCase("HTTP/1.1 204 No Content\r\nX-Flower-Role: administrator\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 204 No Content\r\nX-Flower-Role: VIEWER\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 204 No Content\r\nX-Flower-Role: viewers\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 204 No Content\r\nX-Flower-Role: viewer, administrator\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 301 Moved\r\nLocation: https://ops.example.internal/\r\nX-Flower-Role: viewer\r\nContent-Length: 0\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 400 Bad Request\r\nX-Flower-Role: viewer\r\nContent-Length: 0\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 404 Not Found\r\nX-Flower-Role: viewer\r\nContent-Length: 0\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 500 Internal Server Error\r\nX-Flower-Role: viewer\r\nContent-Length: 0\r\n\r\n", 503)]
    [TestCase("nonsense\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 403 Forbidden\r\nX-Flower-Role: viewer\r\nContent-Length: 0\r\n\r\n", 403)]
    [TestCase("HTTP/1.1 401 Unauthorized\r\nX-Flower-Role: viewer\r\nContent-Length: 0\r\n\r\n", 401)]
    public void No_other_answer_lets_anybody_in(string siteAnswer, int expected)
    {
        _site.Answer = _ => siteAnswer;

        var answer = _gateway.Get("/flower/workers", GateStandIn.Session());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(expected));
            Assert.That(_gateway.Upstream.Take(), Is.Empty);
        }
    }

    [Test]
    public void A_yes_with_a_body_is_as_good() =>
        Assert.That(StatusWith(GateStandIn.Yes("viewer", status: "200 OK")), Is.EqualTo(200));

    [Test]
    public void A_site_that_hangs_lets_nobody_in_and_is_waited_for_a_few_seconds()
    {
        var hang = new TaskCompletionSource();
        _site.Delay = hang.Task;

        var answer = _gateway.Get("/flower/workers", GateStandIn.Session());
        hang.SetResult();

        Assert.That((answer.Status, _gateway.Upstream.Count), Is.EqualTo((503, 0)));
    }

    [Test]
    public void A_site_that_is_down_lets_nobody_in()
    {
        using var gateway = LiveGateway.Start(GateStandIn.Settings(LoopbackPorts.Take(), _site.AuthorityFile));

        Assert.That((gateway.Get("/flower/workers", GateStandIn.Session() + Page).Status, gateway.Upstream.Count), Is.EqualTo((503, 0)));
    }

    [Test]
    public void A_site_that_proves_another_name_or_is_certified_by_another_authority_is_not_asked()
    {
        using var otherName = new GateStandIn("evil.example.internal");
        using var byName = LiveGateway.Start(otherName.Settings());
        using var byAuthority = LiveGateway.Start(_site.Settings() with { Django = _site.Settings().Django! with { AuthorityFile = otherName.AuthorityFile } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(byName.Get("/flower/workers", GateStandIn.Session()).Status, Is.EqualTo(503));
            Assert.That(byAuthority.Get("/flower/workers", GateStandIn.Session()).Status, Is.EqualTo(503));
            Assert.That(otherName.Take().Concat(_site.Take()), Is.Empty, "the session isn't told to whom it isn't meant for");
        }
    }

    [Test]
    public void Strangers_are_sent_to_the_login_where_they_open_a_page_and_refused_where_a_script_asks()
    {
        var page = _gateway.Get("/flower/tasks?state=FAILURE", Page);
        var oldBrowser = _gateway.Get("/flower/tasks", "Accept: text/html,application/xhtml+xml\r\n");
        var poll = _gateway.Get("/flower/workers?json=1", "Sec-Fetch-Mode: cors\r\nAccept: text/html\r\n");
        var program = _gateway.Get("/flower/api/workers", "Accept: */*\r\n");
        var post = _gateway.Post("/flower/tasks/datatable");

        const string Login = $"https://{GateStandIn.Site}/accounts/login/?next=https://{LiveGateway.Host}";
        using (Assert.EnterMultipleScope())
        {
            Assert.That((page.Status, page.Header("Location")), Is.EqualTo((302, $"{Login}/flower/tasks")));
            Assert.That((oldBrowser.Status, oldBrowser.Header("Location")), Is.EqualTo((302, $"{Login}/flower/tasks")));
            Assert.That(new[] { poll.Status, program.Status, post.Status }, Has.All.EqualTo(401));
            Assert.That(_site.Take(), Is.Empty, "without a session there is nothing to ask");
            Assert.That(_gateway.Upstream.Take(), Is.Empty);
        }
    }

    [TestCase("/flower/worker/celery@host", "/flower/worker/celery@host")]
    [TestCase("/flower/worker/celery%40host", "/flower/")]
    [TestCase("/flower/worker/a&next=evil", "/flower/")]
    [TestCase("/flower/worker/a+b", "/flower/")]
    [TestCase("/flower/tasks?name=https://evil.example", "/flower/tasks")]
    public void The_way_back_stays_on_the_dashboard_and_says_nothing_to_the_login(string target, string back)
    {
        var answer = _gateway.Get(target, Page);

        if (answer.Status == 403)
            Assert.That(back, Is.EqualTo("/flower/"), "refused before");
        else
            Assert.That(answer.Header("Location"), Is.EqualTo($"https://{GateStandIn.Site}/accounts/login/?next=https://{LiveGateway.Host}{back}"));
    }

    [Test]
    public void The_locations_inside_are_no_pages()
    {
        foreach (var path in new[] { "/.django", "/.sign-in", "/.no-answer" })
            Assert.That(_gateway.Get(path, GateStandIn.Session() + Page).Status, Is.EqualTo(403), path);
        Assert.That(_site.Take(), Is.Empty);
    }

    [TestCase("root", "root")]
    [TestCase("ana.ops@example.com", "ana.ops@example.com")]
    [TestCase("id:42", "id:42")]
    [TestCase("x\",\"user\":\"root", "(not printable)")]
    [TestCase("r\u00f6\u00f6t", "(not printable)")]
    public void The_audit_log_names_the_sites_user_and_no_session(string user, string logged)
    {
        _site.Answer = _ => GateStandIn.Yes("viewer", user);
        _gateway.Get("/flower/workers", GateStandIn.Session());

        var line = _gateway.StopAndReadAuditLog().Single(text => text.Contains("/flower/workers", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonSerializer.Deserialize<JsonElement>(line).GetProperty("user").GetString(), Is.EqualTo(logged));
            Assert.That(line + _gateway.Errors, Does.Not.Contain(GateStandIn.Root));
        }
    }

    [Test]
    public void A_page_of_Flowers_may_call_nothing_else_of_a_host_that_it_shares()
    {
        var policy = _gateway.Get("/flower/workers", GateStandIn.Session()).Header("Content-Security-Policy");

        Assert.That(policy, Does.Contain($"connect-src https://{LiveGateway.Host}/flower/;").And.Contain($"form-action https://{LiveGateway.Host}/flower/;"));
    }

    private int StatusWith(string siteAnswer)
    {
        _site.Answer = _ => siteAnswer;
        return _gateway.Get("/flower/workers", GateStandIn.Session()).Status;
    }
}
