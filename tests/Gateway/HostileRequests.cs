namespace FlowerInfra.Tests.Gateway;

/// <summary>Requests that must not reach Flower, as raw bytes. PREFIX stands for the prefix without a slash at its end.</summary>
internal static class HostileRequests
{
    private const string Site = LiveGateway.Host;

    public static readonly string[] Writes =
    [
        "api/worker/shutdown/w", "api/worker/pool/restart/w", "api/worker/pool/grow/w", "api/worker/pool/shrink/w",
        "api/worker/pool/autoscale/w", "api/worker/queue/add-consumer/w", "api/worker/queue/cancel-consumer/w",
        "api/task/apply/t", "api/task/async-apply/t", "api/task/send-task/t", "api/task/abort/t", "api/task/timeout/t",
        "api/task/rate-limit/t", "api/task/revoke/t",
    ];

    // From one path that is a read to one that is a write: what Flower sees first is the write.
    private static readonly string[] Traversals =
    [
        "api/task/send-task/x/../../../../tasks/datatable", "api/task/send-task/x/%2e%2e/%2e%2e/%2e%2e/%2e%2e/tasks/datatable",
        "api/task/send-task/x/..%2f..%2f..%2f..%2ftasks/datatable", "api/task/send-task/x/%2e%2e%2f%2e%2e%2ftasks/datatable",
        "api/task/send-task/x/.%2e/.%2e/.%2e/.%2e/tasks/datatable", "api/task/send-task/x/%2E./%2E./tasks/datatable",
        "api/task/send-task/x/..;/..;/tasks/datatable", "api/task/send-task/x/..\\..\\tasks\\datatable",
        "api/task/send-task/x/..%5c..%5ctasks/datatable", "api/task/send-task/x/%252e%252e/%252e%252e/tasks/datatable",
        "api/task/send-task/x/..%252f..%252ftasks/datatable", "api/task/send-task/x/%c0%ae%c0%ae/tasks/datatable",
        "api/task/send-task/x/%u002e%u002e/tasks/datatable", "api/task/send-task/x?/tasks/datatable",
        "api/task/send-task/x#/tasks/datatable", "api/task/send-task/x;/tasks/datatable",
        "tasks/datatable/../../api/task/send-task/x", "tasks/../api/task/send-task/x", "./api/task/send-task/x",
        "static/../api/task/send-task/x", "static/..%2fapi/task/send-task/x", "static/%2e%2e/api/task/send-task/x",
        "workers/../../etc/passwd", "/api/task/send-task/x", "//api/task/send-task/x", "api//task/send-task/x",
        "api/task//send-task/x", "api/task/send-task//x", "%61pi/task/send-task/x", "api%2ftask/send-task/x", "API/task/send-task/x",
        "api/task/send-task/x/", "api/task/send-task/x%00", "api/task/send-task/x%0d%0aX: y", "tasks/datatable%00", "tasks/datatable/",
        "tasks/datatable%20", "tasks/datatable;x", "tasks/datatable?x=1", "tasks/datatable#", "Tasks/Datatable",
    ];

