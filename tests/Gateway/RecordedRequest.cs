using System.Globalization;
using System.Text;

namespace FlowerInfra.Tests.Gateway;

/// <summary>A request as it reached the upstream.</summary>
internal sealed record RecordedRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public override string ToString() => $"{Method} {Target}";

    /// <summary>Reads a request with its body, as a lenient server would; null at the end of the connection.</summary>
    public static async Task<RecordedRequest?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        if (await ReadHeadAsync(stream, cancellation) is not { } head)
            return null;
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => (pair[0], pair[^1].Trim())).ToList();
        var length = headers.Where(header => header.Item1.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Select(header => int.Parse(header.Item2, CultureInfo.InvariantCulture)).FirstOrDefault();
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellation);
        var line = lines[0].Split(' ');
        var target = line.Length > 2 ? string.Join(' ', line[1..^1]) : line.ElementAtOrDefault(1) ?? "";
        return new RecordedRequest(line[0], target, headers, Encoding.Latin1.GetString(body));
    }

    /// <summary>Reads up to the empty line behind a request's headers; null at the end of the connection.</summary>
    public static async Task<string?> ReadHeadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 4 || head[^1] != '\n' || head[^2] != '\r' || head[^3] != '\n')
        {
            if (await stream.ReadAsync(one, cancellation) == 0)
                return null;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
