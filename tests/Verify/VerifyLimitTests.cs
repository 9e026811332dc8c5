using FlowerInfra.Tests.Gateway;
using NUnit.Framework;

namespace FlowerInfra.Tests.Verify;

/// <summary>What <c>--probe-limits</c> adds. That it finds a limit's absence is among the removed defences.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class VerifyLimitTests
{
    private TestAuthority _authority = null!;

    [OneTimeSetUp]
    public void Issue() => _authority = new TestAuthority();

    [OneTimeTearDown]
    public void Forget() => _authority.Dispose();

    [TestCase(AuthenticationKind.Basic)]
    [TestCase(AuthenticationKind.OAuth)]
    public async Task A_correct_dashboard_holds_back_and_cuts_off_when_it_is_asked(AuthenticationKind authentication)
    {
        using var dashboard = new DeployedDashboard(
            _authority, flower: new FlowerStandIn(authentication),
            settings: LiveGateway.SettingsFor(authentication: authentication) with { RequestsPerSecond = 20 });

        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(dashboard), "", "--url", dashboard.Url, "--ca", _authority.File, "--format", "json", "--probe-limits");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.With("pass"), Is.SupersetOf(VerifyCall.Limits));
            Assert.That(call.With("not-run"), Is.EqualTo(new[] { "VFY-09" }));
            Assert.That(call.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(dashboard.Flower.Requests.Where(request => request.Method != "GET").Select(request => request.Target), Has.All.EndsWith("/tasks/datatable"));
            Assert.That(dashboard.Flower.Requests, Has.Count.LessThan(200));
        }
    }

    [Test]
    public async Task What_a_load_balancer_waits_for_itself_is_not_held_against_the_gateway()
    {
        using var dashboard = new DeployedDashboard(
            _authority, settings: LiveGateway.SettingsFor() with { RequestsPerSecond = 20 },
            plainHttp: request => $"HTTP/1.1 301 Moved Permanently\r\nServer: awselb/2.0\r\nLocation: https://{DeployedDashboard.Host}:443{request.Target}");
        using var balancer = new LoadBalancerStandIn(_authority, dashboard, "/flower");
        var network = VerifyCall.NetworkOf(dashboard);

        var call = await VerifyCall.RunAsync(
            network with { Port = (host, port) => port == 443 ? balancer.Port : network.Port(host, port) }, $"{FlowerStandIn.User}:{FlowerStandIn.Password}",
            "--url", dashboard.Url, "--ca", _authority.File, "--credentials-file", "-", "--format", "json", "--probe-limits");

        Assert.That(call.Checks.Where(check => check.Outcome != "pass").Select(check => (check.Id, check.Outcome)), Is.EqualTo(new[] { ("VFY-30", "not-run"), ("VFY-31", "not-run") }));
    }
}
