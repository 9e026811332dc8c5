using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FlowerInfra.Tests.Gateway;

namespace FlowerInfra.Tests.Verify;

/// <summary>Records every request on the wire, target and all, and answers each as a test says.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly Func<RecordedRequest, string> _answer;

    /// <param name="answer">The answer's head without its length; what follows an empty line is the body.</param>
    public RawServer(Func<RecordedRequest, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public void Dispose()
    {
        // Without disposing of the source: a test may stop a server before its dashboard does.
        _stop.Cancel();
        _listener.Dispose();
    }

    /// <summary>Reads a request with its body; null at the end of the connection.</summary>
    public static async Task<RecordedRequest?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 4 || head[^1] != '\n' || head[^2] != '\r' || head[^3] != '\n')
        {
            if (await stream.ReadAsync(one, cancellation) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => (pair[0], pair[^1].Trim())).ToList();
        var length = headers.Where(header => header.Item1.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Select(header => int.Parse(header.Item2, CultureInfo.InvariantCulture)).FirstOrDefault();
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellation);
        var line = lines[0].Split(' ', 2);
        return new RecordedRequest(line[0], line[1][..line[1].LastIndexOf(' ')], headers, Encoding.Latin1.GetString(body));
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
            while (await ReadAsync(stream, _stop.Token) is { } request)
            {
                lock (_requests)
                    _requests.Add(request);
                var answer = _answer(request).Split("\r\n\r\n", 2);
                var body = answer.ElementAtOrDefault(1) ?? "";
                await stream.WriteAsync(Encoding.Latin1.GetBytes($"{answer[0].TrimEnd()}\r\nContent-Length: {body.Length}\r\n\r\n{body}"), _stop.Token);
            }
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException)
        {
            // The other side closed the connection, or the test is over.
        }
    }
}
