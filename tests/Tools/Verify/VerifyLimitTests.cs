using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>What <c>--probe-limits</c> adds. That it finds a limit's absence is among the removed defences.</summary>
[TestFixture]
// The longest of the parallel ones come first: alone at the end they would be waited for.
[Order(1)]
[Parallelizable(ParallelScope.All)]
internal sealed class VerifyLimitTests
{
    private TestAuthority _authority = null!;

    [OneTimeSetUp]
    public void Issue() => _authority = new TestAuthority();

    [OneTimeTearDown]
    public void Forget() => _authority.Dispose();

    [TestCase(AuthenticationKind.Basic, true, "VFY-43", "VFY-46")]
    [TestCase(AuthenticationKind.Basic, false, "VFY-09", "VFY-36", "VFY-39", "VFY-43", "VFY-46", "VFY-44")]
    [TestCase(AuthenticationKind.OAuth, false, "VFY-09", "VFY-37", "VFY-36", "VFY-39")]
    public async Task A_correct_dashboard_holds_back_and_cuts_off_when_it_is_asked(AuthenticationKind authentication, bool hasCredentials, params string[] notRun)
    {
        using var dashboard = new DeployedDashboard(_authority, flower: new FlowerStandIn(authentication), settings: DeployedDashboard.Limited(authentication, VerifyCall.SlowRate));

        var call = await VerifyCall.RunAsync(
            VerifyCall.SlowNetworkOf(dashboard), $"{FlowerStandIn.User}:{FlowerStandIn.Password}",
            [
                "--url", dashboard.Url, "--ca", _authority.File, "--format", "json", "--probe-limits",
                .. hasCredentials ? ["--credentials-file", "-"] : Array.Empty<string>(),
            ]);

        var arrived = dashboard.Flower.Requests;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Checks.Where(check => check.Outcome is not ("pass" or "not-run")), Is.Empty);
            Assert.That(call.With("not-run"), Is.EqualTo(notRun));
            Assert.That(call.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(arrived.Where(request => request.Method != "GET").Select(request => request.Target), Has.All.EndsWith("/tasks/datatable"));
            Assert.That(
                arrived.Where(request => request.Target.Contains("code=", StringComparison.Ordinal)).Select(request => request.Target), Has.All.EndsWith("/login?code="),
                "Flower asks the identity provider for any other code.");
            Assert.That(
                arrived.Where(request => request.Target.EndsWith("no-such-name", StringComparison.Ordinal) && request.Header("Authorization") is not null), Is.Empty,
                "Flower asks its workers for every name that somebody signed in gives it.");
            Assert.That(arrived, Has.Count.LessThan(1500));
        }
    }

    [Test]
    public async Task What_a_load_balancer_waits_for_itself_is_not_held_against_the_gateway()
    {
        using var dashboard = new DeployedDashboard(
            _authority, settings: DeployedDashboard.Limited(AuthenticationKind.Basic),
            plainHttp: request => $"HTTP/1.1 301 Moved Permanently\r\nServer: awselb/2.0\r\nLocation: https://{DeployedDashboard.Host}:443{request.Target}");
        using var balancer = new LoadBalancerStandIn(_authority, dashboard, "/flower");
        var network = VerifyCall.NetworkOf(dashboard);

        var call = await VerifyCall.RunAsync(
            network with { Port = (host, port) => port == 443 ? balancer.Port : network.Port(host, port) }, $"{FlowerStandIn.User}:{FlowerStandIn.Password}",
            "--url", dashboard.Url, "--ca", _authority.File, "--credentials-file", "-", "--format", "json", "--probe-limits");

        Assert.That(call.Checks.Where(check => check.Outcome != "pass").Select(check => (check.Id, check.Outcome)), Is.EqualTo(new[] { ("VFY-30", "not-run"), ("VFY-31", "not-run"), ("VFY-43", "not-run"), ("VFY-46", "not-run") }));
    }
}
