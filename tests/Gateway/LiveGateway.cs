using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FlowerInfra.Tests.Components.Flower;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>
/// The real nginx with the rendered configuration, in front of a recording upstream. Only ports and paths differ from a
/// deployed gateway, and they differ through the settings; only a test of what a defence is good for edits the text.
/// </summary>
internal sealed class LiveGateway : IDisposable
{
    public const string Host = "flower.example.internal";

    // The last request on every connection: refused whatever the role, and closing, so that reading to the end tells
    // that everything before it was answered, without a timeout.
    private const string Sentinel = $"GET /.end HTTP/1.1\r\nHost: {Host}\r\nConnection: close\r\n\r\n";

    private readonly string _directory = Directory.CreateTempSubdirectory("flower-gateway-").FullName;
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly Process _nginx;
    private readonly string _certificateHash;

    private LiveGateway(GatewaySettings settings, Func<string, string> edit)
    {
        _certificateHash = WriteCertificate();
        Settings = settings with
        {
            FlowerPort = Upstream.Port,
            CertificateFile = Path.Combine(_directory, "tls.crt"),
            CertificateKeyFile = Path.Combine(_directory, "tls.key"),
            CredentialsMapFile = Path.Combine(_directory, "credentials.map"),
            AuthorizationFile = Path.Combine(_directory, "authorization.conf"),
            PassesFile = Path.Combine(_directory, "passes.map"),
            AuthorizationMapFile = Path.Combine(_directory, "authorization.map"),
            TemporaryDirectory = _directory,
        };
        File.WriteAllText(Settings.CredentialsMapFile, KnownUsers.Map);
        File.WriteAllText(Settings.PassesFile, KnownPasses.Map);
        File.WriteAllText(Settings.AuthorizationFile, KnownUsers.TechnicalAuthorization);
        if (Settings.Authentication == AuthenticationKind.Django)
            WriteDjangoFiles();
        for (var attempt = 1; ; attempt++)
        {
            Settings = WithFreePorts(Settings);
            File.WriteAllText(ConfigurationFile, edit(NginxConfiguration.Render(Settings)));
            _nginx = Run("daemon off;");
            if (IsListening())
                return;
            _nginx.WaitForExit();
            if (attempt == 5 || !Errors.Contains("Address already in use", StringComparison.Ordinal))
            {
                Dispose();
                throw new InvalidOperationException($"nginx did not start:\n{Errors}");
            }
        }
    }

    public GatewaySettings Settings { get; private set; }

    public RecordingUpstream Upstream { get; } = new();

    public string Errors
    {
        get
        {
            lock (_errors)
                return string.Join('\n', _errors);
        }
    }

    private string ConfigurationFile => Path.Combine(_directory, "nginx.conf");

    public static LiveGateway Start(GatewaySettings settings) => new(settings, text => text);

    /// <summary>Starts a gateway whose configuration a test has weakened.</summary>
    public static LiveGateway StartEdited(GatewaySettings settings, Func<string, string> edit) => new(settings, edit);

    /// <summary>Settings for a test, in which no limit of requests is reached.</summary>
    public static GatewaySettings SettingsFor(
        InstanceRole role = InstanceRole.Viewer, AuthenticationKind authentication = AuthenticationKind.Basic, string prefix = "/flower",
        Func<RequestRates, RequestRates>? rates = null)
    {
        Assert.That(HostName.TryParse(Host, out var host, out _), Is.True);
        Assert.That(UrlPrefix.TryParse(prefix, out var parsed, out _), Is.True);
        Assert.That(CidrBlock.TryParse("10.0.0.0/16", out var proxy, out _), Is.True);
        var unreached = RequestRates.Default with { RequestsPerSecond = 100_000, ListingsPerSecond = 100_000, WorkerPagesPerMinute = 1_000_000 };
        return new GatewaySettings
        {
            Host = host!,
            Prefix = parsed!,
            Role = role,
            Authentication = authentication,
            // With sign-in at the load balancer nobody else is answered, and a test's clients are all on this machine.
            TrustedProxies = [authentication == AuthenticationKind.LoadBalancer ? new CidrBlock(IPNetwork.Parse("127.0.0.0/8")) : proxy!],
            Rates = rates?.Invoke(unreached) ?? unreached,
        };
    }

    /// <summary>Sends bytes (one per character) and reads everything that comes back until the gateway closes.</summary>
    public RawResponse Send(string request, int? port = null, IPAddress? from = null) =>
        RawResponse.Parse(Exchange(request + Sentinel, port, from));

