namespace FlowerInfra.Tests.Gateway;

/// <summary>Every write endpoint of Flower in every disguise, as raw bytes.</summary>
internal static class DisguisedWrites
{
    private const string Site = LiveGateway.Host;

    // Signed in, all of them: the gateway refuses other writes before it looks at anything else.
    private static readonly string SameOrigin = $"{Signed.EitherWay}Origin: https://{Site}\r\nSec-Fetch-Site: same-origin\r\n";

    // {0} is the write below the prefix. What Flower, or a proxy that decodes once more, would take for the write.
    private static readonly string[] Paths =
    [
        "tasks/datatable/../../{0}", "tasks/datatable/%2e%2e/%2e%2e/{0}", "tasks/datatable/..%2f..%2f{0}", "tasks/datatable/.%2E/%2E./{0}",
        "tasks/datatable/..;/..;/{0}", "tasks/datatable/..\\..\\{0}", "tasks/datatable/%252e%252e/%252e%252e/{0}", "tasks/../{0}", "static/../{0}",
        "static/%2e%2e/{0}", "static/..%2f{0}", "static/css/..%5c..%5c{0}", "worker/../{0}", "task/%2e%2e%2f{0}", "./{0}", "%2e/{0}", "/{0}", "//{0}",
        "%2f{0}", "\\{0}", ";/{0}", "{0}/", "{0}//", "{0};x", "{0}%00", "{0}%0a", "{0}#", "{0}?", "{0}?%00", "{0}/.",
        "{0}/..", "{0}/../../../../../tasks/datatable", "{0}/%2e%2e/%2e%2e/%2e%2e/%2e%2e/tasks/datatable", "{0}/..%2f..%2f..%2f..%2ftasks/datatable",
        "{0}/..%252f..%252ftasks/datatable", "{0}/%c0%ae%c0%ae/tasks/datatable", "{0}/%u002e%u002e/tasks/datatable", "{0}?/tasks/datatable",
        "{0}?tasks/datatable", "{0}%3f/tasks/datatable", "tasks/datatable?/../../{0}", "tasks/datatable#/{0}", "tasks/datatable%00/{0}",
        "tasks/datatable;/{0}", "tasks/datatable%0d%0a{0}", "%61pi/../{0}",
    ];

    // Not the words themselves but what some readers take for them.
    private static readonly Func<string, string>[] Spellings =
    [
        write => write.Replace("api/", "%61pi/", StringComparison.Ordinal),
        write => write.Replace("api/", "api%2f", StringComparison.Ordinal),
        write => write.Replace("api/", "API/", StringComparison.Ordinal),
        write => write.Replace("api/", "api//", StringComparison.Ordinal),
        write => write.Replace("api/", "api/./", StringComparison.Ordinal),
        write => write.Replace("api/", "api\\", StringComparison.Ordinal),
        write => write.Replace("api/", "ap\u00ec/", StringComparison.Ordinal),
        write => write.Replace("api/", "api/%2e/", StringComparison.Ordinal),
        write => write.Replace("api/", "api%252f", StringComparison.Ordinal),
        write => write.ToUpperInvariant(),
        write => string.Concat(write.Select(letter => $"%{(int)letter:x2}")),
    ];

    private static readonly string[] WrongOrigins =
    [
        "", "Origin: null\r\n", "Origin: \r\n", "Origin: https://evil.example\r\n", $"Origin: http://{Site}\r\n", $"Origin: https://{Site}.evil.example\r\n",
        $"Origin: https://evil-{Site}\r\n", $"Origin: https://{Site}:444\r\n", $"Origin: https://{Site}@evil.example\r\n", $"Origin: https://{Site}/\r\n",
        $"Origin: https://{Site}, https://evil.example\r\n", $"Origin: https://{Site}|\r\n", $"X-Origin: https://{Site}\r\n", $"Referer: https://{Site}/\r\n",
        $"Origin: https://{Site}\r\nSec-Fetch-Site: cross-site\r\n", $"Origin: https://{Site}\r\nSec-Fetch-Site: same-site\r\n",
        $"Origin: https://{Site}\r\nSec-Fetch-Site: none\r\n", $"Origin: https://{Site}\r\nSec-Fetch-Site: Same-Origin, cross-site\r\n",
        $"Origin: https://evil.example\r\nOrigin: https://{Site}\r\n", $"Origin: https://evil.example\r\nX: y\r\n Origin: https://{Site}\r\n",
    ];

