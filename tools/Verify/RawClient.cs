using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FlowerInfra;

/// <summary>
/// Sends requests byte by byte, each on a connection of its own: HttpClient would normalise the very targets and headers
/// that have to arrive as they are. The certificate is checked each time, before anything is sent.
/// </summary>
internal sealed partial class RawClient(HostName host, X509Certificate2Collection? authorities, VerifyNetwork network) : IDisposable
{
    private readonly string _host = host.ToString();

    // A handful at a time: quick enough, and far below the gateway's limit of connections.
    private readonly SemaphoreSlim _slots = new(4);

    /// <summary>How hosts are reached, and how long that may take.</summary>
    public VerifyNetwork Network => network;

    /// <summary>Sends a request over TLS and reads the answer.</summary>
    /// <param name="request">The request, one character per byte.</param>
    /// <param name="longestAnswer">How many bytes of the answer are read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="VerifyException">No connection, no trust, or no answer in time.</exception>
    public Task<RawAnswer> SendAsync(string request, int longestAnswer, CancellationToken cancellation) => LimitedAsync(async limit =>
    {
        await using var tls = await HandshakeAsync(SslProtocols.None, limit).ConfigureAwait(false);
        return await ExchangeAsync(tls, request, longestAnswer, limit).ConfigureAwait(false);
    }, cancellation);

    /// <summary>Sends a request without TLS to port 80 and reads the answer; null when the port is closed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<RawAnswer?> SendPlainAsync(Probe request, CancellationToken cancellation) => LimitedAsync(async limit =>
    {
        try
        {
            await using var stream = await ConnectAsync(80, limit).ConfigureAwait(false);
            return await ExchangeAsync(stream, request.ToRequest(host, credentials: null), request.LongestAnswer, limit).ConfigureAwait(false);
        }
        catch (UnreachableException)
        {
            return null;
        }
    }, cancellation);

    /// <summary>Whether a version of TLS is spoken.</summary>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<bool> SpeaksAsync(SslProtocols version, CancellationToken cancellation) => LimitedAsync(async limit =>
    {
        try
        {
            await using var tls = await HandshakeAsync(version, limit).ConfigureAwait(false);
            return tls.SslProtocol == version;
        }
        catch (VerifyException)
        {
            // The preflight has shaken hands without naming a version, so that the version alone is what fails here.
            return false;
        }
    }, cancellation);

    /// <summary>Sends the first message of a TLS connection; returns the first of the server, or what came of it.</summary>
    /// <param name="hello">The message.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<byte[]> GreetAsync(byte[] hello, CancellationToken cancellation) => LimitedAsync<byte[]>(async limit =>
    {
        await using var stream = await ConnectAsync(443, limit).ConfigureAwait(false);
        var head = new byte[5];
        byte[] body = [];
        var length = 0;
        try
        {
            await stream.WriteAsync(hello, limit).ConfigureAwait(false);
            if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, limit).ConfigureAwait(false) < head.Length)
                return [];
            body = new byte[(head[3] << 8) | head[4]];
            length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, limit).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Reset: a refusal too.
        }

        return [.. head, .. body[..length]];
    }, cancellation);

    /// <summary>Whether a port of any of the host's addresses takes connections.</summary>
    /// <param name="port">The port.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> IsOpenAsync(int port, CancellationToken cancellation)
    {
        var addresses = await ResolveAsync(cancellation).ConfigureAwait(false);
        // All at once and outside the slots: behind a firewall each of them waits until the limit.
        var open = await Task.WhenAll(addresses.Select(async address =>
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(network.ConnectLimit);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, network.Port(_host, port)), limit.Token).ConfigureAwait(false);
                return true;
            }
            catch (Exception closed) when (closed is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                return false;
            }
        })).ConfigureAwait(false);
        return open.Contains(true);
    }

    public void Dispose() => _slots.Dispose();

    private static async Task<RawAnswer> ExchangeAsync(Stream stream, string request, int longestAnswer, CancellationToken limit)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Servers answer and close before the end of a request that they refuse: the answer may be there.
        }

        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (answer.Length < longestAnswer && !IsComplete(answer))
        {
            int length;
            try
            {
                length = await stream.ReadAsync(buffer, limit).ConfigureAwait(false);
            }
            catch (IOException)
            {
                break;
            }

            if (length == 0)
                break;
            answer.Append(Encoding.Latin1.GetString(buffer, 0, length));
        }

        return RawAnswer.Parse(answer.ToString());
    }

    // Load balancers keep connections open whatever they are asked, so that the end has to be read from the answer.
    private static bool IsComplete(StringBuilder text)
    {
        var answer = RawAnswer.Parse(text.ToString());
        return answer.Status is 204 or 304
            || (int.TryParse(answer.First("Content-Length"), out var length) && answer.Body.Length >= length)
            || (answer.First("Transfer-Encoding") is not null && answer.Body.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
    }

    private async Task<SslStream> HandshakeAsync(SslProtocols version, CancellationToken limit)
    {
        string? distrust = null;
        var stream = await ConnectAsync(443, limit).ConfigureAwait(false);
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = _host,
                EnabledSslProtocols = version,
                CertificateChainPolicy = ChainPolicy(),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                {
                    distrust = CertificateDistrust.Explain(_host, certificate, chain, errors, authorities);
                    return distrust is null;
                },
            }, limit).ConfigureAwait(false);
            return tls;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw new VerifyException(distrust
                ?? $"{_host}:443 does not speak TLS as this machine does: the handshake failed. "
                + "Check that the address is the load balancer's.");
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private X509ChainPolicy? ChainPolicy()
    {
        if (authorities is null)
            return null;
        // Revocation stays unchecked: private authorities seldom publish lists that a VPN client reaches.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private async Task<NetworkStream> ConnectAsync(int port, CancellationToken limit)
    {
        var addresses = await ResolveAsync(limit).ConfigureAwait(false);
        using var connect = CancellationTokenSource.CreateLinkedTokenSource(limit);
        connect.CancelAfter(network.ConnectLimit);
        string reason = "";
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, network.Port(_host, port)), connect.Token).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                var isRefused = exception.SocketErrorCode == SocketError.ConnectionRefused;
                reason = isRefused ? "the connection was refused" : "there is no route to it";
            }
            catch (OperationCanceledException) when (!limit.IsCancellationRequested)
            {
                socket.Dispose();
                reason = $"no connection within {network.ConnectLimit.TotalSeconds:0.##} s";
                break;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new UnreachableException(
            $"{_host}:{port} is unreachable: {reason}. Connect to the VPN whose ranges the stack admits, and check the name.");
    }

    private async Task<IPAddress[]> ResolveAsync(CancellationToken limit)
    {
        IPAddress[] addresses = [];
        try
        {
            addresses = await network.Resolve(_host, limit).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // No such name, or no name server: the message below.
        }

        return addresses.Length > 0
            ? addresses
            : throw new VerifyException(
                $"{_host} has no address in the DNS. Check the spelling, and that this machine asks the VPN's name server.");
    }

    private async Task<T> LimitedAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(network.RequestLimit);
        try
        {
            return await work(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new VerifyException(
                $"{_host} gave no answer within {network.RequestLimit.TotalSeconds:0.##} s. Check that its targets are healthy.");
        }
        finally
        {
            _slots.Release();
        }
    }
}
