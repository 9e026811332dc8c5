using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowerInfra.Tests.Verify;

/// <summary>
/// Stands in for an application load balancer at its most helpful: it ends TLS, answers 404 for what no rule takes, and makes
/// ordinary requests of HTTP/1.0 and of absolute targets before it passes them on.
/// </summary>
internal sealed partial class LoadBalancerStandIn : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly DeployedDashboard _dashboard;
    private readonly string _prefix;

    public LoadBalancerStandIn(TestAuthority authority, DeployedDashboard dashboard, string prefix)
    {
        var (certificate, key) = authority.Issue(dashboard.Name);
        _certificate = X509Certificate2.CreateFromPem(certificate, key);
        _dashboard = dashboard;
        _prefix = prefix;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The status of every answer, when no request is passed on.</summary>
    public int? Status { get; init; }

    /// <summary>Whether it signs people in itself, so that every request without its session is sent to an identity provider.</summary>
    public bool SignsIn { get; init; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = _certificate,
                EnabledSslProtocols = SslProtocols.Tls13,
            }, _stop.Token);
            var head = await ReadHeadAsync(tls);
            if (Rewrite(head) is not { } rewritten)
            {
                await tls.WriteAsync(Encoding.Latin1.GetBytes(
                    $"HTTP/1.1 {Refusal(head)} X\r\nServer: awselb/2.0\r\nContent-Length: 2\r\n\r\nno"), _stop.Token);
                return;
            }

            if (SignsIn)
            {
                await tls.WriteAsync(
                    "HTTP/1.1 302 Found\r\nServer: awselb/2.0\r\nLocation: https://idp.example.com/authorize\r\nSet-Cookie: AWSALBAuthNonce=1; Path=/\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                    _stop.Token);
                return;
            }

            using var target = new TcpClient();
            await target.ConnectAsync(IPAddress.Loopback, _dashboard.HttpsPort, _stop.Token);
            await using var inner = new SslStream(target.GetStream());
            // Load balancers check neither the name nor the issuer of a target's certificate.
            await inner.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, _stop.Token);
            await inner.WriteAsync(Encoding.Latin1.GetBytes(rewritten), _stop.Token);
            var up = tls.CopyToAsync(inner, _stop.Token);
            await inner.CopyToAsync(tls, _stop.Token);
            client.Close();
            await up;
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException or AuthenticationException or ObjectDisposedException or SocketException)
        {
            // Either side closed the connection, or refused the handshake.
        }
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

    private async Task<string> ReadHeadAsync(SslStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                throw new IOException("The client closed the connection.");
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    [GeneratedRegex(@"\A(?<method>[A-Z]+) (?<target>\S+) HTTP/1\.[01]\r\n")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"\r\nHost: ?([^\r]*)")]
    private static partial Regex HostLine();

    [GeneratedRegex(@"\Ahttps?://[^/]*")]
    private static partial Regex AbsoluteTarget();
}