    private static readonly string[] Reads =
    [
        // Paths that a pattern without its anchors, or with a wider character class, would admit.
        "static/../../../etc/passwd", "static/..", "static/.git/config", "static/", "static", "static/css/%2e%2e/x", "static/a%2fb",
        "static/css/../js/x.js", "static//css", "static/css/x.css?v=1&x=2", "static/css\\x.css", "worker/..", "worker/../workers",
        "worker/.", "worker/%2e%2e", "worker/a%2fb", "worker/a/b", "worker/a%5cb", "worker/a%00", "worker/a%25b", "worker/", "worker/a%0ab",
        "worker/a?refresh=1", "task/", "task/a/b", "task/../broker", "metrics", "healthcheck", "metrics?x", "Metrics", "./metrics",
        "static/../metrics", "workers?refresh=1", "?refresh=1", "workers?json=1&refresh=1", "workers?%72efresh=1", "workers?json=1;refresh=1",
        "workers?json=1%00", "workers?json=%0d%0a", "workers?json[]=1", "workers?json", "workers?&json=1", "workers?json=1&&_=1", "broker?x=1",
        "api/task/result/x?timeout=30&x=1", "api/task/events/task-sent/x", "api/task/result/", "api/tasks?unknown=1", "api/task/info/a/b",
        "api/task/result/a/../b", "login/", "logout/", "monitor", "dashboard", ".git/config", ".env", "index.php", "favicon.ico/..", "%2e%2e/",
        "..%2f", "broker/", "broker%20", "broker%23", "broker%3fx", "broker;x=1", "BROKER", "tasks?state=a b", "tasks?state=<script>",
        "api/tasks", "api/tasks?limit=100000", "api/tasks?limit=1&limit=100000", "api/tasks?limit=1&%6cimit=100000", "api/tasks?limit=-1",
        "worker/%c0%ae%c0%ae", "worker/%c0%af", "worker/%e0%80%af", "worker/%f0%80%80%af", "worker/%ed%a0%80", "worker/%f4%90%80%80", "worker/%80", "worker/%c3",
        "worker/%c2%85", "worker/\u00e9", "worker/a;b", "worker/.x", "worker/%2ex", "worker/%252f", "task/%25", "task/a%5Cb",
        "tasks?state=\"", "tasks?state=%", "tasks?state=%zz", "tasks?state=\u00e4",
    ];

