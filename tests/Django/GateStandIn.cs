using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FlowerInfra.Tests.Gateway;
using FlowerInfra.Tests.Tools.Verify;

namespace FlowerInfra.Tests.Django;

/// <summary>Stands in for a Django site's gate over TLS, and answers as a test says.</summary>
internal sealed class GateStandIn : IDisposable
{
    public const string Site = "ops.example.internal";

    /// <summary>Sessions of Django's form.</summary>
    public const string Root = "r00tr00tr00tr00tr00tr00tr00tr00t";
    public const string Stranger = "5tranger5tranger5tranger5tranger";

    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _certificate;
    private readonly LoopbackServer _server;
    private readonly List<RecordedRequest> _requests = [];

    public GateStandIn(string certifiedHost = Site)
    {
        var (certificate, key) = _authority.Issue(certifiedHost);
        using var pem = X509Certificate2.CreateFromPem(certificate, key);
        _certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        _server = new LoopbackServer(async (client, cancellation) =>
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate, EnabledSslProtocols = SslProtocols.None }, cancellation);
            while (await RecordedRequest.ReadAsync(stream, cancellation) is { } request)
            {
                lock (_requests)
                    _requests.Add(request);
                await Delay;
                await stream.WriteAsync(Encoding.Latin1.GetBytes(Answer(request)), cancellation);
            }
        });
    }

    /// <summary>The whole answer to a request. By default that of the rendered view, with one user.</summary>
    public Func<RecordedRequest, string> Answer { get; set; } = request =>
        request.Header("Cookie") == $"sessionid={Root}" ? Yes("viewer") : "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";

    /// <summary>What an answer waits for.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    /// <summary>The port of this machine on which it listens.</summary>
    public int Port => _server.Port;

    /// <summary>A file with the authority of another site.</summary>
    public string AuthorityFile => _authority.File;

    /// <summary>An answer that lets somebody in.</summary>
    public static string Yes(string role, string user = "root", string status = "204 No Content") =>
        $"HTTP/1.1 {status}\r\nX-Flower-Role: {role}\r\nX-Flower-User: {user}\r\n{(status.StartsWith("204", StringComparison.Ordinal) ? "" : "Content-Length: 0\r\n")}\r\n";

    /// <summary>The header of a browser with a session.</summary>
    public static string Session(string session = Root) => $"Cookie: sessionid={session}\r\n";

    /// <summary>Settings for a gateway that asks a site on a port of this machine.</summary>
    public static GatewaySettings Settings(
        int port, string authorityFile, InstanceRole role = InstanceRole.Viewer, string prefix = "/flower", Func<RequestRates, RequestRates>? rates = null) =>
        LiveGateway.SettingsFor(role, AuthenticationKind.Django, prefix, rates) with
        {
            Django = new DjangoGate
            {
                View = Url($"https://{Site}/flower-gate/{DjangoGateConfiguration.RoleName(role)}/"),
                Login = Url($"https://{Site}/accounts/login/"),
                CookieName = "sessionid",
                Address = $"127.0.0.1:{port}",
                Resolver = "127.0.0.1",
                AuthorityFile = authorityFile,
            },
        };

    /// <summary>Settings for a gateway that asks this one.</summary>
    public GatewaySettings Settings(InstanceRole role = InstanceRole.Viewer, string prefix = "/flower", Func<RequestRates, RequestRates>? rates = null) =>
        Settings(_server.Port, AuthorityFile, role, prefix, rates);

    /// <summary>The questions since the last call.</summary>
    public IReadOnlyList<RecordedRequest> Take()
    {
        lock (_requests)
        {
            RecordedRequest[] taken = [.. _requests];
            _requests.Clear();
            return taken;
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private static SiteUrl Url(string text) => SiteUrl.TryParse(text, out var url, out var fault) ? url : throw new ArgumentException($"{fault}", nameof(text));
}
