using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FlowerInfra.Tests.Gateway;

/// <summary>Every defence of the gateway's configuration, with the attack that gets through without it.</summary>
internal static class GatewayDefences
{
    private const string Site = LiveGateway.Host;
    private const string SameOrigin = $"Origin: https://{Site}\r\n";
    private const string Write = "/flower/api/task/send-task/x";

    private static readonly GatewaySettings Viewer = LiveGateway.SettingsFor();
    private static readonly GatewaySettings Admin = LiveGateway.SettingsFor(InstanceRole.Administrator);
    private static readonly GatewaySettings OAuth = LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth);

    public static IEnumerable<Defence> All => [.. Requests(), .. Tls(), .. Limits(), .. PassDefences.All, .. Listings(), .. Headers(), .. Logs()];

    private static IEnumerable<Defence> Requests() =>
    [
        new("allow-list: a write", Viewer, Defence.If("$allowed = 0"), Reaches(Post(Write, SameOrigin))),
        new("allow-list: the metrics", Viewer, Defence.If("$allowed = 0"), Reaches(Get("/flower/metrics"))),
        new("allow-list: the method", Viewer, Defence.If("$allowed = 0"), Reaches(Line("OPTIONS", "/flower/api/workers", ""))),
        new("allow-list on the target as it was sent", Viewer, Defence.Replace("map $request $allowed", "map \"$request_method $uri $server_protocol\" $allowed"),
            Reaches(Post($"{Write}/../../../../tasks/datatable", SameOrigin))),
        new("allow-list anchored at the end", Viewer, Defence.Replace(" HTTP/1[.]1\\z\" 1;", "\" 1;"), Reaches(Get("/flower/api/workers?refresh=1"))),
        new("names without encoded slashes", Viewer, Defence.Replace("%(?:2[0-46-9A-Da-d]", "%(?:2[0-46-9A-Fa-f]"), Reaches(Get("/flower/worker/a%2f..%2f..%2fmetrics"))),
        new("names of well-formed text only", Viewer, Defence.Replace("%(?:[Cc][3-9A-Fa-f]", "%(?:[Cc][0-9A-Fa-f]"), Reaches(Get("/flower/worker/%c0%ae%c0%ae"))),
        new("files without dot segments", Viewer, Defence.Replace("(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99})", "(?:/[A-Za-z0-9._-]{0,99})"),
            Reaches(Get("/flower/static/css/../../metrics"))),
        new("guard against other sites", Admin, Defence.If("$cross_site"), Reaches(Post(Write, "Content-Type: text/plain\r\n"))),
        new("guard against other sites: Origin", Admin, Defence.Replace($"\"POST|https://{Site}|\" 0;", "\"~^POST[|].*[|]\\z\" 0;"),
            Reaches(Post(Write, "Origin: https://evil.example\r\n"))),
        new("guard against other sites: Sec-Fetch-Site", Admin, Defence.Replace($"\"POST|https://{Site}|\" 0;", $"\"~^POST[|]https://{Site}[|]\" 0;"),
            Reaches(Post(Write, $"{SameOrigin}Sec-Fetch-Site: same-site\r\n"))),
        new("sign-in at the load balancer from there only",
            LiveGateway.SettingsFor(authentication: AuthenticationKind.LoadBalancer) with { TrustedProxies = Viewer.TrustedProxies },
            Defence.If("$outsider"), Reaches(Line("GET", "/flower/workers", "X-Amzn-Oidc-Identity: 00u1operator\r\n"))),
        new("host check", Viewer, Defence.If("$foreign_host"), Reaches("GET /flower/workers HTTP/1.1\r\nHost: evil.example\r\n\r\n")),
        new("no HTTP/1.0", Viewer, Defence.Replace("HTTP/1[.]1\\z", "HTTP/1[.][01]\\z"), Reaches($"GET /flower/workers HTTP/1.0\r\nHost: {Site}\r\n\r\n")),
        new("no chunked uploads", Viewer, Defence.If("$http_transfer_encoding"),
            Reaches($"POST /flower/tasks/datatable HTTP/1.1\r\nHost: {Site}\r\n{KnownUsers.SignedIn}{SameOrigin}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")),
        new("limit of a body", Viewer, Defence.Line("client_max_body_size"), Reaches(
            $"POST /flower/tasks/datatable HTTP/1.1\r\nHost: {Site}\r\n{KnownUsers.SignedIn}{SameOrigin}Content-Length: 17000\r\n\r\n{new string('x', 17_000)}")),
        new("no body without a session", OAuth, Defence.If("$unproven_post"), Reaches(
            $"POST /flower/tasks/datatable HTTP/1.1\r\nHost: {Site}\r\n{SameOrigin}Content-Length: 2\r\n\r\n{{}}")),
        new("no body without right credentials", Viewer, Defence.If("$unproven_post"), Reaches(
            $"POST /flower/tasks/datatable HTTP/1.1\r\nHost: {Site}\r\n{SameOrigin}Content-Length: 2\r\n\r\n{{}}")),
        new("login for pages only", OAuth, Defence.If("$no_page"), Reaches(Line("GET", "/flower/login?next=%2Fflower%2F", "Sec-Fetch-Mode: cors\r\n"))),
        new("limit of the headers", Viewer, Defence.Replace("large_client_header_buffers 4 8k", "large_client_header_buffers 8 64k"),
            Reaches($"GET /flower/workers HTTP/1.1\r\nHost: {Site}\r\nX: {new string('x', 40_000)}\r\n\r\n")),
        new("health check: one request only", Viewer, Defence.If("$request != \"GET /healthcheck HTTP/1.1\""),
            gateway => Arrives(gateway, $"POST /healthcheck HTTP/1.1\r\nHost: {Site}\r\nContent-Length: 0\r\n\r\n", gateway.Settings.HealthPort)),
        new("metrics: one request only", Viewer, Defence.If("$request != \"GET /metrics HTTP/1.1\""),
            gateway => Arrives(gateway, $"POST /metrics?x HTTP/1.1\r\nHost: {Site}\r\nContent-Length: 0\r\n\r\n", gateway.Settings.MetricsPort)),
        new("metrics: one page only", Viewer, text => Defence.Replace("location = /metrics", "location /")(
                Defence.Replace("proxy_pass http://flower/flower/metrics;", "proxy_pass http://flower;")(Defence.If("$request != \"GET /metrics HTTP/1.1\"")(text))),
            gateway => Arrives(gateway, Post(Write, ""), gateway.Settings.MetricsPort)),
    ];

    private static IEnumerable<Defence> Tls() =>
    [
        new("TLS", Viewer, text => Defence.Replace(" ssl;", ";")(text), gateway =>
        {
            using var client = new TcpClient(IPAddress.Loopback.ToString(), gateway.Settings.HttpsPort);
            client.GetStream().Write(Encoding.ASCII.GetBytes($"GET /flower/workers HTTP/1.1\r\nHost: {Site}\r\nConnection: close\r\n\r\n"));
            using var answer = new StreamReader(client.GetStream());
            return answer.ReadToEnd().StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }),
        // OpenSSL has a floor of its own, which its security level lifts.
        new("floor of TLS versions", Viewer, text => Defence.Replace("ssl_protocols TLSv1.2 TLSv1.3", "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3")(
                Defence.Replace("ssl_ciphers ", "ssl_ciphers ALL:@SECLEVEL=0:")(text)),
            gateway => ClientHello.IsAccepted(ClientHello.AnswerTo(gateway.Settings.HttpsPort, 2, ClientHello.OldSuites))),
        new("TLS suites", Viewer, Defence.Line("ssl_ciphers"),
            gateway => ClientHello.IsAccepted(ClientHello.AnswerTo(gateway.Settings.HttpsPort, 3, ClientHello.OldSuites))),
        new("no session tickets", Viewer, Defence.Line("ssl_session_tickets"),
            gateway => ClientHello.PromisesTicket(ClientHello.AnswerTo(gateway.Settings.HttpsPort, 3, ClientHello.CurrentSuites))),
    ];

    private static IEnumerable<Defence> Limits() =>
    [
        new("limit of requests", Viewer with { Rates = Viewer.Rates with { RequestsPerSecond = 1 } }, Defence.Line("limit_req zone=requests"), AllReach(Get("/flower/workers"))),
        new("limit of wrong passwords", Viewer, Defence.Line("limit_req zone=logins"),
            AllReach($"GET /flower/workers HTTP/1.1\r\nHost: {Site}\r\n{KnownUsers.Authorization("ops", "guess")}\r\n")),
        new("limit of logins", OAuth, Defence.Line("limit_req zone=logins"), AllReach(Get("/flower/login?code=x"), 80)),
        new("limit of login pages", OAuth with { Rates = OAuth.Rates with { RequestsPerSecond = 10 } }, Defence.Line("limit_req zone=login_pages"), AllReach(Get("/flower/login"))),
        new("limit of open requests", Viewer with { Rates = Viewer.Rates with { Connections = 2 } }, Defence.Line("limit_conn connections"), AllAreOpen(Enumerable.Repeat(Get("/flower/workers"), 6))),
        new("limit of an address's open requests", OAuth with { Rates = OAuth.Rates with { Connections = 2 } }, Defence.Line("limit_conn address_connections"),
            AllAreOpen(Enumerable.Range(2, 12).Select(number => Line("GET", "/flower/workers", Signed.Session(number))))),
        new("limit of an address", OAuth with { Rates = OAuth.Rates with { RequestsPerSecond = 10 } }, Defence.Line("limit_req zone=addresses"), gateway =>
            !gateway.SendAll([.. Enumerable.Range(2, 400).Select(number => Line("GET", "/flower/workers", Signed.Session(number)))]).Contains(429)),
        new("limits by user", Viewer with { Rates = Viewer.Rates with { RequestsPerSecond = 10 } }, Defence.Replace("limit_req_zone $asker zone=requests", "limit_req_zone $binary_remote_addr zone=requests"),
            NeighbourIsHeldBack(KnownUsers.SignedIn)),
        new("limits by session", OAuth with { Rates = OAuth.Rates with { RequestsPerSecond = 10 } }, Defence.Replace("limit_req_zone $asker zone=requests", "limit_req_zone $binary_remote_addr zone=requests"),
            NeighbourIsHeldBack($"Cookie: {SignedCookie.User}\r\n")),
        // A client in the load balancer's own subnets writes what it likes in front of the address that the load balancer adds.
        new("the last forwarded address only", Viewer with { TrustedProxies = [new CidrBlock(IPNetwork.Parse("127.0.0.0/8"))] },
            Defence.Replace("real_ip_recursive off", "real_ip_recursive on"), gateway =>
            {
                gateway.Get("/flower/workers", "X-Forwarded-For: 203.0.113.9, 127.0.0.7\r\n");
                return gateway.Upstream.Take().Single().Header("X-Forwarded-For") == "203.0.113.9";
            }),
        new("forwarded addresses from the load balancer only", Viewer, Defence.Replace("set_real_ip_from 10.0.0.0/16;", "set_real_ip_from 0.0.0.0/0;"), gateway =>
        {
            gateway.Get("/flower/workers", "X-Forwarded-For: 203.0.113.9\r\n");
            return gateway.Upstream.Take().Single().Header("X-Forwarded-For") == "203.0.113.9";
        }),
    ];

    private static IEnumerable<Defence> Listings() =>
    [
        new("lists of the API are short", Viewer, Defence.Replace("limit=(?:1000|[1-9][0-9]{0,2})", "limit=[0-9]+"), Lists(Get("/flower/api/tasks?limit=100000"))),
        new("lists of the API have one limit", Viewer, Defence.Replace("(?:&(?:offset|", "(?:&(?:limit|offset|"), Lists(Get("/flower/api/tasks?limit=1&limit=100000"))),
        new("tasks table: length", Viewer, Defence.Line("proxy_set_body"), Lists(Table("application/x-www-form-urlencoded", "length=100000"))),
        new("tasks table: small length", Viewer, Defence.Replace("length=(?<small_length>100|[1-9][0-9]?)", "length=(?<small_length>[0-9]+)"),
            Lists(Table("application/x-www-form-urlencoded", "length=100000"))),
        new("tasks table: one form", Viewer, Defence.Line("\"/flower/tasks/datatable\" application/x-www-form-urlencoded"), Lists(Table("multipart/form-data; boundary=x", "--x"))),
        new("limit of lists", Viewer with { Rates = Viewer.Rates with { ListingsPerSecond = 1 } }, WithoutListingRate, gateway =>
            !gateway.SendAtOnce([.. Enumerable.Repeat(Get("/flower/api/tasks?limit=1"), 50)]).Contains(429)),
        new("limit of open lists", Viewer, Defence.Line("limit_conn open_listings"), AllAreOpen(Enumerable.Repeat(Get("/flower/api/tasks?limit=1"), 20))),
        new("limit of workers' pages", Viewer with { Rates = Viewer.Rates with { WorkerPagesPerMinute = 30 } }, Defence.Line("limit_req zone=inspections"), AllReach(Get("/flower/worker/nobody"))),
    ];

    // nginx asks for the rate before it counts what is open. Without the rate a slow machine has more open than are admitted.
    private static string WithoutListingRate(string text) => Defence.Line("limit_req zone=listings")(
        Defence.Replace("limit_conn open_listings 16;", "limit_conn open_listings 50;")(text));

    private static IEnumerable<Defence> Headers()
    {
        foreach (var (name, value) in new[]
        {
            ("Cache-Control", "public"), ("Content-Security-Policy", "default-src *"), ("Referrer-Policy", "unsafe-url"),
            ("Strict-Transport-Security", "max-age=0"), ("X-Content-Type-Options", "x"), ("X-Frame-Options", "ALLOWALL"),
        })
        {
            yield return new($"header {name}", Viewer, Defence.Line($"add_header {name} "), gateway => gateway.Get("/flower/workers").Header(name) is null);
            yield return new($"header {name} from the gateway only", Viewer, Defence.Line($"proxy_hide_header {name};"), gateway =>
            {
                gateway.Upstream.AnswerHead = $"HTTP/1.1 200 OK\r\n{name}: {value}\r\n";
                return gateway.Get("/flower/workers").All(name).Contains(value);
            });
        }

        yield return new("headers on refusals too", Viewer, Defence.Replace("\" always;", "\";"), gateway => gateway.Get("/flower/nothing").Header("X-Frame-Options") is null);
        foreach (var name in new[]
        {
            "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Allow-Origin",
            "Access-Control-Expose-Headers", "Access-Control-Max-Age",
        })
        {
            yield return new($"no {name}", Viewer, Defence.Line($"proxy_hide_header {name};"), gateway =>
            {
                gateway.Upstream.AnswerHead = $"HTTP/1.1 200 OK\r\n{name}: *\r\n";
                return gateway.Get("/flower/workers").Header(name) is not null;
            });
        }

        foreach (var flag in new[] { "Secure", "HttpOnly", "SameSite=Lax" })
        {
            yield return new($"cookie {flag}", OAuth, Defence.Replace($" {flag.ToLowerInvariant()}"), gateway => !Cookie(gateway).Contains($"; {flag}", StringComparison.Ordinal));
        }

        yield return new("cookie for the prefix only", OAuth, Defence.Line("proxy_cookie_path"), gateway => Cookie(gateway).Contains("Path=/;", StringComparison.Ordinal));
        yield return new("right credentials only", Viewer, Defence.Replace("Authorization $basic_credentials", "Authorization $http_authorization"), gateway =>
        {
            gateway.Get("/flower/workers", "Authorization: Basic !\r\n");
            return gateway.Upstream.Take().Single().Header("Authorization") is not null;
        });
        yield return new("a challenge with every 401", Viewer, Defence.Line("add_header WWW-Authenticate"), gateway =>
        {
            gateway.Upstream.AnswerHead = "HTTP/1.1 401 Unauthorized\r\n";
            return gateway.Get("/flower/api/workers").Header("WWW-Authenticate") is null;
        });
        yield return new("headers pass by name only", Viewer, Defence.Replace("proxy_pass_request_headers off", "proxy_pass_request_headers on"), gateway =>
        {
            gateway.Get("/flower/workers", "X-HTTP-Method-Override: POST\r\nCookie: user=planted\r\n");
            return gateway.Upstream.Take().Single().Header("X-HTTP-Method-Override") is not null;
        });
        yield return new("cookies pass by name only", OAuth, Defence.Replace("Cookie $flower_cookies", "Cookie $http_cookie"), gateway =>
        {
            gateway.Get("/flower/workers", $"Cookie: {SignedCookie.User}; theme=planted\r\n");
            return gateway.Upstream.Take().Single().Header("Cookie")!.Contains("planted", StringComparison.Ordinal);
        });
        yield return new("no version in the answers", Viewer, Defence.Line("server_tokens"), gateway => gateway.Get("/flower/workers").Header("Server") != "nginx");
    }

    private static IEnumerable<Defence> Logs() =>
    [
        new("error log: expressions that need no stack", OAuth, Defence.Replace("*+", "*"), gateway =>
        {
            gateway.Get($"/flower/login?code=code-secret&state={string.Concat(Enumerable.Repeat("%41a", 1500))}");
            gateway.StopAndReadAuditLog();
            return gateway.Errors.Contains("code-secret", StringComparison.Ordinal);
        }),
        new("audit log: no code of the identity provider", OAuth, Defence.Line("\"~*^(?<audit_path>"), gateway =>
        {
            gateway.Get("/flower/login?code=code-secret");
            return string.Concat(gateway.StopAndReadAuditLog()).Contains("code-secret", StringComparison.Ordinal);
        }),
        new("error log: no code of the identity provider", OAuth, Defence.Line("error_log stderr emerg"), gateway =>
        {
            gateway.Upstream.AnswerHead = "HTTP/1.1 200 OK\r\n\u0001: x\r\n";
            gateway.Get("/flower/login?code=code-secret");
            gateway.StopAndReadAuditLog();
            return gateway.Errors.Contains("code-secret", StringComparison.Ordinal);
        }),
        new("audit log: always JSON", Viewer, Defence.Replace("escape=json ", "escape=none "), gateway =>
        {
            gateway.Get("/flower/\",\"user\":\"somebody\"");
            return gateway.StopAndReadAuditLog().Any(line => line.Contains("\"user\":\"somebody\"", StringComparison.Ordinal));
        }),
        new("audit log: printable targets", Viewer, Defence.Line("\"~[^\\x21-\\x7E]\""), gateway =>
        {
            gateway.Get("/flower/\u00e4");
            return !gateway.StopAndReadAuditLog().Any(line => line.Contains("(not printable)", StringComparison.Ordinal));
        }),
        new("audit log: no line without a log", Viewer, Defence.Replace("access_log /dev/stdout audit;", "access_log off;"), gateway =>
        {
            gateway.Get("/flower/workers");
            return gateway.StopAndReadAuditLog().Count == 0;
        }),
    ];

    private static Func<LiveGateway, bool> Reaches(string request) => gateway => Arrives(gateway, request, gateway.Settings.HttpsPort);

    private static bool Arrives(LiveGateway gateway, string request, int port)
    {
        gateway.Send(request, port);
        return gateway.Upstream.Take().Count > 0;
    }

    private static Func<LiveGateway, bool> AllReach(string request, int count = 40) => gateway =>
    {
        gateway.SendAll([.. Enumerable.Repeat(request, count)]);
        return gateway.Upstream.Take().Count == count;
    };

    private static Func<LiveGateway, bool> AllAreOpen(IEnumerable<string> requests) => gateway =>
    {
        var gate = new TaskCompletionSource();
        gateway.Upstream.Gate = gate.Task;
        var answers = requests.Select(request => Task.Factory.StartNew(() => gateway.Send(request).Status, TaskCreationOptions.LongRunning)).ToList();
        SpinWait.SpinUntil(() => gateway.Upstream.Count + answers.Count(answer => answer.IsCompleted) == answers.Count);
        var open = gateway.Upstream.Count;
        gate.SetResult();
        Task.WaitAll(answers);
        return open == answers.Count;
    };

    // On the same connection: a tenth of a second later the limit admits a request again.
    private static Func<LiveGateway, bool> NeighbourIsHeldBack(string neighbour) => gateway =>
        gateway.SendAll([.. Enumerable.Repeat(Get("/flower/workers"), 40), Line("GET", "/flower/workers", neighbour)])[^1] == 429;

    private static Func<LiveGateway, bool> Lists(string request) => gateway =>
    {
        gateway.Send(request);
        return gateway.Upstream.Take().Any(arrived => FlowerCosts.Rows(arrived) > 1000);
    };

    private static string Table(string type, string body) => Line(
        "POST", "/flower/tasks/datatable", $"{KnownUsers.SignedIn}{SameOrigin}Content-Type: {type}\r\nContent-Length: {body.Length}\r\n") + body;

    private static string Cookie(LiveGateway gateway)
    {
        gateway.Upstream.AnswerHead = "HTTP/1.1 200 OK\r\nSet-Cookie: user=x; Path=/; expires=Mon, 21 Dec 2026 00:00:00 GMT\r\n";
        return gateway.Get("/flower/login?code=x").Header("Set-Cookie") ?? "";
    }

    private static string Get(string target) => Line("GET", target, "");

    private static string Post(string target, string headers) => Line("POST", target, $"{KnownUsers.SignedIn}{headers}Content-Length: 2\r\n") + "{}";

    private static string Line(string method, string target, string headers) => $"{method} {target} HTTP/1.1\r\nHost: {Site}\r\n{headers}\r\n";
}
