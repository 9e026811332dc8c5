using FlowerInfra.Tests.Gateway;
using NUnit.Framework;

namespace FlowerInfra.Tests.Verify;

[TestFixture]
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
        using var dashboard = new DeployedDashboard(_authority, removed.Profile, removed.Flower, edit: removed.Edit, plainHttp: removed.PlainHttp);
        if (removed.OpenPort is { } port)
            dashboard.OpenPorts[port] = dashboard.Flower.Port;

        var isAdmin = removed.Profile == GatewayProfile.Admin;
        string[] urls = isAdmin ? ["--url", _viewer.Url, "--admin-url", dashboard.Url] : ["--url", dashboard.Url];
        string[] credentials = removed.Flower.Authentication == AuthenticationKind.Basic ? ["--credentials-file", "-"] : [];
        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(isAdmin ? [_viewer, dashboard] : [dashboard]), $"{FlowerStandIn.User}:{FlowerStandIn.Password}",
            [.. urls, "--ca", _authority.File, "--format", "json", .. credentials]);

        var site = call.Checks.Where(check => check.Dashboard == (isAdmin ? "admin" : "viewer")).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(site.Where(check => check.Outcome == "fail").Select(check => check.Id), Does.Contain(removed.Check));
            // Where anybody reads, no write is tried.
            if (removed.Check is not ("VFY-06" or "VFY-07"))
                Assert.That(site.Where(check => check.Outcome == "error"), Is.Empty);
            Assert.That(dashboard.Flower.Requests.Where(IsWriteWithCredentials), Is.Empty);
        }
    }

    // A check that no test sees failing might never fail. The first two are about the connection that all others need: the
    // tests of what ends a run cover them.
    [Test]
    public async Task Every_other_check_is_seen_failing()
    {
        using var admin = new DeployedDashboard(_authority, GatewayProfile.Admin);
        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(_viewer, admin), "", "--url", _viewer.Url, "--admin-url", admin.Url, "--ca", _authority.File, "--format", "json");

        Assert.That(
            RemovedDefence.All.Select(removed => removed.Check).Concat(["VFY-01", "VFY-02"]).Distinct(), Is.EquivalentTo(call.Checks.Select(check => check.Id).Distinct()));
    }

    private static bool IsWriteWithCredentials(RecordedRequest request) =>
        request.Method != "GET" && !request.Target.EndsWith("/tasks/datatable", StringComparison.Ordinal)
        && request.Header("Authorization") == $"Basic {FlowerStandIn.Encoded}";
}
