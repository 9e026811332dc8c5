using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FlowerInfra.Tests.Gateway;

/// <summary>
/// Stands in for Flower and records every request on the wire. It reads like a lenient server: whatever a gateway lets
/// slip into a connection is recorded as a request of its own.
/// </summary>
internal sealed class RecordingUpstream : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<RecordedRequest> _requests = [];
    private readonly CancellationTokenSource _stop = new();

    public RecordingUpstream()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The head of the answer, without its length.</summary>
    public string AnswerHead { get; set; } = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    /// <summary>What every answer waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>The requests since the last call.</summary>
    public IReadOnlyList<RecordedRequest> Take()
    {
        lock (_requests)
        {
            RecordedRequest[] taken = [.. _requests];
            _requests.Clear();
            return taken;
        }
    }

    public int Count
    {
        get
        {
            lock (_requests)
                return _requests.Count;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
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
            var stream = client.GetStream();
            while (await ReadHeadAsync(stream) is { } head)
            {
                var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                var requestLine = lines[0].Split(' ');
                var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => (pair[0], pair[^1].Trim())).ToList();
                var length = headers.Where(header => header.Item1.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                    .Select(header => int.Parse(header.Item2, System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
                var body = new byte[length];
                await stream.ReadExactlyAsync(body, _stop.Token);
                lock (_requests)
                    _requests.Add(new RecordedRequest(requestLine[0], requestLine.ElementAtOrDefault(1) ?? "", headers, Encoding.Latin1.GetString(body)));
                await Gate;
                await stream.WriteAsync(Encoding.Latin1.GetBytes($"{AnswerHead}Content-Length: 6\r\n\r\nflower"), _stop.Token);
            }
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException)
        {
            // The gateway closed the connection, or the test is over.
        }
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 4 || head[^1] != '\n' || head[^2] != '\r' || head[^3] != '\n')
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
