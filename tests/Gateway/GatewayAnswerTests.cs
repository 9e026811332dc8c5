using System.Globalization;
using System.Net;
using System.Text.Json;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

[Parallelizable]
internal sealed class GatewayAnswerTests
{
    private static readonly string[] SecurityHeaders =
    [
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
        "Strict-Transport-Security: max-age=63072000",
        "X-Content-Type-Options: nosniff",
        "X-Frame-Options: DENY",
    ];

    [Test]
    public void Every_answer_carries_the_security_headers_once_and_none_that_opens_it_to_other_sites()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());
        gateway.Upstream.AnswerHead = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: x-requested-with\r\n"
            + "Access-Control-Allow-Methods: PUT, DELETE, OPTIONS\r\nCache-Control: public\r\nX-Frame-Options: SAMEORIGIN\r\nServer: TornadoServer/6.5\r\n";

        foreach (var answer in new[]
        {
            gateway.Get("/flower/workers"), gateway.Get("/flower/nothing"), gateway.Send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
            gateway.Get("/flower"), gateway.Send("GET / HTTP/1.1\r\n\r\n"),
        })
        {
            using (Assert.EnterMultipleScope())
            {
                foreach (var header in SecurityHeaders)
                    Assert.That(answer.All(header.Split(':')[0]), Is.EqualTo(new[] { header.Split(": ")[1] }), $"{answer.Status}");
                Assert.That(answer.All("Content-Security-Policy"), Has.One.Contains("default-src 'none'").And.One.Contains("frame-ancestors 'none'"));
                Assert.That(answer.Headers.Select(header => header.Name), Has.None.StartsWith("Access-Control-"));
                Assert.That(answer.Header("Server"), Is.EqualTo("nginx"));
            }
        }
    }

    [Test]
    public void Scripts_run_from_files_and_the_one_inline_script_of_the_workers_page_only()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());

        var policy = gateway.Get("/flower/workers").Header("Content-Security-Policy")!.Split("; ").Single(part => part.StartsWith("script-src", StringComparison.Ordinal));

        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData("\nvar autorefresh = 1;\n"u8));
        Assert.That(policy, Is.EqualTo($"script-src 'self' 'sha256-{hash}'"));
    }

    [Test]
    public void Cookies_are_kept_to_TLS_to_the_dashboard_and_away_from_scripts()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth));
        gateway.Upstream.AnswerHead = "HTTP/1.1 302 Found\r\nLocation: /flower\r\nSet-Cookie: user=\"2|1:0|x\"; expires=Mon, 21 Dec 2026 00:00:00 GMT; Path=/\r\nSet-Cookie: oauth_state=y; HttpOnly; Path=/; SameSite=None\r\n"
            + "Set-Cookie: _xsrf=2|z; Path=/\r\n";

        var answer = gateway.Get("/flower/login?code=x");

        Assert.That(answer.All("Set-Cookie"), Has.Count.EqualTo(3).And.None.Contains("SameSite=None").And.All.Contains("; Secure").And.All.Contains("; HttpOnly")
            .And.All.Contains("; SameSite=Lax").And.All.Contains("Path=/flower/;"));
        Assert.That(answer.Header("Location"), Is.EqualTo("/flower"));
    }

    [Test]
    public void The_audit_log_has_a_line_of_JSON_for_each_request_and_no_secret()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());
        var credentials = Convert.ToBase64String("ops \"q\":hunter2-secret"u8);
        gateway.Get("/flower/workers?json=1", $"Authorization: Basic {credentials}\r\nCookie: user=cookie-secret\r\n");
        gateway.Get("/flower/\"quoted\\\u00e4<script>", $"Authorization: Basic {Convert.ToBase64String([0xff, 0x01, (byte)':', 0x02])}\r\n");
        gateway.Get("/flower/login?code=code-secret&state=state-secret");
        gateway.Get($"https://{LiveGateway.Host}/flower//LOGIN?code=code-secret");
        gateway.Exchange("GET /flower/workers\r\n");
        gateway.Exchange("\u0001\u0002\r\n\r\n");

        var lines = gateway.StopAndReadAuditLog();

        var events = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var first = events[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join('\n', lines) + gateway.Errors, Does.Not.Contain("secret").And.Not.Contains(credentials));
            Assert.That(events.Select(line => line.EnumerateObject().Select(property => property.Name)), Has.All.EqualTo(new[]
            {
                "time", "client", "user", "method", "target", "status", "upstream_status", "duration", "request_id",
            }));
            Assert.That(first.GetProperty("user").GetString(), Is.EqualTo("ops \"q\""));
            Assert.That(
                events.Where(line => line.GetProperty("target").GetString() != "/.end").Select(line => line.GetProperty("user").GetString()),
                Is.EqualTo(new[] { "ops \"q\"", "(not printable)", "", "", "", "" }));
            Assert.That(first.GetProperty("client").GetString(), Is.EqualTo("127.0.0.1"));
            Assert.That(first.GetProperty("method").GetString(), Is.EqualTo("GET"));
            Assert.That(first.GetProperty("target").GetString(), Is.EqualTo("/flower/workers?json=1"));
            Assert.That(first.GetProperty("status").GetInt32(), Is.EqualTo(200));
            Assert.That(first.GetProperty("upstream_status").GetString(), Is.EqualTo("200"));
            Assert.That(first.GetProperty("duration").GetDouble(), Is.GreaterThanOrEqualTo(0));
            Assert.That(DateTimeOffset.Parse(first.GetProperty("time").GetString()!, CultureInfo.InvariantCulture).Year, Is.GreaterThan(2000));
            Assert.That(events.Select(line => line.GetProperty("target").GetString()), Has.Member("/flower/login?(removed)"));
            Assert.That(events.Where(line => line.GetProperty("target").GetString() != "/.end").ToList(), Has.Count.EqualTo(6));
        }
    }

    [Test]
    public void A_failure_of_Flower_during_a_login_leaves_no_code_in_the_error_log()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth));
        gateway.Upstream.AnswerHead = "HTTP/1.1 200 OK\r\n\u0001: x\r\n";

        Assert.That(gateway.Get("/flower/login?code=code-secret").Status, Is.EqualTo(502));
        Assert.That(gateway.Get("/flower/workers").Status, Is.EqualTo(502));

        Assert.That(string.Join('\n', gateway.StopAndReadAuditLog()) + gateway.Errors, Does.Not.Contain("code-secret").And.Contains("/flower/workers"));
    }

    // nginx reports as an alert that it has no connection left for Flower, with the request line.
    [Test]
    public void A_login_without_a_connection_to_Flower_leaves_no_code_in_the_error_log()
    {
        var statuses = new List<int>();
        var errors = new System.Text.StringBuilder();
        foreach (var connections in Enumerable.Range(4, 5))
        {
            using var gateway = LiveGateway.StartEdited(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth), text => text
                .Replace("worker_processes 2", "worker_processes 1", StringComparison.Ordinal)
                .Replace("worker_connections 512", $"worker_connections {connections}", StringComparison.Ordinal));
            try
            {
                statuses.Add(gateway.Get("/flower/login?code=code-secret").Status);
            }
            catch (IOException)
            {
                // None was left for the client either.
            }

            gateway.StopAndReadAuditLog();
            errors.Append(gateway.Errors);
        }

        Assert.That(statuses, Has.Some.EqualTo(500), "so that the next assertion says something");
        Assert.That(errors.ToString(), Does.Not.Contain("code-secret"));
    }

    [TestCase(AuthenticationKind.Basic)]
    [TestCase(AuthenticationKind.OAuth)]
    public void Requests_of_any_length_are_judged_by_what_they_ask(AuthenticationKind authentication)
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(InstanceRole.Administrator, authentication));
        var encoded = string.Concat(Enumerable.Repeat("%20", 254));
        string[] usual =
        [
            $"api/tasks?limit=1&search={new string('x', 7500)}", $"api/tasks?search={string.Concat(Enumerable.Repeat("%c3%a9", 1200))}&limit=1",
            $"api/tasks?{string.Concat(Enumerable.Repeat("state=1&", 900))}limit=1", $"worker/{string.Concat(Enumerable.Repeat("%F0%9F%8C%B8", 63))}", $"worker/{encoded}", $"api/task/result/{encoded}?timeout=1",
            $"static/{string.Join('/', Enumerable.Repeat(new string('x', 99), 8))}",
        ];
        string[] hostile = [.. usual.Select(path => $"{path}\""), .. usual.Select(path => $"{path}&"), $"worker/{encoded}%20%20", $"api/tasks?{string.Join('&', Enumerable.Repeat("limit=1", 900))}"];

        var statuses = gateway.SendAll([.. usual.Concat(hostile).Select(path => $"GET /flower/{path} HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n\r\n")]);
        gateway.StopAndReadAuditLog();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Is.EqualTo(usual.Select(_ => 200).Concat(hostile.Select(_ => 403))));
            Assert.That(gateway.Errors, Does.Not.Contain("alert"));
        }
    }

    // Flower 2.2 takes a POST of a session only with the token of its own cookie, which scripts would have to read.
    [Test]
    public void Flowers_own_guard_is_content_with_what_passed_the_gateways()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth));
        gateway.Post(
            "/flower/tasks/datatable",
            $"Origin: https://{LiveGateway.Host}\r\nSec-Fetch-Site: same-origin\r\nX-XSRFToken: forged\r\nCookie: _xsrf=forged; {SignedCookie.User}\r\n");

        var request = gateway.Upstream.Take().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Header("X-XSRFToken"), Does.Match("^[0-9a-f]{32}$"));
            Assert.That(request.Header("Cookie"), Does.Contain($"_xsrf={request.Header("X-XSRFToken")};").And.Not.Contain("forged"));
            Assert.That(request.Header("Origin"), Is.EqualTo($"https://{LiveGateway.Host}"));
            Assert.That(request.Header("Sec-Fetch-Site"), Is.EqualTo("same-origin"));
        }
    }

    [Test]
    public void The_state_of_a_login_reaches_Flower_as_it_was_signed()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth));

        gateway.Get("/flower/login?code=x&state=y", $"Cookie: {SignedCookie.State}; user=x\r\n");
        gateway.Get("/flower/login?code=x&state=y", $"Cookie: theme=dark; {SignedCookie.User}; {SignedCookie.State}\r\n");

        var cookies = gateway.Upstream.Take().Select(request => request.Header("Cookie")).ToList();
        Assert.That(cookies, Has.Count.EqualTo(2));
        Assert.That(cookies[0], Is.EqualTo(SignedCookie.State));
        Assert.That(cookies[1], Does.StartWith($"{SignedCookie.User}; _xsrf=").And.EndWith($"; {SignedCookie.State}"));
    }

    [Test]
    public void A_forwarded_address_is_believed_from_the_load_balancer_only()
    {
        const string request = $"GET /flower/workers HTTP/1.1\r\nHost: {LiveGateway.Host}\r\nX-Forwarded-For: 10.9.9.9, 203.0.113.9\r\n\r\n";
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor() with { TrustedProxies = [new CidrBlock(IPNetwork.Parse("127.0.0.2/32"))] });

        gateway.Send(request, from: IPAddress.Parse("127.0.0.2"));
        gateway.Send(request, from: IPAddress.Loopback);

        Assert.That(gateway.Upstream.Take().Select(arrived => arrived.Header("X-Forwarded-For")), Is.EqualTo(new[] { "203.0.113.9", "127.0.0.1" }));
    }

    [Test]
    public void A_client_that_asks_too_often_is_held_back()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(rates: it => it with { RequestsPerSecond = 1 }));

        var answers = Enumerable.Range(0, 20).Select(_ => gateway.Get("/flower/workers").Status).ToList();

        Assert.That(answers.Take(3), Has.All.EqualTo(200));
        Assert.That(answers, Has.Some.EqualTo(429));
        Assert.That(gateway.Upstream.Take(), Has.Count.EqualTo(answers.Count(status => status == 200)));
    }

    [Test]
    public void Logins_are_held_back_sooner_than_pages()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth));

        var logins = gateway.SendAll([.. Enumerable.Repeat($"GET /flower/login?code=x&state=y HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n\r\n", 80)]);
        var pages = Enumerable.Range(0, 20).Select(_ => gateway.Get("/flower/workers").Status).ToList();

        Assert.That(logins, Has.Some.EqualTo(200).And.Some.EqualTo(429));
        Assert.That(pages, Has.All.EqualTo(200));
    }

    [Test]
    public void A_client_has_a_limited_number_of_requests_open()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(rates: it => it with { Connections = 2 }));
        var gate = new TaskCompletionSource();
        gateway.Upstream.Gate = gate.Task;
        var open = Enumerable.Range(0, 2).Select(_ => Task.Run(() => gateway.Get("/flower/workers").Status)).ToArray();
        Assert.That(() => gateway.Upstream.Count, Is.EqualTo(2).After(5000, 10));

        var third = gateway.Get("/flower/workers").Status;
        gate.SetResult();

        Assert.That(third, Is.EqualTo(429));
        Assert.That(Task.WhenAll(open).Result, Has.All.EqualTo(200));
    }
}
