using FlowerInfra.Tests.Gateway;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>A deployment that lacks one defence, and the check that has to find it.</summary>
internal sealed record RemovedDefence(string Name, string Check)
{
    private const string Host = DeployedDashboard.Host;

    /// <summary>The change of the gateway's configuration.</summary>
    public Func<string, string>? Edit { get; init; }

    public FlowerStandIn Flower { get; init; } = new();

    /// <summary>The answer of port 80, when it isn't the redirect.</summary>
    public Func<RecordedRequest, string>? PlainHttp { get; init; }

    /// <summary>A port that is open beside 443 and 80.</summary>
    public int? OpenPort { get; init; }

    /// <summary>Whether only <c>--probe-limits</c> finds it.</summary>
    public bool ReachesLimits { get; init; }

    /// <summary>The gateway's rate of requests, when it isn't the default.</summary>
    public int? RequestsPerSecond { get; init; }

    public InstanceRole Role { get; init; } = InstanceRole.Viewer;

    public static IEnumerable<RemovedDefence> All { get; } =
    [
        Text("TLS 1.2 as the lowest version", "VFY-03", text =>
            Line(Line(text, "ssl_protocols", "TLSv1 TLSv1.1 TLSv1.2 TLSv1.3"), "ssl_ciphers", "ALL:@SECLEVEL=0")),
        Text("the choice of cipher suites", "VFY-04", text => Line(text, "ssl_ciphers", "ALL")),
        new("the redirect of port 80", "VFY-05") { PlainHttp = _ => "HTTP/1.1 200 OK\r\n" },
        new("the redirect's host", "VFY-05") { PlainHttp = _ => $"HTTP/1.1 301 Moved\r\nLocation: https://{Host}.evil.example/" },
        new("the redirect's scheme", "VFY-05") { PlainHttp = _ => $"HTTP/1.1 301 Moved\r\nLocation: http://{Host}/" },
        new("the login for pages", "VFY-06") { Flower = new FlowerStandIn { AlsoAdmits = request => request.Target == "/flower/broker" } },
        new("the login for the API", "VFY-07")
        {
            Flower = new FlowerStandIn { AlsoAdmits = request => request.Target == "/flower/api/tasks?limit=1" },
        },
        Replaced("a complete list of users", "VFY-08", "Authorization $basic_credentials", "Authorization $http_authorization") with
        {
            Flower = new FlowerStandIn { AlsoAdmits = request => request.Header("Authorization") == "Basic !" },
        },
        Replaced("the rule that only right credentials reach Flower", "VFY-08", "Authorization $basic_credentials", "Authorization $http_authorization"),
        new("a Flower that works", "VFY-09") { Flower = new FlowerStandIn { SignedIn = "HTTP/1.1 500 Internal Server Error\r\n" } },
        new("the admin's own users", "VFY-10") { Role = InstanceRole.Administrator },
        Replaced(
            "the allow-list", "VFY-11",
            "map $request $allowed {\n        default 0;", "map $request $allowed {\n        default 1;"),
        Text("the viewer role", "VFY-11", text => Allow(text, "POST /flower/api/")),
        Text("one write endpoint's absence from the allow-list", "VFY-11", text => Allow(text, "POST /flower/api/task/abort/")),
        new("the admin's login for writes", "VFY-12")
        {
            Role = InstanceRole.Administrator,
            // With passwords the gateway refuses writes itself, as long as they are not signed in.
            Flower = new FlowerStandIn(AuthenticationKind.OAuth)
            {
                AlsoAdmits = request => request.Target.StartsWith("/flower/api/worker/shutdown/", StringComparison.Ordinal),
            },
        },
        Text("the refusal of result?timeout", "VFY-13", text => Allow(text, "GET /flower/api/task/result/[^/?]+[?]timeout=")),
        Text("the refusal of refresh", "VFY-13", text => Allow(text, "GET /flower/(api/)?workers[?].*refresh=")),
        Text("the allow-list of parameters", "VFY-13", text => Allow(text, "GET /flower/api/tasks[?]")),
        Text("the refusal of a login link that redirects", "VFY-13", text => Allow(text, "GET /flower/login[?]")) with
        {
            Flower = new FlowerStandIn(AuthenticationKind.OAuth),
        },
        Text("the metrics' own port", "VFY-14", text => Allow(text, "GET /flower/metrics")),
        Text("the health check's own port", "VFY-14", text => Allow(text, "GET /flower/healthcheck")),
        Replaced(
            "the comparison of the target as it was sent", "VFY-15",
            "map $request $allowed", "map \"$request_method $uri HTTP/1.1\" $allowed"),
        Text("the allow-list of methods", "VFY-16", text => text
            .Replace("        \"~^GET /", "        \"~^[A-Z]+ /", StringComparison.Ordinal)
            .Replace("\"~^GET[|]\" 0;", "\"~^[A-Z]+[|]\" 0;", StringComparison.Ordinal)),
        Replaced(
            "the guard against other sites", "VFY-17",
            "$cross_site {\n        default 1;", "$cross_site {\n        default 0;"),
        Replaced(
            "the comparison of the origin", "VFY-17",
            $"\"POST|https://{Host}|\" 0;", "\"~^POST[|].*[|]$\" 0;"),
        Replaced(
            "the comparison of Sec-Fetch-Site", "VFY-17",
            $"\"POST|https://{Host}|same-origin\" 0;", $"\"~^POST[|]https://{Host}[|]\" 0;"),
        Replaced(
            "the admin's guard against other sites", "VFY-17",
            "$cross_site {\n        default 1;", "$cross_site {\n        default 0;") with { Role = InstanceRole.Administrator },
        Replaced(
            "the comparison of the host", "VFY-18",
            "$foreign_host {\n        default 1;", "$foreign_host {\n        default 0;"),
        Text("the refusal of absolute targets", "VFY-19", text => Allow(text, "GET https://")),
        Replaced(
            "the refusal of HTTP/1.0", "VFY-20",
            @"HTTP/1[.]1\z", @"HTTP/1[.][01]\z"),
        Replaced(
            "the refusal of chunks", "VFY-21",
            "if ($http_transfer_encoding)", "if ($http_x_never)"),
        Replaced("the refusal of others' bodies", "VFY-45", "\"POST|\" 1;", "\"POST|\" 0;"),
        Text("the limit of bodies", "VFY-22", text => Line(text, "client_max_body_size", "1m")),
        Text("the limit of bodies that anybody may send", "VFY-22", text => Line(text, "client_max_body_size", "64k")) with
        {
            Flower = new FlowerStandIn(AuthenticationKind.OAuth),
        },
        .. new[]
            {
                "Cache-Control", "Content-Security-Policy", "Referrer-Policy", "Strict-Transport-Security", "X-Content-Type-Options",
                "X-Frame-Options",
            }
            .Select(header => Replaced($"the header {header}", "VFY-23", $"add_header {header} ", $"add_header X-{header} ")),
        Replaced(
            "a content security policy without inline scripts", "VFY-23",
            "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        Replaced(
            "the headers on refusals", "VFY-23",
            "\" always;", "\";"),
        Replaced(
            "the removal of Flower's CORS headers", "VFY-24",
            "proxy_hide_header Access-Control-Allow-Origin;", ""),
        .. new[] { " secure", " httponly", " samesite=lax" }.Select(flag =>
            Replaced($"the cookies' flag{flag}", "VFY-25", flag, "") with { Flower = new FlowerStandIn(AuthenticationKind.OAuth) }),
        Text("the silence about versions", "VFY-26", text => Line(text, "server_tokens", "on")),
        Replaced("the cookies' path", "VFY-25", "proxy_cookie_path ~^/$ /flower/;", "") with { Flower = new FlowerStandIn(AuthenticationKind.OAuth) },
        Text("the limit of headers", "VFY-28", text => Line(text, "large_client_header_buffers", "8 64k")),
        Replaced("the list of headers that pass", "VFY-29", "proxy_pass_request_headers off", "proxy_pass_request_headers on"),
        Text("the refusal of tickets", "VFY-30", text => Line(text, "ssl_session_tickets", "on")),
        .. BehindTheGateway,
        .. ReachedLimits,
        .. new[] { 5555, 8443, 8444, 9443 }.Select(port => new RemovedDefence($"the closed port {port}", "VFY-27") { OpenPort = port }),
    ];

