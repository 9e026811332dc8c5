using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Gateway;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>
/// Stands in for an application load balancer at its most helpful: it ends TLS, answers 404 for what no rule takes, and makes
/// ordinary requests of HTTP/1.0 and of absolute targets before it passes them on.
/// </summary>
internal sealed partial class LoadBalancerStandIn : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly X509Certificate2 _certificate;
    private readonly DeployedDashboard _dashboard;
    private readonly string _prefix;

    public LoadBalancerStandIn(TestAuthority authority, DeployedDashboard dashboard, string prefix)
    {
        var (certificate, key) = authority.Issue(dashboard.Name);
        _certificate = X509Certificate2.CreateFromPem(certificate, key);
        _dashboard = dashboard;
        _prefix = prefix;
        _server = new LoopbackServer(ServeAsync);
    }

    public int Port => _server.Port;

    /// <summary>The status of every answer, when no request is passed on.</summary>
    public int? Status { get; init; }

    /// <summary>Whether it signs people in itself, so that every request without its session is sent to an identity provider.</summary>
    public bool SignsIn { get; init; }

    public void Dispose()
    {
        _server.Dispose();
        _certificate.Dispose();
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellation)
    {
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificate,
            EnabledSslProtocols = SslProtocols.Tls13,
        }, cancellation);
        var head = await RecordedRequest.ReadHeadAsync(tls, cancellation) ?? throw new IOException("The client closed the connection.");
        if (Rewrite(head) is not { } rewritten)
        {
            await tls.WriteAsync(Encoding.Latin1.GetBytes(
                $"HTTP/1.1 {Refusal(head)} X\r\nServer: awselb/2.0\r\nContent-Length: 2\r\n\r\nno"), cancellation);
            return;
        }

        if (SignsIn)
        {
            await tls.WriteAsync(
                "HTTP/1.1 302 Found\r\nServer: awselb/2.0\r\nLocation: https://idp.example.com/authorize\r\nSet-Cookie: AWSALBAuthNonce=1; Path=/\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                cancellation);
            return;
        }

        using var target = new TcpClient();
        await target.ConnectAsync(IPAddress.Loopback, _dashboard.HttpsPort, cancellation);
        await using var inner = new SslStream(target.GetStream());
        // Load balancers check neither the name nor the issuer of a target's certificate.
        await inner.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, cancellation);
        await inner.WriteAsync(Encoding.Latin1.GetBytes(rewritten), cancellation);
        var up = tls.CopyToAsync(inner, cancellation);
        await inner.CopyToAsync(tls, cancellation);
        client.Close();
        await up;
    }

    private int Refusal(string head) => Status ?? (RequestLine().IsMatch(head) ? 404 : 400);

    private string? Rewrite(string head)
    {
        var line = RequestLine().Match(head);
        if (Status is not null || !line.Success)
            return null;
        var hosts = HostLine().Matches(head);
        var target = AbsoluteTarget().Replace(line.Groups["target"].Value, "");
        if (hosts.Count != 1 || hosts[0].Groups[1].Value.Split(':')[0] != _dashboard.Name || !target.StartsWith($"{_prefix.TrimEnd('/')}/", StringComparison.Ordinal))
            return null;
        return $"{line.Groups["method"].Value} {target} HTTP/1.1\r\nX-Forwarded-For: 10.8.0.9\r\n{head[line.Length..]}";
    }

    [GeneratedRegex(@"\A(?<method>[A-Z]+) (?<target>\S+) HTTP/1\.[01]\r\n")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"\r\nHost: ?([^\r]*)")]
    private static partial Regex HostLine();

    [GeneratedRegex(@"\Ahttps?://[^/]*")]
    private static partial Regex AbsoluteTarget();
}
