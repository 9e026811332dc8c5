using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace FlowerInfra.Tests.Gateway;

/// <summary>Listens on a free port of the loopback address and serves every connection as a test's stand-in says.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<TcpClient, CancellationToken, Task> _serve;

    public LoopbackServer(Func<TcpClient, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        // Without disposing of the source: connections that are still served ask it.
        _stop.Cancel();
        _listener.Dispose();
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
            await _serve(client, _stop.Token);
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException or AuthenticationException or ObjectDisposedException or SocketException)
        {
            // Either side closed the connection or refused the handshake, or the test is over.
        }
    }
}