    /// <summary>Requests that neither role lets through, whatever the credentials.</summary>
    public static IEnumerable<string> ForEveryProfile(string prefix)
    {
        var origin = $"Origin: https://{Site}\r\n";
        foreach (var path in Traversals)
            yield return Post($"{prefix}/{path}", origin);
        foreach (var path in Reads)
            yield return Get($"{prefix}/{path}");
        foreach (var path in Writes)
        {
            yield return Get($"{prefix}/{path}");
            yield return Line("HEAD", $"{prefix}/{path}", origin);
            yield return Line("PUT", $"{prefix}/{path}", origin);
        }

        foreach (var method in new[] { "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "FOO", "get", "GETX", "POSTGET" })
            yield return Line(method, $"{prefix}/workers", origin);
        foreach (var request in CrossSite(prefix).Concat(Hosts(prefix)))
            yield return request;
    }

    /// <summary>What the admin role lets through and the viewer role must not.</summary>
    public static IEnumerable<string> ForViewers(string prefix) =>
    [
        .. Writes.Select(path => Post($"{prefix}/{path}", $"Origin: https://{Site}\r\n")),
        .. Writes.Select(path => Post($"{prefix}/{path}", $"Origin: https://{Site}\r\nSec-Fetch-Site: same-origin\r\n")),
        Get($"{prefix}/api/workers?refresh=1"), Get($"{prefix}/api/workers?workername=w&refresh=True"),
        Get($"{prefix}/api/task/result/x?timeout=30"),
        Post($"{prefix}/api/task/revoke/x?terminate=true", $"Origin: https://{Site}\r\n"),
    ];

    /// <summary>What passes only with an identity provider.</summary>
    public static IEnumerable<string> SignIn(string prefix) => [Get($"{prefix}/logout"), Get($"{prefix}/login"), Get($"{prefix}/login?code=x"), Get($"{prefix}/login?next=/")];

    /// <summary>Flower redirects to whatever "next" says once it has a code: a link with both would be an open redirect.</summary>
    public static IEnumerable<string> ForSignIn(string prefix) =>
    [
        Get($"{prefix}/login?code=x&next=//evil.example"), Get($"{prefix}/login?next=//evil.example&code=x"), Get($"{prefix}/login?code=x&%6eext=//evil.example"),
        Get($"{prefix}/login?next=%2F%2Fevil.example&state=x&code=x"), Get($"{prefix}/login?next=/;code=x"), Post($"{prefix}/login", $"Origin: https://{Site}\r\n"),
        Post($"{prefix}/login?code=x", $"Origin: https://{Site}\r\n"), Get($"{prefix}/login/"), Get($"{prefix}/LOGIN?code=x"), Get($"{prefix}/login?x=y"),
    ];

    private static IEnumerable<string> CrossSite(string prefix)
    {
        string[] sources =
        [
            "", "Origin: null\r\n", "Origin: https://evil.example\r\n", $"Origin: http://{Site}\r\n", $"Origin: https://{Site}.evil.example\r\n",
            $"Origin: https://{Site}:8443\r\n", $"Origin: https://evil.example https://{Site}\r\n", $"Origin: https://{Site}/\r\n",
            $"Origin: https://{Site}|same-origin\r\n", $"Origin: https://{Site}\r\nSec-Fetch-Site: cross-site\r\n",
            $"Origin: https://{Site}\r\nSec-Fetch-Site: same-site\r\n", $"Origin: https://{Site}\r\nSec-Fetch-Site: none\r\n",
            $"Referer: https://{Site}/\r\n", $"Origin: https://evil.example\r\nReferer: https://{Site}/\r\nContent-Type: text/plain\r\n",
        ];
        foreach (var source in sources)
        {
            yield return Post($"{prefix}/tasks/datatable", source);
            yield return Post($"{prefix}/api/task/send-task/t", source);
        }

        // The method that Flower acts on is the request line's, and no header's.
        foreach (var header in new[] { "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override" })
            yield return Line("DELETE", $"{prefix}/workers", $"{header}: GET\r\n");
    }

    private static IEnumerable<string> Hosts(string prefix)
    {
        string[] hosts =
        [
            "Host: evil.example\r\n", "Host: \r\n", "", $"Host: {Site}.evil.example\r\n", $"Host: evil.{Site}\r\n", $"Host: {Site}:8080\r\n",
            $"Host: {Site}.\r\n", $"Host: {Site}@evil.example\r\n", "Host: 127.0.0.1\r\n", "Host: localhost\r\n",
            $"Host: {Site}\r\nHost: evil.example\r\n", $"Host: evil.example\r\nHost: {Site}\r\n", $"Host: {Site}, evil.example\r\n",
            $"Host: evil.example\r\nX-Forwarded-Host: {Site}\r\n", $"Host: evil.example#{Site}\r\n",
        ];
        foreach (var host in hosts)
            yield return $"GET {prefix}/workers HTTP/1.1\r\n{host}\r\n";
        foreach (var target in new[] { $"https://{Site}{prefix}/workers", $"http://{Site}{prefix}/workers", $"https://evil.example{prefix}/workers", $"//{Site}{prefix}/workers" })
            yield return Get(target);
        foreach (var line in new[]
        {
            $"GET {prefix}/workers HTTP/1.0", $"GET {prefix}/workers HTTP/0.9", $"GET {prefix}/workers HTTP/2.0", $"GET {prefix}/workers HTTP/1.2",
            $"GET  {prefix}/workers HTTP/1.1", $"GET {prefix}/workers  HTTP/1.1", $"GET {prefix}/workers HTTP/1.1 ", $"GET\t{prefix}/workers\tHTTP/1.1",
            $"GET {prefix}/workers", $" GET {prefix}/workers HTTP/1.1", "GET * HTTP/1.1", "GET HTTP/1.1", $"GET {prefix[..^0]}workers HTTP/1.1",
        })
        {
            yield return $"{line}\r\nHost: {Site}\r\n\r\n";
        }
    }

    /// <summary>
    /// Requests that hide a write behind a read: where the two readers of a connection disagree about a body's end, the rest
    /// of it becomes a request. Each goes over a connection of its own.
    /// </summary>
    public static IEnumerable<string> Framing(string prefix)
    {
        var hidden = $"POST {prefix}/api/task/send-task/smuggled HTTP/1.1\r\nHost: {Site}\r\n{Signed.EitherWay}Content-Length: 0\r\n\r\n";
        var post = $"POST {prefix}/tasks/datatable HTTP/1.1\r\nHost: {Site}\r\n{Signed.EitherWay}Origin: https://{Site}\r\n";
        var chunks = $"0\r\n\r\n{hidden}";
        yield return $"{post}Transfer-Encoding: chunked\r\n\r\n{chunks}";
        yield return $"{post}Transfer-Encoding: chunked\r\nContent-Length: {chunks.Length}\r\n\r\n{chunks}";
        yield return $"{post}Content-Length: {chunks.Length}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}";
        yield return $"{post}Content-Length: {chunks.Length}\r\nTransfer-Encoding: xchunked\r\n\r\n{chunks}";
        yield return $"{post}Transfer-Encoding: identity\r\nContent-Length: {hidden.Length}\r\n\r\n{hidden}";
        yield return $"{post}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n{chunks}";
        yield return $"{post}Transfer-Encoding: gzip, chunked\r\n\r\n{chunks}";
        yield return $"{post}Transfer-Encoding: \r\n\r\n{chunks}";
        yield return $"{post}Transfer-Encoding : chunked\r\n\r\n{chunks}";
        yield return $"{post}X: y\rTransfer-Encoding: chunked\r\n\r\n{chunks}";
        yield return $"{post}X: y\n Transfer-Encoding: chunked\r\n\r\n{chunks}";
        yield return $"{post}Content-Length: 0\r\nContent-Length: {hidden.Length}\r\n\r\n{hidden}";
        yield return $"{post}Content-Length: {hidden.Length}\r\nContent-Length: 0\r\n\r\n{hidden}";
        yield return $"{post}Content-Length: +5\r\n\r\nhello";
        yield return $"{post}Content-Length: -1\r\n\r\n";
        yield return $"{post}Content-Length: 0x5\r\n\r\nhello";
        yield return $"{post}Content-Length: 99999999999999999999\r\n\r\n";
        yield return $"{post}Content-Length: 70000\r\n\r\n{new string('x', 70_000)}";
        yield return $"GET {prefix}/workers HTTP/1.1\r\nHost: {Site}\r\nX: {new string('x', 40_000)}\r\n\r\n";
        yield return Get($"{prefix}/worker/{new string('x', 766)}");
        yield return Get($"{prefix}/tasks?state={new string('x', 70_000)}");
        yield return $"GET {prefix}/work\0ers HTTP/1.1\r\nHost: {Site}\r\n\r\n";
        yield return $"GET {prefix}/work\rers HTTP/1.1\r\nHost: {Site}\r\n\r\n";
        yield return $"GET {prefix}/work\u0001ers HTTP/1.1\r\nHost: {Site}\r\n\r\n";
        yield return $"GET {prefix}/workers\u007f HTTP/1.1\r\nHost: {Site}\r\n\r\n";
        yield return $"{post}Content-Length: 5, 5\r\n\r\nhello";
        yield return $"{post}Content-Length: 0\r\nContent-Length\t: {hidden.Length}\r\n\r\n{hidden}";
        yield return $"{post}Content-Length: {hidden.Length}\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n{hidden}";
        yield return $"{post}Transfer-Encoding:\tchunked\r\n\r\n{chunks}";
        yield return $"{post}transfer-encoding: CHUNKED\r\n\r\n{chunks}";
        yield return $"{post}Transfer_Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}";
        yield return $"{post}Transfer-Encoding: chunked;q=1\r\n\r\n{chunks}";
        yield return $"{post}Transfer-Encoding: chunked\r\n\r\n5;x=\r\nhello\r\n{chunks}";
        yield return $"GET {prefix}/workers HTTP/1.1\r\nHost: {Site}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}";
        yield return $"{post}Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}";
        yield return "\u0016\u0003\u0001\0\u0005hello";
        yield return $"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    }

    private static string Get(string target) => Line("GET", target, "");

    private static string Post(string target, string headers) => Line("POST", target, $"{headers}Content-Length: 2\r\n") + "{}";

    // Signed in, all of them: the gateway refuses other writes before it looks at anything else.
    private static string Line(string method, string target, string headers) =>
        $"{method} {target} HTTP/1.1\r\nHost: {Site}\r\n{Signed.EitherWay}{headers}\r\n";
}
