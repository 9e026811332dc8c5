using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>What ends a run before its checks, each with a message of its own and exit code 2.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class VerifyFailureTests
{
    private const string Url = $"https://{DeployedDashboard.Host}/flower";

    private TestAuthority _authority = null!;
    private DeployedDashboard _dashboard = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _authority = new TestAuthority();
        _dashboard = new DeployedDashboard(_authority);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _dashboard.Dispose();
        _authority.Dispose();
    }

    [Test]
    public async Task A_name_without_an_address_is_told()
    {
        var network = VerifyCall.NetworkOf(_dashboard) with { Resolve = (_, _) => throw new SocketException((int)SocketError.HostNotFound) };

        Refused(await RunAsync(network), "has no address in the DNS");
    }

    [Test]
    public async Task A_host_without_a_listener_is_unreachable() => Refused(await RunAsync(VerifyCall.NetworkOf()), ":443 is unreachable: the connection was refused");

    [Test]
    public async Task A_host_that_says_nothing_ends_within_the_limit()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var network = VerifyCall.NetworkOf() with
        {
            Port = (_, _) => ((IPEndPoint)silent.LocalEndpoint).Port,
            RequestLimit = TimeSpan.FromMilliseconds(50),
        };

        Refused(await RunAsync(network), "gave no answer within 0.05 s");
    }

    [Test]
    public async Task All_requests_together_have_a_limit()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var network = VerifyCall.NetworkOf() with
        {
            Port = (_, _) => ((IPEndPoint)silent.LocalEndpoint).Port,
            TotalLimit = TimeSpan.FromMilliseconds(50),
        };

        Refused(await RunAsync(network), "The time of 0.05 s for all requests is up");
    }

    [Test]
    public async Task An_unknown_authority_is_told_and_gets_no_request()
    {
        using var dashboard = new DeployedDashboard(_authority);

        Refused(
            await VerifyCall.RunAsync(VerifyCall.NetworkOf(dashboard), "ops:secret-1", "--url", Url, "--credentials-file", "-"),
            "not trusted: its authority is \"CN=Tests\", which this machine doesn't know. Pass that authority's certificate with --ca");
        Assert.That(dashboard.Flower.Requests, Is.Empty);
    }

    [Test]
    public async Task The_wrong_authority_is_named_with_the_right_one()
    {
        using var root = new TestAuthority("Root of the company");
        using var other = new TestAuthority("Other");
        using var folder = new TemporaryFolder();
        var both = folder.Write("both.pem", $"{await File.ReadAllTextAsync(root.File)}\n{await File.ReadAllTextAsync(other.File)}");

        Refused(
            await VerifyCall.RunAsync(VerifyCall.NetworkOf(_dashboard), "", "--url", Url, "--ca", both),
            "its authority is \"CN=Tests\", and --ca holds \"CN=Root of the company\", \"CN=Other\". Pass that authority's certificate with --ca.");
    }

    [Test]
    public async Task An_authority_with_the_right_name_and_another_key_is_told()
    {
        using var namesake = new TestAuthority();

        Refused(
            await VerifyCall.RunAsync(VerifyCall.NetworkOf(_dashboard), "", "--url", Url, "--ca", namesake.File),
            "its authority is \"CN=Tests\", and --ca holds one of that name with another key. Pass the one that has issued this certificate.");
    }

    [Test]
    public async Task An_authority_does_not_write_to_the_terminal()
    {
        using var hostile = new TestAuthority("Caf\u00e9 \u001b[2J\u0007");
        using var dashboard = new DeployedDashboard(hostile);

        var call = await RunAsync(VerifyCall.NetworkOf(dashboard));

        Refused(call, "its authority is \"CN=Caf? ?[2J?\"");
    }

    [Test]
    public async Task A_certificate_for_another_name_is_told()
    {
        using var dashboard = new DeployedDashboard(_authority, certificate: _authority.Issue("other.example.internal"));

        Refused(await RunAsync(VerifyCall.NetworkOf(dashboard)), "not trusted: it is for another name");
    }

    [Test]
    public async Task An_expired_certificate_is_told()
    {
        using var dashboard = new DeployedDashboard(_authority, certificate: _authority.Issue(DeployedDashboard.Host, daysLeft: -1));

        Refused(await RunAsync(VerifyCall.NetworkOf(dashboard)), "not trusted: it is outside its dates");
    }

    [Test]
    public async Task Plain_HTTP_on_port_443_is_told()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var call = RunAsync(VerifyCall.NetworkOf() with { Port = (_, _) => ((IPEndPoint)plain.LocalEndpoint).Port });
        using (var client = await plain.AcceptTcpClientAsync())
            await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());

        Refused(await call, "the handshake failed");
    }

    [Test]
    public async Task Wrong_credentials_are_told_without_them()
    {
        using var dashboard = new DeployedDashboard(_authority);

        var call = await RunAsync(VerifyCall.NetworkOf(dashboard), "ops:wrong-guess\n", "--credentials-file", "-");

        Refused(call, "refuses the credentials of --credentials-file (401)");
        Assert.That(call.Error, Does.Not.Contain("wrong-guess"));
    }

    [Test]
    public async Task Wrong_credentials_again_and_again_are_told_as_such()
    {
        using var dashboard = new DeployedDashboard(_authority);
        var codes = new List<string>();
        for (var run = 0; run < 8; run++)
            codes.Add((await RunAsync(VerifyCall.NetworkOf(dashboard), "ops:wrong-guess\n", "--credentials-file", "-")).Error);

        Assert.That(codes[0], Does.Contain("refuses the credentials"));
        Assert.That(codes[^1], Does.Contain("429 from the gateway. A limit of requests is reached"));
    }

    [Test]
    public async Task Credentials_for_a_dashboard_with_an_identity_provider_are_told()
    {
        using var dashboard = new DeployedDashboard(_authority, flower: new FlowerStandIn(AuthenticationKind.OAuth));

        Refused(await RunAsync(VerifyCall.NetworkOf(dashboard), "ops:secret-1", "--credentials-file", "-"), "Leave --credentials-file out");
    }

    [Test]
    public async Task A_path_without_a_dashboard_is_told() => Refused(
        await VerifyCall.RunAsync(VerifyCall.NetworkOf(_dashboard), "", "--url", $"https://{DeployedDashboard.Host}/tools", "--ca", _authority.File),
        "403 from the gateway. The gateway knows no dashboard below /tools/");

    [Test]
    public async Task A_gateway_of_another_host_is_told()
    {
        using var dashboard = new DeployedDashboard(
            _authority, edit: text => text.Replace($"\"{DeployedDashboard.Host}\" 0;", "\"other.example.internal\" 0;", StringComparison.Ordinal));

        Refused(await RunAsync(VerifyCall.NetworkOf(dashboard)), "421 from the gateway");
    }

    [Test]
    public async Task A_pod_without_Flower_is_told()
    {
        using var dashboard = new DeployedDashboard(_authority);
        dashboard.Flower.Dispose();

        Refused(await RunAsync(VerifyCall.NetworkOf(dashboard)), "502 from the gateway. What is behind it does not answer");
    }

    [TestCase("http://flower.example.internal/", "is plain HTTP")]
    [TestCase("flower.example.internal", "is not an https:// URL")]
    [TestCase("https://flower.example.internal:8443/", "names a port")]
    [TestCase("https://10.0.0.1/", "is an IP address")]
    [TestCase("https://flower.example.internal/flower?x=1", "has a query or a fragment")]
    [TestCase("https://flower.example.internal/../x", "has a dot segment")]
    [TestCase("https://", "is missing")]
    public async Task A_wrong_URL_is_told(string url, string problem) =>
        Refused(await VerifyCall.RunAsync(VerifyCall.NetworkOf(_dashboard), "", "--url", url), $"--url: ", problem);

    [Test]
    public async Task A_password_in_the_URL_is_refused_and_not_repeated()
    {
        var call = await VerifyCall.RunAsync(VerifyCall.NetworkOf(_dashboard), "", "--url", "https://ops:in-the-url@flower.example.internal/");

        Refused(call, "holds credentials");
        Assert.That(call.Error, Does.Not.Contain("in-the-url"));
    }

    [TestCase("", "is empty")]
    [TestCase("\n", "is empty")]
    [TestCase("only-a-secret", "has no colon")]
    [TestCase(":only-a-secret", "has an empty user name")]
    [TestCase("ops:", "has an empty password")]
    [TestCase("ops:only-a-secret\nx:only-a-secret", "has more than one line")]
    [TestCase("{ \"ops\": \"only-a-secret\"", "is not a JSON object of users and passwords")]
    [TestCase("{}", "is not a JSON object of users and passwords")]
    [TestCase("{ \"ops\": [\"only-a-secret\"] }", "is not a JSON object of users and passwords")]
    [TestCase("ops:only-a-secret\u0001", "holds a control character")]
    public async Task Wrong_credentials_files_are_told_without_their_content(string content, string problem)
    {
        using var folder = new TemporaryFolder();
        var call = await RunAsync(VerifyCall.NetworkOf(_dashboard), "", "--credentials-file", folder.Write("login", content));

        Refused(call, "--credentials-file: ", problem);
        Assert.That(call.Error, Does.Not.Contain("only-a-secret"));
    }

    [Test]
    public async Task All_faults_are_one_message()
    {
        using var folder = new TemporaryFolder();
        var call = await VerifyCall.RunAsync(
            VerifyCall.NetworkOf(_dashboard), "", "--url", "http://flower.example.internal/", "--admin-url", "ftp://x", "--credentials-file", "/none/login",
            "--ca", folder.Write("ca.pem", "no certificate"), "--out", "/none/verify.json");

        Refused(
            call, "The command line has 5 faults:", "--url: ", "--admin-url: ", "--credentials-file: \"/none/login\" does not exist",
            "holds no certificate", "--out: \"/none/verify.json\"");
    }

    [Test]
    public async Task The_admin_dashboard_has_a_host_of_its_own() =>
        Refused(await RunAsync(VerifyCall.NetworkOf(_dashboard), "", "--admin-url", $"https://{DeployedDashboard.Host}/admin"), "--admin-url: ", "is on the host of --url");

    [TestCase("ops:correct-horse-7f3a")]
    [TestCase("\uFEFF{ \"ops\": \"correct-horse-7f3a\", \"oncall\": \"x\" }\r\n")]
    public async Task Credentials_are_read_from_a_file_in_both_forms(string content)
    {
        using var folder = new TemporaryFolder();

        var call = await RunAsync(
            VerifyCall.NetworkOf(_dashboard), "", "--credentials-file", folder.Write("login", content), "--format", "json");

        Assert.That(call.With("pass"), Does.Contain("VFY-09"));
    }

    private Task<VerifyCall> RunAsync(VerifyNetwork network, string input = "", params string[] args) =>
        VerifyCall.RunAsync(network, input, ["--url", Url, "--ca", _authority.File, .. args]);

    private static void Refused(VerifyCall call, params string[] parts)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Code, Is.EqualTo(ExitCode.BadInput));
            foreach (var part in parts)
                Assert.That(call.Error, Does.Contain(part));
            Assert.That(call.Error, Does.Not.Contain("   at ").And.Not.Contain("defect"));
            Assert.That(call.Output, Does.Not.Contain("passed"));
        }
    }
}
