using FlowerInfra.Tests.Gateway;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Verify;

[TestFixture]
[Order(2)]
[Parallelizable(ParallelScope.All)]
internal sealed class RemovedDefenceTests
{
    private TestAuthority _authority = null!;
    private DeployedDashboard _viewer = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _authority = new TestAuthority();
        _viewer = new DeployedDashboard(_authority);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _viewer.Dispose();
        _authority.Dispose();
    }

    [TestCaseSource(typeof(RemovedDefence), nameof(RemovedDefence.All))]
    public async Task A_removed_defence_is_found(RemovedDefence removed)
    {
        using var dashboard = new DeployedDashboard(
            _authority, removed.Role, removed.Flower, edit: removed.Edit, plainHttp: removed.PlainHttp,
            settings: removed.ReachesLimits ? DeployedDashboard.Limited(removed.Flower.Authentication, removed.RequestsPerSecond) : null);
        if (removed.OpenPort is { } port)
            dashboard.OpenPorts[port] = dashboard.Flower.Port;

        var isAdmin = removed.Role == InstanceRole.Administrator;
        string[] urls = isAdmin ? ["--url", _viewer.Url, "--admin-url", dashboard.Url] : ["--url", dashboard.Url];
        string[] options =
        [
            .. removed.Flower.Authentication == AuthenticationKind.Basic ? ["--credentials-file", "-"] : Array.Empty<string>(),
            .. removed.ReachesLimits ? ["--probe-limits"] : Array.Empty<string>(),
        ];
        DeployedDashboard[] dashboards = isAdmin ? [_viewer, dashboard] : [dashboard];
        var call = await VerifyCall.RunAsync(
            removed.RequestsPerSecond is null ? VerifyCall.NetworkOf(dashboards) : VerifyCall.SlowNetworkOf(dashboards), $"{FlowerStandIn.User}:{FlowerStandIn.Password}",
            [.. urls, "--ca", _authority.File, "--format", "json", .. options]);

        var site = call.Checks.Where(check => check.Dashboard == (isAdmin ? "admin" : "viewer")).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(site.Where(check => check.Outcome == "fail").Select(check => check.Id), Does.Contain(removed.Check));
            if (removed.ReachesLimits)
                Assert.That(site.Where(check => check.Outcome == "fail").Select(check => check.Id), Is.EqualTo(new[] { removed.Check }));
            // Where anybody reads, no write is tried.
            if (removed.Check is not ("VFY-06" or "VFY-07"))
                Assert.That(site.Where(check => check.Outcome == "error"), Is.Empty);
            Assert.That(dashboard.Flower.Requests.Where(IsWriteWithCredentials), Is.Empty);
        }
    }

    // What the gateway's own tests remove, but for what only the pod, its log or a client in the load balancer's ranges sees, and for
    // two limits that are reached by keeping lists or hundreds of connections open. Of passes only whoever has signed in with an
    // identity provider sees anything.
    private static readonly string[] Unseen =
    [
        "TLS", "health check: one request only", "metrics: one request only", "metrics: one page only", "the last forwarded address only", "cookies pass by name only",
        "error log: expressions that need no stack", "audit log: no code of the identity provider", "error log: no code of the identity provider",
        "audit log: always JSON", "audit log: printable targets", "audit log: no line without a log",
        "limit of an address's open requests", "limit of open lists", "sign-in at the load balancer from there only",
        .. PassDefences.All.Select(defence => defence.Name),
    ];

    // Reached at a rate that a busy machine passes too.
    private static readonly string[] SlowLimits = ["limit of an address", "limits by user", "limits by session"];

    private static readonly string[] Limits =
    [
        "limit of requests", "limit of wrong passwords", "limit of logins", "limit of open requests", "forwarded addresses from the load balancer only",
        "limit of lists", "limit of workers' pages", "limit of login pages", .. SlowLimits,
    ];

    private static IEnumerable<TestCaseData> Defences =>
        GatewayDefences.All.Where(defence => !Unseen.Contains(defence.Name)).Select(defence => new TestCaseData(defence).SetArgDisplayNames(defence.Name));

    [TestCaseSource(nameof(Defences))]
    public async Task Every_defence_of_the_gateway_is_found_when_it_is_removed(Defence defence)
    {
        var reachesLimits = Limits.Contains(defence.Name);
        var isSlow = SlowLimits.Contains(defence.Name);
        var authentication = defence.Settings.Authentication;
        using var dashboard = new DeployedDashboard(
            _authority, flower: new FlowerStandIn(authentication), edit: defence.Remove,
            settings: reachesLimits ? DeployedDashboard.Limited(authentication, isSlow ? VerifyCall.SlowRate : null) : LiveGateway.SettingsFor(authentication: authentication));

        string[] options = [.. authentication == AuthenticationKind.Basic ? ["--credentials-file", "-"] : Array.Empty<string>(), .. reachesLimits ? ["--probe-limits"] : Array.Empty<string>()];
        var call = await VerifyCall.RunAsync(
            isSlow ? VerifyCall.SlowNetworkOf(dashboard) : VerifyCall.NetworkOf(dashboard),
            $"{FlowerStandIn.User}:{FlowerStandIn.Password}",
            ["--url", dashboard.Url, "--ca", _authority.File, "--format", "json", .. options]);

        Assert.That(call.Code, Is.EqualTo(ExitCode.ControlFailed));
    }

    [Test]
    public void What_cannot_be_seen_is_still_among_the_gateways_defences() =>
        Assert.That(Unseen.Concat(Limits), Is.SubsetOf(GatewayDefences.All.Select(defence => defence.Name)));

    // A check that no test sees failing might never fail. The first two are about the connection that all others need: the
    // tests of what ends a run cover them.
    [Test]
    public async Task Every_other_check_is_seen_failing()
    {
        using var admin = new DeployedDashboard(_authority, InstanceRole.Administrator);
        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(_viewer, admin), "", "--url", _viewer.Url, "--admin-url", admin.Url, "--ca", _authority.File, "--format", "json");

        Assert.That(
            RemovedDefence.All.Select(removed => removed.Check).Concat(["VFY-01", "VFY-02"]).Distinct(), Is.EquivalentTo(call.Checks.Select(check => check.Id).Distinct()));
    }

    private static bool IsWriteWithCredentials(RecordedRequest request) =>
        request.Method != "GET" && !request.Target.EndsWith("/tasks/datatable", StringComparison.Ordinal)
        && request.Header("Authorization") == $"Basic {FlowerStandIn.Encoded}";
}
