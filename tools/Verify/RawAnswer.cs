using System.Globalization;

namespace FlowerInfra;

/// <summary>An answer as it came over the wire, its body cut short.</summary>
/// <param name="Status">The status, or 0 when no HTTP answer came.</param>
/// <param name="Headers">The headers in their order.</param>
/// <param name="Body">The beginning of the body, or all that came when it wasn't HTTP.</param>
internal sealed record RawAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    /// <summary>
    /// Who wrote it. Load balancers of AWS name themselves in answers of their own and pass the target's <c>Server</c> on
    /// otherwise; nginx names itself at the foot of its own error pages and of nobody else's.
    /// </summary>
    public AnswerSource Source =>
        Status == 0 && Body.Length == 0 ? AnswerSource.Nobody
        : All("Server").Any(server => server.StartsWith("awselb/", StringComparison.Ordinal)) ? AnswerSource.LoadBalancer
        : Status >= 300 && Body.Contains("<center>nginx", StringComparison.Ordinal) ? AnswerSource.Gateway
        : AnswerSource.Flower;

    /// <summary>Whether the request ended before Flower: not a limit that was reached (429), and not a failure (5xx).</summary>
    public bool IsRefusal => Source switch
    {
        AnswerSource.Nobody => true,
        AnswerSource.Flower => false,
        _ => Status is 501 or 505 or (>= 400 and < 500 and not (401 or 408 or 429)),
    };

    /// <summary>Whether it says nothing about the dashboard, because a limit was reached or nothing behind the gateway answered.</summary>
    public bool IsTrouble => Source is AnswerSource.LoadBalancer or AnswerSource.Gateway
        && (Status == 429 || (Status >= 500 && !IsRefusal));

    /// <summary>
    /// Whether Flower asked for a login, or before it the gateway that knows the right credentials, or the load balancer that
    /// signs people in.
    /// </summary>
    public bool AsksForLogin => Status == 401 || (Status == 302 && Source != AnswerSource.Gateway && IsLogin(First("Location")));

    /// <summary>All values of a header.</summary>
    /// <param name="name">The header's name.</param>
    public IReadOnlyList<string> All(string name) =>
        [.. Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];

    /// <summary>The first value of a header, or null.</summary>
    /// <param name="name">The header's name.</param>
    public string? First(string name) => All(name) is [var first, ..] ? first : null;

    /// <summary>The status and its author, for a message.</summary>
    public override string ToString() => Source switch
    {
        AnswerSource.Nobody => "no answer",
        _ when Status == 0 => "an answer that is not HTTP",
        AnswerSource.LoadBalancer => $"{Status} from the load balancer",
        AnswerSource.Gateway => $"{Status} from the gateway",
        _ => $"{Status} from Flower",
    };

    /// <summary>Reads an answer.</summary>
    /// <param name="text">What came, one character per byte.</param>
    public static RawAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || !text.StartsWith("HTTP/1.", StringComparison.Ordinal) || text.Length < 12
            || !int.TryParse(text.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return new RawAnswer(0, [], text);
        }

        var headers = text[..end].Split("\r\n").Skip(1).Select(line => line.Split(':', 2))
            .Select(pair => (pair[0].Trim(), pair[^1].Trim()));
        return new RawAnswer(status, [.. headers], text[(end + 4)..]);
    }

    // Flower's own login page, or the identity provider's when the load balancer or Django signs people in.
    private static bool IsLogin(string? location) =>
        location is not null && (location.StartsWith("https://", StringComparison.Ordinal)
            || (location.StartsWith('/') && location.Contains("login", StringComparison.OrdinalIgnoreCase)));
}
