using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Gateway;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>
/// A dashboard as it is deployed, on loopback: the real nginx with the rendered configuration before a stand-in for Flower,
/// and a port 80 that redirects. A test may weaken any part.
/// </summary>
internal sealed class DeployedDashboard : IDisposable
{
    public const string Host = LiveGateway.Host;
    public const string AdminHost = "flower-admin.example.internal";

    private readonly string _directory = Directory.CreateTempSubdirectory("flower-verify-").FullName;
    private readonly Process _nginx;

    public DeployedDashboard(
        TestAuthority authority, InstanceRole role = InstanceRole.Viewer, FlowerStandIn? flower = null, string prefix = "/flower",
        Func<string, string>? edit = null, GatewaySettings? settings = null, Func<RecordedRequest, string>? plainHttp = null, (string Certificate, string Key)? certificate = null)
    {
        flower ??= new FlowerStandIn();
        Name = role == InstanceRole.Administrator ? AdminHost : Host;
        Url = $"https://{Name}{prefix}";
        Flower = new RawServer(flower.AnswerAsync);
        plainHttp ??= request => $"HTTP/1.1 301 Moved Permanently\r\nLocation: https://{Name}:443{request.Target}";
        PlainHttp = new RawServer(request => Task.FromResult(plainHttp(request)));
        (var pem, var key) = certificate ?? authority.Issue(Name);
        File.WriteAllText(InDirectory("tls.crt"), pem);
        File.WriteAllText(InDirectory("tls.key"), key);
        File.WriteAllText(InDirectory("credentials.map"), $"\"~^Basic {FlowerStandIn.Encoded.Replace("+", "[+]", StringComparison.Ordinal)}\\z\" \"1\";\n");
        Assert.That(HostName.TryParse(Name, out var name, out _), Is.True);
        HttpsPort = LoopbackPorts.Take();
        settings = (settings ?? LiveGateway.SettingsFor(role, flower.Authentication, prefix)) with
        {
            Host = name!,
            FlowerPort = Flower.Port,
            HttpsPort = HttpsPort,
            HealthPort = LoopbackPorts.Take(),
            MetricsPort = LoopbackPorts.Take(),
            CertificateFile = InDirectory("tls.crt"),
            CertificateKeyFile = InDirectory("tls.key"),
            TemporaryDirectory = _directory,
        };
        // The gateway of a Django site signs in to Flower itself.
        File.WriteAllText(InDirectory("authorization.map"), $"\"~.\" \"Basic {FlowerStandIn.Encoded}\";\n");
        // Where the gateway counts failed logins it includes the right credentials from a file.
        var text = Regex.Replace(NginxConfiguration.Render(settings), @"include [^;]+;", $"include {InDirectory(settings.Authentication == AuthenticationKind.Django ? "authorization.map" : "credentials.map")};");
        var edited = edit?.Invoke(text) ?? text;
        if (edit is not null)
            Assert.That(edited, Is.Not.EqualTo(text), "The configuration no longer holds what this test edits.");
        File.WriteAllText(InDirectory("nginx.conf"), edited);
        _nginx = Start();
    }

    /// <summary>The settings of a gateway with its limits, which those of other tests don't reach.</summary>
    public static GatewaySettings Limited(AuthenticationKind authentication, int? requestsPerSecond = null)
    {
        var settings = LiveGateway.SettingsFor(authentication: authentication);
        return settings with
        {
            Rates = RequestRates.Default with { RequestsPerSecond = requestsPerSecond ?? RequestRates.Default.RequestsPerSecond },
        };
    }

    public string Name { get; }

    public string Url { get; }

    public int HttpsPort { get; }

    public RawServer Flower { get; }

    public RawServer PlainHttp { get; }

    /// <summary>Ports besides 443 and 80 that are open, and where.</summary>
    public Dictionary<int, int> OpenPorts { get; } = [];

    public void Dispose()
    {
        if (!_nginx.HasExited)
            _nginx.Kill(entireProcessTree: true);
        _nginx.WaitForExit();
        _nginx.Dispose();
        Flower.Dispose();
        PlainHttp.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private string InDirectory(string file) => Path.Combine(_directory, file);

    private Process Start()
    {
        var process = Process.Start(new ProcessStartInfo(
            NginxProgram.Path, ["-e", InDirectory("error.log"), "-c", InDirectory("nginx.conf"), "-g", "daemon off; master_process off;"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (!process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, HttpsPort);
                return process;
            }
            catch (SocketException)
            {
                Thread.Sleep(10);
            }
        }

        throw new InvalidOperationException($"nginx did not start:\n{File.ReadAllText(InDirectory("error.log"))}");
    }
}
