using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Verify;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class VerifyTests
{
    private const string Login = $"{FlowerStandIn.User}:{FlowerStandIn.Password}\n";

    private TestAuthority _authority = null!;

    [OneTimeSetUp]
    public void Issue() => _authority = new TestAuthority();

    [OneTimeTearDown]
    public void Forget() => _authority.Dispose();

    [TestCase("/flower")]
    [TestCase("/")]
    public async Task A_correct_dashboard_passes_every_check(string prefix)
    {
        using var dashboard = new DeployedDashboard(_authority, prefix: prefix);

        var call = await RunAsync(dashboard, Login, "--credentials-file", "-");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.NotPassed, Is.Empty);
            Assert.That(call.Checks, Has.Count.EqualTo(44));
            Assert.That(call.Code, Is.EqualTo(ExitCode.Success));
        }
    }

    [Test]
    public async Task A_correct_pair_of_dashboards_passes_every_check()
    {
        using var viewer = new DeployedDashboard(_authority);
        using var admin = new DeployedDashboard(_authority, InstanceRole.Administrator, new FlowerStandIn(AuthenticationKind.OAuth), "/");

        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(viewer, admin), Login,
            "--url", viewer.Url, "--admin-url", admin.Url, "--ca", _authority.File, "--credentials-file", "-", "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.NotPassed.Select(check => (check.Id, check.Dashboard, check.Outcome)), Is.EqualTo(new[] { ("VFY-37", "admin", "not-run") }));
            Assert.That(call.Checks.Select(check => check.Dashboard).Distinct(), Is.EqualTo(new[] { "viewer", "admin" }));
            Assert.That(call.Code, Is.EqualTo(ExitCode.Success));
        }
    }

    [TestCase("/flower")]
    [TestCase("/")]
    public async Task A_correct_dashboard_behind_a_load_balancer_passes_every_check(string prefix)
    {
        using var dashboard = new DeployedDashboard(
            _authority, prefix: prefix,
            plainHttp: request => $"HTTP/1.1 301 Moved Permanently\r\nServer: awselb/2.0\r\nLocation: https://{DeployedDashboard.Host}:443{request.Target}");
        using var balancer = new LoadBalancerStandIn(_authority, dashboard, prefix);
        var network = VerifyCall.NetworkOf(dashboard);

        var call = await VerifyCall.RunAsync(
            network with { Port = (host, port) => port == 443 ? balancer.Port : network.Port(host, port) }, Login,
            "--url", dashboard.Url, "--ca", _authority.File, "--credentials-file", "-", "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.NotPassed.Select(check => check.Id), Is.EqualTo(new[] { "VFY-30" }), "the load balancer's tickets are its own");
            Assert.That(call.Code, Is.EqualTo(ExitCode.Success));
        }
    }

    [Test]
    public async Task A_load_balancer_that_signs_people_in_itself_stops_what_the_gateway_would()
    {
        using var dashboard = new DeployedDashboard(_authority);
        using var balancer = new LoadBalancerStandIn(_authority, dashboard, "/flower") { SignsIn = true };
        var network = VerifyCall.NetworkOf(dashboard);

        var call = await VerifyCall.RunAsync(
            network with { Port = (host, port) => port == 443 ? balancer.Port : network.Port(host, port) }, "",
            "--url", dashboard.Url, "--ca", _authority.File, "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.With("not-run"), Is.EqualTo(new[] { "VFY-09", "VFY-23", "VFY-37", "VFY-29", "VFY-30", "VFY-35", "VFY-36", "VFY-39" }.Concat(VerifyCall.Limits)));
            Assert.That(call.Checks.Where(check => check.Outcome is not ("pass" or "not-run")), Is.Empty);
            Assert.That(call.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(dashboard.Flower.Requests, Is.Empty);
        }
    }

    [TestCase(403, "The web ACL refuses this machine")]
    [TestCase(404, "No rule of the load balancer takes this host, path and source address")]
    [TestCase(503, "What is behind it does not answer")]
    public async Task What_a_load_balancer_answers_in_place_of_the_dashboard_is_told(int status, string message)
    {
        using var dashboard = new DeployedDashboard(_authority);
        using var balancer = new LoadBalancerStandIn(_authority, dashboard, "/flower") { Status = status };

        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf() with { Port = (_, _) => balancer.Port }, "", "--url", dashboard.Url, "--ca", _authority.File);

        Assert.That(call.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(call.Error, Does.Contain($"{status} from the load balancer. {message}"));
    }

    [Test]
    public async Task Without_credentials_what_needs_them_is_not_run_and_the_rest_decides()
    {
        using var dashboard = new DeployedDashboard(_authority, flower: new FlowerStandIn(AuthenticationKind.OAuth));

        var call = await RunAsync(dashboard);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.With("not-run"), Is.EqualTo(new[] { "VFY-09", "VFY-37", "VFY-36", "VFY-39" }.Concat(VerifyCall.Limits)));
            Assert.That(call.Checks.Where(check => check.Outcome is not ("pass" or "not-run")), Is.Empty);
            Assert.That(call.Code, Is.EqualTo(ExitCode.Success));
        }
    }

    [Test]
    public async Task No_write_that_could_succeed_reaches_even_a_gateway_without_defences()
    {
        using var viewer = new DeployedDashboard(_authority, edit: RemovedDefence.AllowEverything);
        using var admin = new DeployedDashboard(_authority, InstanceRole.Administrator, edit: RemovedDefence.AllowEverything);

        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(viewer, admin), Login,
            "--url", viewer.Url, "--admin-url", admin.Url, "--ca", _authority.File, "--credentials-file", "-", "--format", "json");

        var arrived = viewer.Flower.Requests.Concat(admin.Flower.Requests).ToList();
        var writes = arrived.Where(request => request.Method != "GET" && request.Target.Contains("send-task", StringComparison.Ordinal)
            || (request.Method == "POST" && request.Target.Contains("/api/", StringComparison.Ordinal))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(writes, Has.Count.GreaterThan(14), "so that the next assertions say something");
            Assert.That(writes.Select(request => request.Target), Has.All.Contains("flower-infra-verify-no-such-name"));
            // The gateway adds a length to what nginx takes for the tasks table's body; Flower can't read either as an object.
            Assert.That(writes.Select(request => request.Body), Has.All.EqualTo("[]").Or.EqualTo("[]&length=15"));
            Assert.That(writes.Select(request => request.Header("Authorization")), Has.All.Null);
            Assert.That(admin.Flower.Requests.Where(request => request.Method != "GET").Select(request => request.Header("Authorization")), Has.All.Null);
        }
    }

    [Test]
    public async Task An_admin_dashboard_gets_no_write_with_credentials_and_the_viewers_credentials_once()
    {
        using var viewer = new DeployedDashboard(_authority);
        using var admin = new DeployedDashboard(_authority, InstanceRole.Administrator, new FlowerStandIn { AlsoAdmits = _ => false, SignedIn = "HTTP/1.1 401 Unauthorized\r\n" });

        await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(viewer, admin), Login,
            "--url", viewer.Url, "--admin-url", admin.Url, "--ca", _authority.File, "--credentials-file", "-", "--format", "json");

        var signedIn = admin.Flower.Requests.Where(request => request.Header("Authorization") == $"Basic {FlowerStandIn.Encoded}");
        Assert.That(signedIn.Select(request => request.ToString()), Is.EqualTo(new[] { "GET /flower/api/workers" }));
    }

    [Test]
    public async Task A_dashboard_that_is_open_gets_no_write_at_all()
    {
        using var dashboard = new DeployedDashboard(
            _authority, flower: new FlowerStandIn { AlsoAdmits = _ => true }, edit: RemovedDefence.AllowEverything);

        var call = await RunAsync(dashboard);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(call.With("fail"), Does.Contain("VFY-06").And.Contain("VFY-07"));
            Assert.That(call.With("error"), Does.Contain("VFY-11").And.Contain("VFY-15").And.Contain("VFY-17"));
            Assert.That(
                dashboard.Flower.Requests.Where(request => request.Method != "GET" && request.Target.Contains("/api/", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [TestCase(FlowerStandIn.Password)]
    [TestCase("wrong-guess")]
    public async Task An_open_Flower_behind_an_intact_gateway_is_called_open_whatever_the_password(string password)
    {
        using var dashboard = new DeployedDashboard(_authority, flower: new FlowerStandIn { IsOpen = true });

        var call = await RunAsync(dashboard, $"{FlowerStandIn.User}:{password}", "--credentials-file", "-");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(call.Checks.Single(check => check.Id == "VFY-06").Message, Does.StartWith("open, anybody reads without signing in: GET /flower/: 200 from Flower"));
            Assert.That(call.With("not-run"), Does.Contain("VFY-09"));
            Assert.That(call.Error, Does.Not.Contain("credentials"));
            Assert.That(dashboard.Flower.Requests.Where(request => request.Method != "GET").Select(request => request.Target), Has.All.EndsWith("/tasks/datatable"));
        }
    }

    [TestCase("table")]
    [TestCase("json")]
    [TestCase("junit")]
    public async Task Credentials_are_in_no_output_even_if_the_dashboard_sends_them_back(string format)
    {
        var reflecting = new FlowerStandIn
        {
            SignedIn = $"HTTP/1.1 200 OK\r\nSet-Cookie: {FlowerStandIn.Password}=1\r\nSet-Cookie: {FlowerStandIn.Encoded.TrimEnd('=')}\u0001<&=1\r\n\r\n",
        };
        using var dashboard = new DeployedDashboard(
            _authority, flower: reflecting, edit: text => text.Replace("proxy_cookie_flags", "# proxy_cookie_flags", StringComparison.Ordinal),
            plainHttp: _ => $"HTTP/1.1 301 Moved\r\nLocation: http://{FlowerStandIn.Password}.example/");

        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(dashboard), Login, "--url", dashboard.Url, "--ca", _authority.File, "--credentials-file", "-", "--format", format);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(call.Output, Does.Contain("VFY-25").And.Contain("[secret]"));
            Assert.That(call.Output + call.Error, Does.Not.Contain(FlowerStandIn.Password).And.Not.Contain(FlowerStandIn.Encoded.TrimEnd('=')).And.Not.Contain("\u0001"));
        }
    }

    [Test]
    public async Task Two_runs_give_the_same_bytes_in_every_format()
    {
        using var dashboard = new DeployedDashboard(_authority, edit: RemovedDefence.AllowEverything);
        foreach (var format in new[] { "table", "json", "junit" })
        {
            string[] args = ["--url", dashboard.Url, "--ca", _authority.File, "--format", format];
            var first = await VerifyCall.RunAsync(VerifyCall.NetworkOf(dashboard), "", args);
            var second = await VerifyCall.RunAsync(VerifyCall.NetworkOf(dashboard), "", args);
            Assert.That(second.Output, Is.EqualTo(first.Output));
        }
    }

    [Test]
    public async Task The_formats_tell_the_same()
    {
        using var folder = new TemporaryFolder();
        using var dashboard = new DeployedDashboard(_authority, edit: text => text.Replace("max-age=63072000", "max-age=300", StringComparison.Ordinal));
        var file = Path.Combine(folder.Name, "verify.xml");
        string[] args = ["--url", dashboard.Url, "--ca", _authority.File];

        var json = await VerifyCall.RunAsync(VerifyCall.NetworkOf(dashboard), "", [.. args, "--format", "json"]);
        var table = await VerifyCall.RunAsync(VerifyCall.NetworkOf(dashboard), "", args);
        var junit = await VerifyCall.RunAsync(VerifyCall.NetworkOf(dashboard), "", [.. args, "--format", "junit", "--out", file]);

        var suite = XDocument.Load(file).Root!.Elements("testsuite").Single();
        var summary = JsonDocument.Parse(json.Output).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { json.Code, table.Code, junit.Code }, Has.All.EqualTo(ExitCode.ControlFailed));
            Assert.That(summary.GetProperty("format").GetString(), Is.EqualTo("flower-infra/verify/1"));
            Assert.That(summary.GetProperty("summary").ToString(), Does.Match("\"pass\": 31,\\s+\"fail\": 1,\\s+\"error\": 0,\\s+\"not-run\": 12"));
            Assert.That(table.Output, Does.StartWith(PulumiSdk.Banner).And.Contain("Strict-Transport-Security"));
            Assert.That(table.Output, Does.EndWith("31 passed, 1 failed, 0 with an error, 12 not run\n").And.Not.Contain("\u001b"));
            Assert.That(table.Output, Does.Contain($" {json.Checks.Single(check => check.Outcome == "fail").Message}\n"));
            Assert.That(junit.Output, Is.Empty);
            Assert.That(
                new[] { "tests", "failures", "errors", "skipped" }.Select(name => suite.Attribute(name)!.Value), Is.EqualTo(new[] { "44", "1", "0", "12" }));
            Assert.That(
                suite.Elements("testcase").Select(test => test.Attribute("name")!.Value.Split(' ')[0]), Is.EqualTo(json.Checks.Select(check => check.Id)));
            Assert.That(suite.Descendants("failure").Single().Attribute("message")!.Value, Is.EqualTo(json.Checks.Single(check => check.Outcome == "fail").Message));
        }
    }

    [Test]
    public async Task The_documentation_lists_every_check()
    {
        using var viewer = new DeployedDashboard(_authority);
        using var admin = new DeployedDashboard(_authority, InstanceRole.Administrator);
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "FlowerInfra.sln")))
            root = root.Parent!;
        var text = await File.ReadAllTextAsync(Path.Combine(root.FullName, "docs", "verify.md"), Encoding.UTF8);

        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(viewer, admin), "", "--url", viewer.Url, "--admin-url", admin.Url, "--ca", _authority.File, "--format", "json");

        var rows = Regex.Matches(text, @"^\| (VFY-\d\d) \| ([^|]+) \|", RegexOptions.Multiline).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}");
        var checks = JsonDocument.Parse(call.Output).RootElement.GetProperty("checks").EnumerateArray()
            .Select(check => $"{check.GetProperty("id").GetString()} {check.GetProperty("title").GetString()}").Distinct().Order(StringComparer.Ordinal);
        Assert.That(rows, Is.EqualTo(checks));
    }

    private Task<VerifyCall> RunAsync(DeployedDashboard dashboard, string input = "", params string[] args) => VerifyCall.RunAsync(
        VerifyCall.NetworkOf(dashboard), input, ["--url", dashboard.Url, "--ca", _authority.File, "--format", "json", .. args]);
}
