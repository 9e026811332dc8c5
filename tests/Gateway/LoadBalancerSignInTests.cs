using System.Text.Json;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>What passes where the load balancer signs people in.</summary>
[Parallelizable]
internal sealed class LoadBalancerSignInTests
{
    private const string SignedIn = "X-Amzn-Oidc-Identity: 00u1operator\r\n";

    private LiveGateway _gateway = null!;

    [SetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor(InstanceRole.Administrator, AuthenticationKind.LoadBalancer));

    [TearDown]
    public void Stop() => _gateway.Dispose();

    [Test]
    public void Nothing_passes_that_the_load_balancer_has_not_signed_in()
    {
        var statuses = new[]
        {
            _gateway.Get("/flower/workers").Status,
            _gateway.Get("/flower/workers", KnownUsers.Authorization("load-balancer", "generated-password")).Status,
            _gateway.Get("/flower/workers", "X-Amzn-Oidc-Identity: \r\n").Status,
            _gateway.Post("/flower/api/task/revoke/x").Status,
        };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Has.All.EqualTo(403));
            Assert.That(_gateway.Upstream.Take(), Is.Empty);
        }
    }

    [Test]
    public void The_gateway_signs_in_to_Flower_itself_and_passes_nothing_of_the_clients_sign_in()
    {
        var answer = _gateway.Get(
            "/flower/workers",
            SignedIn + KnownUsers.Authorization("ops", "right-password") + "Cookie: AWSELBAuthSessionCookie-0=abc; user=x\r\nX-Amzn-Oidc-Data: a.b.c\r\n");

        var request = _gateway.Upstream.Take().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(200));
            Assert.That(
                $"Authorization: {request.Header("Authorization")}\r\n", Is.EqualTo(KnownUsers.Authorization("load-balancer", "generated-password")));
            Assert.That(request.Header("Cookie"), Is.Null);
            Assert.That(request.Headers.Select(header => header.Name), Has.None.StartsWith("x-amzn").IgnoreCase);
        }
    }

    [Test]
    public void The_long_cookies_of_the_load_balancers_session_fit()
    {
        var cookies = string.Join("; ", Enumerable.Range(0, 4).Select(index => $"AWSELBAuthSessionCookie-{index}={new string('a', 3900)}"));

        Assert.That(_gateway.Get("/flower/workers", $"{SignedIn}Cookie: {cookies}\r\n").Status, Is.EqualTo(200));
    }

    [Test]
    public void Another_site_makes_nobody_write()
    {
        var crossSite = _gateway.Post("/flower/api/task/revoke/x", $"{SignedIn}Origin: https://evil.example\r\n").Status;
        var own = _gateway.Post("/flower/api/task/revoke/x", $"{SignedIn}Origin: https://{LiveGateway.Host}\r\n").Status;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(crossSite, Is.EqualTo(403));
            Assert.That(own, Is.EqualTo(200));
            Assert.That(_gateway.Upstream.Take(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void The_audit_log_names_whom_the_load_balancer_signed_in_and_no_password()
    {
        _gateway.Get("/flower/workers", SignedIn);

        var line = _gateway.StopAndReadAuditLog().Single(text => text.Contains("/flower/workers", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonSerializer.Deserialize<JsonElement>(line).GetProperty("user").GetString(), Is.EqualTo("00u1operator"));
            Assert.That(line, Does.Not.Contain("Basic"));
        }
    }
}
