using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using FlowerInfra.Tests.Gateway;
using FlowerInfra.Tests.Tools.Verify;

namespace FlowerInfra.Tests.Celery;

/// <summary>
/// The real RabbitMQ with TLS on loopback ports of its own: its data, its logs, its cookie and Erlang's port mapper are its own too, and
/// no service is started or touched.
/// </summary>
internal sealed class RabbitMqServer : IDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Administrator = "administrator:all-rights";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TestAuthority _authority = new("RabbitMQ");
    private readonly TemporaryFolder _folder = new();
    private readonly StringBuilder _output = new();
    private readonly Process _server;
    private readonly HttpClient _management;
    private readonly int _port = LoopbackPorts.Take();
    private readonly int _managementPort = LoopbackPorts.Take();
    private readonly int _mapperPort = LoopbackPorts.Take();

    public RabbitMqServer()
    {
        if (!File.Exists(Program))
            throw new InvalidOperationException("RabbitMQ is not installed: run ./test.sh, or apt-get install rabbitmq-server");
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Name };
        foreach (var (name, value) in Environment())
            start.Environment[name] = value;
        _server = Process.Start(start) ?? throw new InvalidOperationException("rabbitmq-server did not start.");
        _server.OutputDataReceived += (_, line) => Add(line.Data);
        _server.ErrorDataReceived += (_, line) => Add(line.Data);
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        _management = CreateClient();
        var watch = Stopwatch.StartNew();
        while (!Output.Contains("Server startup complete", StringComparison.Ordinal))
        {
            if (_server.HasExited || watch.Elapsed > Patience)
            {
                Dispose();
                throw new InvalidOperationException($"rabbitmq-server is not ready:\n{Output}");
            }

            Thread.Sleep(200);
        }
    }

    /// <summary>The certificate authority.</summary>
    public string AuthorityFile => _authority.File;

    /// <summary>The URL of the management interface, with its administrator's password.</summary>
    public string ManagementUrl => $"https://{Administrator}@localhost:{_managementPort}";

    private string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>The URL of a login.</summary>
    public string UrlOf(string login, string password, string virtualHost) => $"amqps://{login}:{password}@localhost:{_port}/{virtualHost}";

    /// <summary>Asks the management interface.</summary>
    public JsonNode Ask(string path)
    {
        using var answer = _management.Send(new HttpRequestMessage(HttpMethod.Get, $"https://localhost:{_managementPort}/api/{path}"));
        using var text = new StreamReader(answer.EnsureSuccessStatusCode().Content.ReadAsStream());
        return JsonNode.Parse(text.ReadToEnd())!;
    }

    /// <summary>Tells the management interface.</summary>
    public void Put(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"https://localhost:{_managementPort}/api/{path}");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = _management.Send(request);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _management?.Dispose();
        if (!_server.HasExited)
            _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
        StopMapper();
        _folder.Dispose();
        _authority.Dispose();
    }

    private Dictionary<string, string> Environment()
    {
        // kombu puts the address in the place of "localhost" before it compares.
        var (certificate, key) = _authority.Issue("localhost", address: IPAddress.Loopback);
        var (certificateFile, keyFile) = (_folder.Write("tls.crt", certificate), _folder.Write("tls.key", key));
        _folder.Write("rabbitmq.conf", $"""
            listeners.tcp = none
            listeners.ssl.1 = 127.0.0.1:{_port}
            ssl_options.cacertfile = {_authority.File}
            ssl_options.certfile = {certificateFile}
            ssl_options.keyfile = {keyFile}
            ssl_options.verify = verify_none
            ssl_options.fail_if_no_peer_cert = false
            management.ssl.ip = 127.0.0.1
            management.ssl.port = {_managementPort}
            management.ssl.certfile = {certificateFile}
            management.ssl.keyfile = {keyFile}
            default_user = {Administrator.Split(':')[0]}
            default_pass = {Administrator.Split(':')[1]}
            default_user_tags.administrator = true

            """);
        return new Dictionary<string, string>
        {
            ["HOME"] = _folder.Name,
            ["RABBITMQ_CONF_ENV_FILE"] = _folder.Write("env.conf", ""),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder.Name, "rabbitmq"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder.Write("plugins", "[rabbitmq_management].\n"),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder.Name, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder.Name, "log"),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_PID_FILE"] = Path.Combine(_folder.Name, "pid"),
            ["RABBITMQ_NODENAME"] = $"flower-test-{_port}@localhost",
            ["RABBITMQ_DIST_PORT"] = $"{LoopbackPorts.Take()}",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            ["ERL_EPMD_PORT"] = $"{_mapperPort}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            // It may then be stopped before it has noticed that the server is gone.
            ["ERL_EPMD_RELAXED_COMMAND_CHECK"] = "true",
        };
    }

    // Erlang starts it beside the server and leaves it there. It is this server's own, by its port.
    private void StopMapper()
    {
        using var mapper = Process.Start(new ProcessStartInfo("epmd", ["-port", $"{_mapperPort}", "-kill"]) { RedirectStandardOutput = true, RedirectStandardError = true });
        mapper?.WaitForExit();
    }

    private HttpClient CreateClient()
    {
        var trusted = X509CertificateLoader.LoadCertificateFromFile(_authority.File);
        var handler = new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { trusted }, RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        return new HttpClient(handler)
        {
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(Administrator))) },
        };
    }

    private void Add(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
