using FlowerInfra.Tests.Django;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>Dashboards whose gatekeeper is a Django site, which a stand-in plays.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class VerifyDjangoTests
{
    private TestAuthority _authority = null!;
    private GateStandIn _site = null!;

    [OneTimeSetUp]
    public void Start() => (_authority, _site) = (new TestAuthority(), new GateStandIn());

    [OneTimeTearDown]
    public void Stop()
    {
        _site.Dispose();
        _authority.Dispose();
    }

    [Test]
    public async Task A_correct_dashboard_passes_every_check_that_needs_no_session()
    {
        using var dashboard = new DeployedDashboard(_authority, settings: _site.Settings());

        var call = await RunAsync(dashboard, "");

        Assert.That(call.NotPassed, Is.Empty, call.Error);
    }

    private Task<VerifyCall> RunAsync(DeployedDashboard dashboard, string input, params string[] args) => VerifyCall.RunAsync(
        VerifyCall.NetworkOf(dashboard), input, ["--url", dashboard.Url, "--ca", _authority.File, "--format", "json", .. args]);
}
