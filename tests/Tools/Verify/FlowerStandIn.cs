using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Gateway;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>Answers as Flower does, and as talkatively as any of its versions: own server name, headers and unflagged cookies included.</summary>
internal sealed partial record FlowerStandIn(AuthenticationKind Authentication = AuthenticationKind.Basic)
{
    public const string User = "ops";
    public const string Password = "correct-horse-7f3a";

    private const string Common =
        "Server: TornadoServer/6.5\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: x-requested-with\r\nContent-Type: text/html\r\n"
        + "Access-Control-Allow-Methods: PUT\r\nAccess-Control-Allow-Credentials: true\r\nAccess-Control-Expose-Headers: x\r\nAccess-Control-Max-Age: 600\r\n"
        + "Cache-Control: public\r\nContent-Security-Policy: default-src *\r\nReferrer-Policy: unsafe-url\r\nStrict-Transport-Security: max-age=0\r\n"
        + "X-Content-Type-Options: nosniff\r\nX-Frame-Options: SAMEORIGIN\r\n";

    // Flower asks its workers for eight things by name, and waits a second for those that don't answer.
    private static readonly TimeSpan Inspection = TimeSpan.FromSeconds(1);

    private readonly Lock _inspector = new();
    private Task _inspections = Task.CompletedTask;

