using System.Net.Sockets;
using System.Text;

namespace FlowerInfra.Tests.Gateway;

/// <summary>
/// Stands in for Flower and records every request on the wire. It reads like a lenient server: whatever a gateway lets
/// slip into a connection is recorded as a request of its own.
/// </summary>
internal sealed class RecordingUpstream : IDisposable
{
    private readonly List<RecordedRequest> _requests = [];
    private readonly LoopbackServer _server;

    public RecordingUpstream() => _server = new LoopbackServer(ServeAsync);

    public int Port => _server.Port;

    /// <summary>The head of the answer, without its length.</summary>
    public string AnswerHead { get; set; } = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    /// <summary>The head of the answer to each request, where they differ.</summary>
    public Func<RecordedRequest, string>? Answer { get; set; }

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

    public void Dispose() => _server.Dispose();

    private async Task ServeAsync(TcpClient client, CancellationToken cancellation)
    {
        var stream = client.GetStream();
        while (await RecordedRequest.ReadAsync(stream, cancellation) is { } request)
        {
            lock (_requests)
                _requests.Add(request);
            await Gate;
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"{Answer?.Invoke(request) ?? AnswerHead}Content-Length: 6\r\n\r\nflower"), cancellation);
        }
    }
}