    /// <summary>
    /// Sends requests one after the other over as few connections as the gateway allows, and returns the answers' status
    /// codes; 0 stands for a connection that closed without one.
    /// </summary>
    public IReadOnlyList<int> SendAll(IReadOnlyList<string> requests, IPAddress? from = null)
    {
        var statuses = new List<int>();
        while (statuses.Count < requests.Count)
        {
            // nginx closes after an answer of 400: what came behind it is sent again on the next connection.
            var batch = requests.Skip(statuses.Count).Take(50).ToList();
            var answers = RawResponse.Statuses(Exchange(string.Concat(batch) + Sentinel, from: from));
            statuses.AddRange(answers.Count == 0 ? [0] : answers.Take(batch.Count));
        }

        return statuses;
    }

    /// <summary>Sends each request over a connection of its own, all at once, and returns the answers' status codes.</summary>
    public IReadOnlyList<int> SendAtOnce(IReadOnlyList<string> requests)
    {
        var statuses = new int[requests.Count];
        var threads = requests.Select((request, index) => new Thread(() => statuses[index] = Send(request).Status)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return statuses;
    }

    public RawResponse Get(string target, string headers = "", int? port = null) =>
        Send($"GET {target} HTTP/1.1\r\nHost: {Host}\r\n{headers}\r\n", port);

    public RawResponse Post(string target, string headers = $"Origin: https://{Host}\r\n", string body = "") =>
        Send($"POST {target} HTTP/1.1\r\nHost: {Host}\r\n{KnownUsers.SignedIn}{headers}Content-Length: {body.Length}\r\n\r\n{body}");

    public string Exchange(string bytes, int? port = null, IPAddress? from = null)
    {
        using var client = new TcpClient(new IPEndPoint(from ?? IPAddress.Loopback, 0));
        client.Connect(IPAddress.Loopback, port ?? Settings.HttpsPort);
        using var tls = new SslStream(client.GetStream());
        // Without a server name, as the load balancer connects.
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _certificateHash,
            EnabledSslProtocols = SslProtocols.None,
        });
        var answer = new MemoryStream();
        try
        {
            tls.Write(Encoding.Latin1.GetBytes(bytes));
            tls.CopyTo(answer);
        }
        catch (IOException)
        {
            // nginx closes at once after a request that it can't read; what came before that counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>Stops nginx and returns its audit log.</summary>
    public IReadOnlyList<string> StopAndReadAuditLog()
    {
        Stop();
        lock (_output)
            return [.. _output];
    }

    public void Dispose()
    {
        Stop();
        _nginx?.Dispose();
        Upstream.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static GatewaySettings WithFreePorts(GatewaySettings settings) =>
        settings with { HttpsPort = LoopbackPorts.Take(), HealthPort = LoopbackPorts.Take(), MetricsPort = LoopbackPorts.Take() };

    private Process Run(string directives)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(NginxProgram.Path, ["-e", "stderr", "-c", ConfigurationFile, "-g", directives])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        Collect(_output, handler => process.OutputDataReceived += handler);
        Collect(_errors, handler => process.ErrorDataReceived += handler);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Collect(List<string> lines, Action<DataReceivedEventHandler> subscribe) => subscribe((_, line) =>
    {
        if (line.Data is null)
            return;
        lock (lines)
            lines.Add(line.Data);
    });

    private bool IsListening()
    {
        while (!_nginx.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, Settings.HttpsPort);
                // nginx writes it after it listens, and is stopped by it.
                SpinWait.SpinUntil(() => _nginx.HasExited || File.Exists(Path.Combine(_directory, "nginx.pid")));
                return !_nginx.HasExited;
            }
            catch (SocketException)
            {
                Thread.Sleep(10);
            }
        }

        return false;
    }

    private void Stop()
    {
        if (_nginx is null || _nginx.HasExited)
            return;
        using (var stop = Process.Start(new ProcessStartInfo(NginxProgram.Path, ["-e", "stderr", "-c", ConfigurationFile, "-s", "stop"]) { RedirectStandardError = true })!)
            stop.WaitForExit();
        if (!_nginx.WaitForExit(TimeSpan.FromSeconds(5)))
            _nginx.Kill(entireProcessTree: true);
        _nginx.WaitForExit();
    }

    private void WriteDjangoFiles()
    {
        // Started by root, nginx works as another user, who has to reach the kept answers.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        using var python = new PythonFiles();
        python.Write(FlowerSecretFiles.BasicAuth, KnownUsers.TechnicalSecret);
        python.Run(GatewayCredentials.RenderForDjango(Settings.Role, python.Directory, Settings.AuthorizationMapFile, $"{Settings.PassesFile}.django"));
        File.Move($"{Settings.PassesFile}.django", Settings.PassesFile, overwrite: true);
    }

    private string WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(_directory, "tls.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_directory, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString();
    }
}