    private static IEnumerable<RemovedDefence> BehindTheGateway =>
    [
        new("a Flower that knows read_only", "VFY-35") { Flower = new FlowerStandIn { Version = FlowerVersion.Old } },
        new("read_only in an old Flower", "VFY-36") { Flower = new FlowerStandIn { Version = FlowerVersion.Old } },
        new("read_only", "VFY-36") { Flower = new FlowerStandIn { Version = FlowerVersion.Writable } },
        new("read_only, without a worker", "VFY-36")
        {
            Flower = new FlowerStandIn { Version = FlowerVersion.Writable, Workers = [], ReceivedTask = "0b5c1c3e-6c1e-4d5e-9a55-2f2f5b0d6f11" },
        },
        new("a list of users", "VFY-06") { Flower = new FlowerStandIn { IsOpen = true } },
        Replaced("the challenge of the API", "VFY-37", "add_header WWW-Authenticate $challenge always;", ""),
        Text("the limit of a listing", "VFY-38", text => Allow(text, "GET /flower/api/tasks[?]?")),
        Text("the highest limit of a listing", "VFY-38", text => text.Replace("limit=(?:1000|", "limit=(?:[0-9]{4,6}|", StringComparison.Ordinal)),
        Replaced("the tasks table's length", "VFY-39", "&length=$page_length", ""),
        Text("the tasks table's longest length", "VFY-39", text => text.Replace("(?<small_length>100|", "(?<small_length>[0-9]{3,6}|", StringComparison.Ordinal)),
        Replaced("the refusal of scripts at the login", "VFY-40", "if ($no_page)", "if ($http_x_never)") with { Flower = new FlowerStandIn(AuthenticationKind.OAuth) },
    ];

