using System.Globalization;
using System.Text;

namespace FlowerInfra;

/// <summary>One request of <c>verify</c>.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The target as it is sent.</param>
internal sealed record Probe(string Method, string Target)
{
    /// <summary>
    /// Stands for a task, a worker and a task's id in every write. Nothing has this name, so that a write which did pass
    /// would find nothing to act on.
    /// </summary>
    public const string NoSuchName = "flower-infra-verify-no-such-name";

    /// <summary>How many bytes of an answer tell who wrote it and what it says of itself.</summary>
    public const int ShortAnswer = 16 * 1024;

    // JSON, but not an object: Flower refuses it with 400 before it looks for the task (get_task_args of its task API), so
    // that even send-task, which takes any name, could send nothing.
    private const string UselessBody = "[]";

    /// <summary>The <c>Host</c> header in the place of the dashboard's.</summary>
    public string? Host { get; init; }

    /// <summary>Further headers, each with its line break.</summary>
    public string Headers { get; init; } = "";

    /// <summary>The version of HTTP.</summary>
    public string Version { get; init; } = "HTTP/1.1";

    /// <summary>The body of a POST.</summary>
    public string Body { get; init; } = UselessBody;

    /// <summary>Whether the body is sent in chunks.</summary>
    public bool IsChunked { get; init; }

    /// <summary>Whether the credentials are sent.</summary>
    public bool IsSignedIn { get; init; }

    /// <summary>Whether another request follows on the same connection.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>How many bytes of the answer are read.</summary>
    public int LongestAnswer { get; init; } = ShortAnswer;

    /// <summary>What sets it apart from other probes of the same target, for messages.</summary>
    public string Note { get; init; } = "";

    /// <summary>A route's path with the name that nothing has.</summary>
    /// <param name="path">The path, with <c>{name}</c> in the name's place.</param>
    public static string Named(string path) => path.Replace("{name}", NoSuchName, StringComparison.Ordinal);

    /// <summary>A session in the form of Flower's own, the signature of which only Flower can check. It names nobody's address.</summary>
    /// <param name="number">Tells it from others.</param>
    public static string ForgedSession(int number)
    {
        var name = Convert.ToBase64String(Encoding.ASCII.GetBytes(NoSuchName));
        return string.Create(CultureInfo.InvariantCulture, $"Cookie: user=\"2|1:0|10:1700000000|4:user|{name.Length}:{name}|{number:x64}\"\r\n");
    }

    /// <summary>What was asked, for messages.</summary>
    public override string ToString() => $"{Method} {Target}{(Note.Length > 0 ? $" ({Note})" : "")}{(IsSignedIn ? " (signed in)" : "")}";

    /// <summary>The request on the wire.</summary>
    /// <param name="host">The dashboard's host.</param>
    /// <param name="credentials">The credentials for a probe that is signed in.</param>
    public string ToRequest(HostName host, ProbeCredentials? credentials)
    {
        var framing = Method != "POST" ? ""
            : IsChunked ? "Transfer-Encoding: chunked\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        var body = Method != "POST" ? ""
            : IsChunked ? string.Create(CultureInfo.InvariantCulture, $"{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n")
            : Body;
        return $"{Method} {Target} {Version}\r\nHost: {Host ?? host.ToString()}\r\nUser-Agent: flower-infra-verify\r\n{Headers}"
            + $"{(IsSignedIn ? credentials!.Header : "")}{framing}{(IsFollowed ? "" : "Connection: close\r\n")}\r\n{body}";
    }
}