    private static readonly string[] WrongLines =
    [
        "GET {0} HTTP/1.1", "HEAD {0} HTTP/1.1", "PUT {0} HTTP/1.1", "DELETE {0} HTTP/1.1", "OPTIONS {0} HTTP/1.1", "PATCH {0} HTTP/1.1", "post {0} HTTP/1.1",
        "Post {0} HTTP/1.1", "POSTX {0} HTTP/1.1", "POST {0} HTTP/1.0", "POST {0} HTTP/2.0", "POST {0}", "POST  {0} HTTP/1.1", "POST {0}  HTTP/1.1",
        "POST {0} HTTP/1.1 ", "POST\t{0}\tHTTP/1.1", "POST {0} x HTTP/1.1", "POST {0} http/1.1", "POST {0} HTTP/01.1", "POST {0} HTTP/1.10",
    ];

    /// <summary>What no role lets through, because it is no request of Flower's or comes from another site.</summary>
    public static IEnumerable<string> ForEveryProfile(string prefix)
    {
        foreach (var write in HostileRequests.Writes)
        {
            foreach (var path in Paths)
                yield return Post($"{prefix}/{path.Replace("{0}", write, StringComparison.Ordinal)}", SameOrigin);
            foreach (var spelling in Spellings)
                yield return Post($"{prefix}/{spelling(write)}", SameOrigin);
            foreach (var origin in WrongOrigins)
                yield return Post($"{prefix}/{write}", Signed.EitherWay + origin);
            foreach (var line in WrongLines)
                yield return $"{line.Replace("{0}", $"{prefix}/{write}", StringComparison.Ordinal)}\r\nHost: {Site}\r\n{SameOrigin}Content-Length: 0\r\n\r\n";
            foreach (var host in new[] { "evil.example", "", $"{Site}.", $"{Site}:8443", "127.0.0.1", $"{Site}\r\nHost: {Site}", $"{Site} evil.example" })
                yield return $"POST {prefix}/{write} HTTP/1.1\r\nHost: {host}\r\n{SameOrigin}Content-Length: 0\r\n\r\n";
            foreach (var absolute in new[] { $"https://{Site}", $"http://{Site}", "https://evil.example", $"//{Site}", $"https://evil@{Site}" })
                yield return Post($"{absolute}{prefix}/{write}", SameOrigin);
            foreach (var header in new[] { "X-HTTP-Method-Override: POST", "X-HTTP-Method: POST", "X-Method-Override: POST" })
                yield return $"GET {prefix}/{write} HTTP/1.1\r\nHost: {Site}\r\n{header}\r\n{SameOrigin}\r\n";
        }
    }

    /// <summary>What the admin role lets through and the viewer role must not.</summary>
    public static IEnumerable<string> ForViewers(string prefix)
    {
        foreach (var write in HostileRequests.Writes)
        {
            yield return Post($"{prefix}/{write}", SameOrigin);
            yield return Post($"{prefix}/{write}", $"{SameOrigin}X-HTTP-Method-Override: GET\r\n");
            yield return Post($"{prefix}/{write}", $"{SameOrigin}X-Original-URL: {prefix}/workers\r\nX-Rewrite-URL: {prefix}/workers\r\n");
            foreach (var end in new[] { "?n=1", "%20", "%23", "%3f" })
                yield return Post($"{prefix}/{write}{end}", SameOrigin);
        }
    }

    private static string Post(string target, string headers) =>
        $"POST {target} HTTP/1.1\r\nHost: {Site}\r\n{headers}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{{}}";
}
