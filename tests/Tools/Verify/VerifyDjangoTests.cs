using FlowerInfra.Tests.Django;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>Dashboards whose gatekeeper is a Django site, which a stand-in plays.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class VerifyDjangoTests
{
    private const string Session = $"sessionid={GateStandIn.Root}\n";

    private static readonly string[] NeedASession = ["VFY-09", "VFY-29", "VFY-35", "VFY-36", "VFY-37", "VFY-39"];

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
    public async Task Without_a_session_a_correct_dashboard_passes_what_can_be_asked()
    {
        using var dashboard = new DeployedDashboard(_authority, settings: _site.Settings());

        var call = await RunAsync(dashboard, "");

        Assert.That(call.NotPassed.Select(it => (it.Id, it.Outcome)), Is.EquivalentTo(NeedASession.Select(it => (it, "not-run"))));
        Assert.That(call.Code, Is.EqualTo(ExitCode.Success));
    }

    [Test]
    public async Task With_a_staff_users_session_it_passes_every_check_but_that_of_passwords()
    {
        using var dashboard = new DeployedDashboard(_authority, settings: _site.Settings());

        var call = await RunAsync(dashboard, Session, "--session-file", "-");

        Assert.That(call.NotPassed.Select(it => (it.Id, it.Outcome)), Is.EqualTo(new[] { ("VFY-37", "not-run") }));
        Assert.That(call.Output, Does.Not.Contain(GateStandIn.Root));
    }

    [Test]
    public async Task Limits_are_reached_and_the_sessions_holder_is_not_held_back()
    {
        using var dashboard = new DeployedDashboard(
            _authority, settings: _site.Settings(rates: _ => RequestRates.Default with { RequestsPerSecond = VerifyCall.SlowRate }));

        var call = await VerifyCall.RunAsync(
            VerifyCall.SlowNetworkOf(dashboard), Session,
            "--url", dashboard.Url, "--ca", _authority.File, "--format", "json", "--session-file", "-", "--probe-limits");

        Assert.That(call.Checks.Where(it => VerifyCall.Limits.Contains(it.Id)).Select(it => (it.Id, it.Outcome, it.Message)).Where(it => it.Outcome is not ("pass" or "not-run")), Is.Empty);
        Assert.That(call.With("pass"), Does.Contain("VFY-44").And.Contain("VFY-34"));
    }

    [TestCase("--credentials-file", "ops:hunter2-hunter2\n", "signs people in at a Django site, where a password proves nothing")]
    [TestCase("--session-file", $"sessionid={GateStandIn.Stranger}\n", "refuses the session of --session-file (401). Sign in at the site anew.")]
    public async Task Other_credentials_are_refused_with_the_way_out(string option, string input, string message)
    {
        using var dashboard = new DeployedDashboard(_authority, settings: _site.Settings());

        var call = await RunAsync(dashboard, input, option, "-");

        Assert.That((call.Code, call.Output), Is.EqualTo((ExitCode.BadInput, "")));
        Assert.That(call.Error, Does.Contain(message).And.Not.Contain(GateStandIn.Stranger));
    }

    [Test]
    public async Task The_session_of_somebody_who_is_not_staff_is_told()
    {
        using var site = new GateStandIn { Answer = _ => "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n" };
        using var dashboard = new DeployedDashboard(_authority, settings: site.Settings());

        Assert.That((await RunAsync(dashboard, Session, "--session-file", "-")).Error, Does.Contain("(403). Take one of a staff user."));
    }

    [Test]
    public async Task Where_no_site_is_asked_a_session_is_sent_to_nobody()
    {
        using var dashboard = new DeployedDashboard(_authority);

        var call = await RunAsync(dashboard, Session, "--session-file", "-");

        Assert.That(call.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(call.Error, Does.Contain("asks no Django site about sessions"));
    }

    [TestCase("")]
    [TestCase("sessionid=")]
    [TestCase("sessionid=UPPERupperUPPERupperUPPERupper12")]
    [TestCase($"sessionid={GateStandIn.Root}; other=1")]
    [TestCase($"sessionid={GateStandIn.Root}\r\nX-Forged: 1")]
    public async Task What_is_no_cookie_of_a_session_is_refused_and_not_told(string text)
    {
        using var dashboard = new DeployedDashboard(_authority, settings: _site.Settings());

        var call = await RunAsync(dashboard, text, "--session-file", "-");

        Assert.That(call.Error, Does.Contain("--session-file").And.Contain("is not the cookie of a Django session").And.Not.Contain(GateStandIn.Root));
    }

    [Test]
    public async Task A_password_and_a_session_are_not_given_together()
    {
        using var dashboard = new DeployedDashboard(_authority, settings: _site.Settings());

        Assert.That((await RunAsync(dashboard, Session, "--session-file", "-", "--credentials-file", "-")).Error, Does.Contain("is given together with --credentials-file"));
    }

    private Task<VerifyCall> RunAsync(DeployedDashboard dashboard, string input, params string[] args) => VerifyCall.RunAsync(
        VerifyCall.NetworkOf(dashboard), input, ["--url", dashboard.Url, "--ca", _authority.File, "--format", "json", .. args]);
}
