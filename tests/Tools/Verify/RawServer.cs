using System.Net.Sockets;
using System.Text;
using FlowerInfra.Tests.Gateway;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>Records every request on the wire, target and all, and answers each as a test says.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly List<RecordedRequest> _requests = [];
    private readonly Func<RecordedRequest, Task<string>> _answer;
    private readonly LoopbackServer _server;

    /// <param name="answer">The answer's head without its length; what follows an empty line is the body.</param>
    public RawServer(Func<RecordedRequest, Task<string>> answer)
    {
        _answer = answer;
        _server = new LoopbackServer(ServeAsync);
    }

    public int Port => _server.Port;

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public void Dispose() => _server.Dispose();

    private async Task ServeAsync(TcpClient client, CancellationToken cancellation)
    {
        var stream = client.GetStream();
        // Requests are read byte by byte.
        await using var reader = new BufferedStream(stream);
        while (await RecordedRequest.ReadAsync(reader, cancellation) is { } request)
        {
            lock (_requests)
                _requests.Add(request);
            var answer = (await _answer(request)).Split("\r\n\r\n", 2);
            var body = answer.ElementAtOrDefault(1) ?? "";
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"{answer[0].TrimEnd()}\r\nContent-Length: {body.Length}\r\n\r\n{body}"), cancellation);
        }
    }
}