    private static IEnumerable<RemovedDefence> ReachedLimits =>
    [
        Text("the time limit of headers", "VFY-31", text => Line(text, "client_header_timeout", "60s")) with { ReachesLimits = true },
        Text("the time limit of bodies", "VFY-31", text => Line(text, "client_body_timeout", "60s")) with { ReachesLimits = true },
        Replaced("the limit of open requests", "VFY-32", "limit_conn connections", "# limit_conn") with { ReachesLimits = true },
        Replaced("the limit of wrong passwords", "VFY-33", "limit_req zone=logins", "# limit_req") with { ReachesLimits = true },
        Replaced("the distrust of forwarded addresses", "VFY-33", "set_real_ip_from 10.0.0.0/16", "set_real_ip_from 0.0.0.0/0") with { ReachesLimits = true },
        Replaced("the limit of logins", "VFY-33", "limit_req zone=logins", "# limit_req") with
        {
            ReachesLimits = true,
            Flower = new FlowerStandIn(AuthenticationKind.OAuth),
        },
        Replaced("the limit of workers' pages", "VFY-41", "limit_req zone=inspections", "# limit_req") with { ReachesLimits = true },
        Replaced("the limit of listings", "VFY-42", "limit_req zone=listings", "# limit_req") with { ReachesLimits = true },
        Replaced("the limit of visits to the login", "VFY-46", "limit_req zone=login_pages", "# limit_req") with
        {
            ReachesLimits = true,
            Flower = new FlowerStandIn(AuthenticationKind.OAuth),
        },
        Replaced("the limit by who is signed in", "VFY-44", "limit_req_zone $asker zone=requests", "limit_req_zone $binary_remote_addr zone=requests") with
        {
            ReachesLimits = true,
            RequestsPerSecond = VerifyCall.SlowRate,
        },
        Replaced("the limit of an address", "VFY-43", "limit_req zone=addresses", "# limit_req") with
        {
            ReachesLimits = true,
            RequestsPerSecond = VerifyCall.SlowRate,
            Flower = new FlowerStandIn(AuthenticationKind.OAuth),
        },
        Replaced("the limit of requests", "VFY-34", "limit_req zone=requests", "# limit_req") with { ReachesLimits = true },
    ];

    public static string AllowEverything(string text) =>
        text.Replace("\"POST|\" 1;", "\"POST|\" 0;", StringComparison.Ordinal)
            .Replace("map $request $allowed {\n        default 0;", "map $request $allowed {\n        default 1;", StringComparison.Ordinal)
            .Replace("$cross_site {\n        default 1;", "$cross_site {\n        default 0;", StringComparison.Ordinal);

    public override string ToString() => Name;

    private static RemovedDefence Replaced(string name, string check, string text, string by) =>
        Text(name, check, configuration => configuration.Replace(text, by, StringComparison.Ordinal));

    private static RemovedDefence Text(string name, string check, Func<string, string> edit) => new(name, check) { Edit = edit };

    private static string Allow(string text, string start) =>
        text.Replace("$allowed {\n        default 0;", $"$allowed {{\n        default 0;\n        \"~^{start}\" 1;", StringComparison.Ordinal);

    private static string Line(string text, string directive, string value)
    {
        var start = text.IndexOf($"    {directive} ", StringComparison.Ordinal);
        return $"{text[..start]}    {directive} {value};{text[text.IndexOf('\n', start)..]}";
    }
}
