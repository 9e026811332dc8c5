using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

[TestFixtureSource(typeof(GatewayVariants), nameof(GatewayVariants.All))]
[Parallelizable]
internal sealed class GatewayUseTests(InstanceRole role, AuthenticationKind authentication, string prefix)
{
    private LiveGateway _gateway = null!;

    [OneTimeSetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor(role, authentication, prefix));

    [OneTimeTearDown]
    public void Stop() => _gateway.Dispose();

    [SetUp]
    public void Forget() => _gateway.Upstream.Take();

    [Test]
    public void Every_request_of_Flowers_user_interface_arrives_as_it_was_sent() => AssertArrive(
        [
            .. FlowerInterface.Reads,
            .. role == InstanceRole.Administrator ? FlowerInterface.Controls : [],
            .. authentication == AuthenticationKind.OAuth ? FlowerInterface.SignIn : [],
        ]);

    [Test]
    public void The_buttons_that_control_workers_are_refused_to_viewers()
    {
        if (role == InstanceRole.Viewer)
            AssertRefused(FlowerInterface.Controls);
        if (authentication == AuthenticationKind.Basic)
            AssertRefused(FlowerInterface.SignIn);
    }

    [Test]
    public void Every_read_of_Flowers_documented_API_arrives_as_it_was_sent()
    {
        AssertArrive([.. FlowerRequests.Reads.Select(Read)]);
        if (role == InstanceRole.Administrator)
            AssertArrive([.. FlowerRequests.AdminReads.Select(Read), .. FlowerRequests.Controls.Select(Control)]);
        else
            AssertRefused([.. FlowerRequests.AdminReads.Select(Read), .. FlowerRequests.Controls.Select(Control)]);
    }

    [Test]
    public void A_page_opens_from_a_link_on_another_site() =>
        Assert.That(_gateway.Get(Below("tasks"), "Referer: https://chat.example/\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n").Status, Is.EqualTo(200));

    [Test]
    public void Health_and_metrics_are_served_on_their_own_ports_and_nothing_else_is()
    {
        Assert.That((_gateway.Get("/healthcheck", port: _gateway.Settings.HealthPort).Status, Arrived()), Is.EqualTo((200, $"GET {Below("healthcheck")}")));
        Assert.That((_gateway.Get("/metrics", port: _gateway.Settings.MetricsPort).Status, Arrived()), Is.EqualTo((200, $"GET {Below("metrics")}")));

        foreach (var port in new[] { _gateway.Settings.HealthPort, _gateway.Settings.MetricsPort })
        {
            foreach (var target in new[] { "/", Below(""), Below("workers"), "/api/workers", "/healthcheck/", "/healthcheck?x", "/metrics/../workers", "/metrics/", "//metrics" })
                Assert.That((_gateway.Get(target, port: port).Status, Arrived()), Is.EqualTo((403, "")), $"{target} on {port}");
        }

        Assert.That((_gateway.Get("/metrics", port: _gateway.Settings.HealthPort).Status, Arrived()), Is.EqualTo((403, "")));
        Assert.That((_gateway.Get("/healthcheck", port: _gateway.Settings.MetricsPort).Status, Arrived()), Is.EqualTo((403, "")));
    }

    [Test]
    public void The_health_check_answers_any_host_because_load_balancers_and_kubelets_ask_by_address() =>
        Assert.That(_gateway.Send("GET /healthcheck HTTP/1.1\r\nHost: 10.0.0.7:8444\r\n\r\n", _gateway.Settings.HealthPort).Status, Is.EqualTo(200));

