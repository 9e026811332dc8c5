using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowerInfra.Tests.Gateway;

/// <summary>The first answer on a connection.</summary>
internal sealed partial record RawResponse(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Rest)
{
    public string? Header(string name) => All(name) is [var first, ..] ? first : null;

    public IReadOnlyList<string> All(string name) =>
        [.. Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];

    /// <summary>The status codes of all final answers on a connection; no body of theirs holds a status line.</summary>
    public static IReadOnlyList<int> Statuses(string text) =>
        [.. StatusLine().Matches(text).Select(line => int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];

    /// <summary>Reads an answer; a connection that closed without one, or HTTP/0.9, has the status 0.</summary>
    public static RawResponse Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || !text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            return new RawResponse(0, [], text);
        var lines = text[..end].Split("\r\n");
        return new RawResponse(
            int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture),
            [.. lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => (pair[0], pair[1].Trim()))],
            text[(end + 4)..]);
    }

    [GeneratedRegex("HTTP/1[.]1 ([2-5][0-9]{2}) ")]
    private static partial Regex StatusLine();
}