    public static string Encoded { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    public FlowerVersion Version { get; init; } = FlowerVersion.ReadOnly;

    /// <summary>Whether its list of users is empty: every page is open then, and the API answers 401 to everybody.</summary>
    public bool IsOpen { get; init; }

    public IReadOnlyList<string> Workers { get; init; } = ["celery@worker-1.example.internal"];

    /// <summary>A task that is received and not started.</summary>
    public string? ReceivedTask { get; init; }

    public int Tasks { get; init; } = 250;

    /// <summary>Which further requests are taken for signed in.</summary>
    public Func<RecordedRequest, bool> AlsoAdmits { get; init; } = _ => false;

    /// <summary>The one answer to every request that is signed in, when it isn't Flower's own.</summary>
    public string? SignedIn { get; init; }

    public async Task<string> AnswerAsync(RecordedRequest request)
    {
        var (path, query) = request.Target.Split('?', 2) is [var before, var behind] ? (before, behind) : (request.Target, "");
        if (path.EndsWith("/login", StringComparison.Ordinal))
            return Login(query);
        if (path.Contains("metrics", StringComparison.Ordinal) || path.Contains("healthcheck", StringComparison.Ordinal))
            return Ok("flower_events_total 1");
        if (path.Contains("/static/", StringComparison.Ordinal))
            return File(request, path);
        if (AlsoAdmits(request) || IsSignedIn(request, path))
            return SignedIn ?? await PageAsync(request, path, query);
        return Refusal(request, path);
    }

    private static string Ok(string body) => $"HTTP/1.1 200 OK\r\n{Common}\r\n{body}";

    private static string NotFound() => $"HTTP/1.1 404 Not Found\r\n{Common}\r\n<html>not found</html>";

    // An empty code is none: Flower asks the identity provider only for another one.
    private static string Login(string query) => Values(query, "code").LastOrDefault("").Length > 0
        ? $"HTTP/1.1 403 Forbidden\r\n{Common}\r\nthe identity provider was asked"
        : $"HTTP/1.1 302 Found\r\nLocation: https://accounts.example.com/o/oauth2\r\nSet-Cookie: oauth_state=1f; Path=/\r\n{Common}\r\n";

    private string File(RecordedRequest request, string path)
    {
        if (Version == FlowerVersion.Old && path.EndsWith("/js/theme.js", StringComparison.Ordinal))
            return NotFound();
        var status = request.Header("Range") is not null ? "206 Partial Content" : request.Header("If-None-Match") is not null ? "304 Not Modified" : "200 OK";
        return $"HTTP/1.1 {status}\r\n{Common}\r\nbody {{}}";
    }

    private bool IsSignedIn(RecordedRequest request, string path) => IsOpen
        ? !IsApi(path)
        : Authentication == AuthenticationKind.Basic && request.Header("Authorization") == $"Basic {Encoded}";

    private async Task<string> PageAsync(RecordedRequest request, string path, string query)
    {
        var name = Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
        if (path.EndsWith("/api/workers", StringComparison.Ordinal))
            return Ok(FlowerPages.Workers(Workers));
        if (path.EndsWith("/api/tasks", StringComparison.Ordinal))
        {
            var ids = Values(query, "state").Contains("RECEIVED") ? ReceivedTask is null ? [] : [ReceivedTask] : FlowerPages.Ids(Tasks);
            return Ok(FlowerPages.Tasks(ids.Take(Number(query, "limit") ?? int.MaxValue)));
        }

        if (path.EndsWith("/tasks/datatable", StringComparison.Ordinal))
        {
            // As for every parameter, Flower takes the last one.
            var form = request.Header("Content-Type")?.StartsWith("multipart/", StringComparison.Ordinal) == true ? Fields(request.Body) : request.Body;
            return Values(form, "draw").Any() && Number(form, "length") is { } length
                ? Ok(FlowerPages.Table(Math.Min(length, Tasks), Tasks))
                : $"HTTP/1.1 400 Bad Request\r\n{Common}\r\n";
        }

        if (path.Contains("/worker/", StringComparison.Ordinal) && !IsApi(path))
        {
            if (Workers.Contains(name))
                return Ok(FlowerPages.Worker(Version, name));
            await InspectAsync();
            return NotFound();
        }

        if (path.Contains("/task/", StringComparison.Ordinal) && !IsApi(path))
            return name == ReceivedTask ? Ok(FlowerPages.ReceivedTask(Version, name)) : NotFound();
        return Ok("{}");
    }

    private string Refusal(RecordedRequest request, string path) => (Authentication, request.Method) switch
    {
        (AuthenticationKind.Basic, _) when IsBeyondAscii(request.Header("Authorization")) => $"HTTP/1.1 500 Internal Server Error\r\n{Common}\r\n",
        (AuthenticationKind.Basic, _) when IsApi(path) => $"HTTP/1.1 401 Unauthorized\r\n{Common}\r\nAccess denied",
        (AuthenticationKind.Basic, _) => $"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"flower\"\r\n{Common}\r\nAccess denied",
        (_, "GET") => $"HTTP/1.1 302 Found\r\nLocation: /flower/login?next=%2Fflower%2F\r\n{Common}\r\n",
        _ => $"HTTP/1.1 403 Forbidden\r\n{Common}\r\n<html>not found</html>",
    };

    // One after the other: Flower has one inspector.
    private Task InspectAsync()
    {
        lock (_inspector)
            return _inspections = _inspections.ContinueWith(_ => Task.Delay(Inspection), TaskScheduler.Default).Unwrap();
    }

    private static bool IsApi(string path) => path.Contains("/api/", StringComparison.Ordinal);

    private static bool IsBeyondAscii(string? authorization)
    {
        Span<byte> bytes = new byte[authorization?.Length ?? 0];
        return authorization?.StartsWith("Basic ", StringComparison.Ordinal) == true
            && Convert.TryFromBase64String(authorization["Basic ".Length..], bytes, out var length) && bytes[..length].ContainsAnyInRange((byte)0x80, (byte)0xFF);
    }

    private static string Fields(string multipart) =>
        string.Join('&', MultipartField().Matches(multipart).Select(field => $"{Uri.EscapeDataString(field.Groups[1].Value)}={field.Groups[2].Value}"));

    [GeneratedRegex("name=\"([^\"]*)\"\r\n\r\n([^\r]*)\r\n")]
    private static partial Regex MultipartField();

    private static int? Number(string form, string name) =>
        Values(form, name).LastOrDefault() is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string> Values(string form, string name) =>
        form.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => Uri.UnescapeDataString(pair[0]) == name).Select(pair => Uri.UnescapeDataString(pair[^1]));
}