    [Test]
    public void Only_named_headers_reach_Flower()
    {
        _gateway.Get(Below("workers"), string.Concat(
            KnownUsers.SignedIn, $"Cookie: {SignedCookie.User}; theme=dark\r\n", "Accept: text/html\r\n", "X-Forwarded-For: 203.0.113.9\r\n", "X-Forwarded-Host: evil.example\r\n",
            "X-Forwarded-Proto: http\r\n", "X-Real-Ip: 203.0.113.9\r\n", "X-Scheme: http\r\n", "Forwarded: for=203.0.113.9\r\n", "X-HTTP-Method-Override: POST\r\n",
            "Upgrade: websocket\r\n", "Connection: Upgrade\r\n", "X-Request-Id: forged\r\n", "X-XSRFToken: forged\r\n", "Origin: https://evil.example\r\n", "Sec-Fetch-Site: cross-site\r\n", "TE: trailers\r\n", "X-Original-URL: /api/task/send-task/x\r\n"));
        var arrived = _gateway.Upstream.Take().Single();

        var expected = new List<string> { "Accept", "Host", "Origin", "Sec-Fetch-Site", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-Id" };
        expected.AddRange(authentication == AuthenticationKind.Basic ? ["Authorization"] : ["Cookie", "X-XSRFToken"]);
        Assert.That(arrived.Headers.Select(header => header.Name), Is.EquivalentTo(expected));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(arrived.Header("Host"), Is.EqualTo(LiveGateway.Host));
            Assert.That(arrived.Header("X-Forwarded-For"), Is.EqualTo("127.0.0.1"));
            Assert.That(arrived.Header("X-Forwarded-Host"), Is.EqualTo(LiveGateway.Host));
            Assert.That(arrived.Header("X-Forwarded-Proto"), Is.EqualTo("https"));
            Assert.That(arrived.Header("X-Request-Id"), Does.Match("^[0-9a-f]{32}$"));
        }
    }

    [Test]
    public void The_icon_that_browsers_ask_for_at_the_root_is_no_refusal_and_does_not_reach_Flower()
    {
        var icon = _gateway.Get("/favicon.ico");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((icon.Status, Arrived()), Is.EqualTo((204, "")));
            Assert.That(_gateway.Send("GET /favicon.ico HTTP/1.1\r\nHost: evil.example\r\n\r\n").Status, Is.EqualTo(421));
            Assert.That(_gateway.Get("/favicon.ico?x").Status, Is.EqualTo(403));
            Assert.That(_gateway.Post("/favicon.ico").Status, Is.EqualTo(403));
            Assert.That(Arrived(), Is.Empty);
        }
    }

    [Test]
    public void The_prefix_without_its_slash_leads_to_the_first_page()
    {
        if (prefix == "/")
        {
            Assert.That(_gateway.Get("/").Status, Is.EqualTo(200));
            return;
        }

        var answer = _gateway.Get(prefix);
        Assert.That((answer.Status, answer.Header("Location")), Is.EqualTo((301, $"{prefix}/")));
    }

    private string Below(string path) => $"{prefix.TrimEnd('/')}/{path}";

    private static InterfaceRequest Read(string path) => new("API", path, "GET", path);

    private static InterfaceRequest Control(string path) => new("API", path, "POST", path, "{}");

    private void AssertArrive(IReadOnlyList<InterfaceRequest> requests)
    {
        var statuses = _gateway.SendAll([.. requests.Select(request => request.Bytes(prefix))]);
        var arrived = _gateway.Upstream.Take();

        Assert.That(
            arrived.Select(request => $"{request} {request.Body}"),
            Is.EqualTo(requests.Select(request => $"{request.Method} {request.Target(prefix)} {request.Body}{AddedLength(request)}")));
        Assert.That(statuses, Has.All.EqualTo(200));
    }

    private void AssertRefused(IReadOnlyList<InterfaceRequest> requests)
    {
        Assert.That(_gateway.SendAll([.. requests.Select(request => request.Bytes(prefix))]), Has.All.EqualTo(403));
        Assert.That(Arrived(), Is.Empty);
    }

    // The one thing that the gateway adds: how many rows the tasks table gets.
    private static string AddedLength(InterfaceRequest request) => request.Path == "tasks/datatable" ? "&length=15" : "";

    private string Arrived() => string.Join(", ", _gateway.Upstream.Take());
}
