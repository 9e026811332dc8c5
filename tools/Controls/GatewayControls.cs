using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Controls of the gateway's <c>nginx.conf</c> as it stands in the plan: that no edited, older or missing one is deployed.
/// What the file does is tested in nginx itself.
/// </summary>
internal static partial class GatewayControls
{
    private static readonly string[] Logged = ["remote_addr", "audit_user", "request_method", "audit_target", "audit_status"];

    // No other variable is known to hold no secret.
    private static readonly string[] Loggable = [.. Logged, "request_id", "request_time", "time_iso8601", "upstream_status"];

    private const string ShortList = "limit=(?:1000|[1-9][0-9]{0,2})(?:&";
    private const int MostAtOnce = 20;
    private const int MostConnections = 1024;

    private static readonly string[] ByAsker = ["connections", "inspections", "listings", "open_listings", "requests"];

    // What names who is signed in, and how it is counted.
    private static readonly (string Source, string Key)[] Askers =
    [
        ("$django_session", "$counted_session$binary_remote_addr"),
        ("$http_x_amzn_oidc_identity", "$http_x_amzn_oidc_identity/$binary_remote_addr"),
        ("$signed_in", "$signed_in/$binary_remote_addr"),
        ("$signed_in_user", "$counted_session$binary_remote_addr"),
    ];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-GATE-01", Severity.Critical, "The gateway refuses every request that its list doesn't hold")
        {
            Sources = ["K06:2025"],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: its map $allowed is 0 by default and lists Flower's own requests, without /metrics.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => file.Routes.AreFlowers(InstanceRole.Administrator) && file.Refuses("$allowed", "=", "0"),
                "has no list of allowed requests that it refuses all others by")),
        },
        new("FLW-GATE-02", Severity.High, "The viewers' gateway passes no request that changes anything")
        {
            Sources = [],
            Guide = Guides.ReadOnly,
            Fix = "Generate nginx.conf with the viewer profile: the one POST in it is the tasks table's search.",
            Check = plan => plan.FlowerPods.Where(pod => !pod.IsForAdministrators).Select(pod => new Finding(pod.Workload, pod.Gateway(
                file => file.Routes.AreFlowers(InstanceRole.Viewer) && file.Routes.Listed.All(it => Read().IsMatch(it)),
                "lets viewers send more than reads"))),
        },
        new("FLW-GATE-03", Severity.High, "Requests that another site makes a browser send are refused")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: its map $cross_site is 1 by default and admits GET and the dashboard's own origin.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => file.Host is { } host
                    && file.Map("cross_site") is { } map
                    && map.Is("$request_method|$http_origin|$http_sec_fetch_site", "1", out var sameSite)
                    && sameSite.All(it => it.Value == "0"
                        && (it.Key == "~^GET[|]" || it.Key == $"POST|https://{host}|" || it.Key == $"POST|https://{host}|same-origin"))
                    && file.Refuses("$cross_site"),
                "has no guard against requests from other sites")),
        },
        new("FLW-GATE-04", Severity.High, "The gateway answers to the dashboard's host name only")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: its map $foreign_host is 1 by default and names the host.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => file.Host is not null && file.Refuses("$foreign_host"), "answers to any host name")),
        },
        new("FLW-GATE-05", Severity.Critical, "The gateway speaks TLS 1.2 and 1.3 on every port")
        {
            Sources = ["C-0231", "C-0263"],
            Guide = Guides.Proxy,
            Fix = "Set ssl_protocols to TLSv1.2 TLSv1.3, ssl_ciphers to those with forward secrecy, and ssl on every listen.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => file.Servers.Count > 0 && file.Servers.All(SpeaksTls), "listens without TLS, or with an old one")),
        },
        new("FLW-GATE-06", Severity.Medium, "The gateway limits requests, connections, bodies and waiting")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Generate nginx.conf: it sets limit_req, limit_conn, client_max_body_size and the timeouts.",
            Check = FlowerPod.Each(pod => pod.Gateway(GatewayLimits.Missing)),
        },
        new("FLW-GATE-07", Severity.Medium, "Answers tell browsers to stay on HTTPS and out of frames")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Add the headers Strict-Transport-Security for a year or more and X-Frame-Options DENY.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => Everywhere(file, level => Header(level, "Strict-Transport-Security", IsAYear)
                    && Header(level, "X-Frame-Options", value => value == "DENY")
                    && level.Effective("add_header").All(LeavesFramesClosed)),
                "leaves a header out")),
        },
        new("FLW-GATE-08", Severity.Medium, "The gateway logs every request with its answer")
        {
            Sources = [],
            Guide = Guides.AccessLog,
            Fix = "Generate nginx.conf: it logs JSON to /dev/stdout, with client, user, request and status, and without headers.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => file.All.Where(it => it.Name == "log_format").ToArray() is [{ Arguments: ["audit", "escape=json", ..] } format]
                    && format.Arguments.SelectMany(NginxMap.VariablesIn).ToHashSet(StringComparer.Ordinal) is var variables
                    && variables.IsSupersetOf(Logged) && variables.IsSubsetOf(Loggable)
                    && Everywhere(file, level => level.Effective("access_log").Any(log => log.Is("/dev/stdout", "audit"))),
                "writes no audit log, or one that may hold secrets")),
        },
        new("FLW-GATE-09", Severity.Medium, "Lists of tasks are short, and requests for them limited")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Generate nginx.conf: /api/tasks passes with one limit of 1 to 1000, and the tasks table gets at most 100 rows.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => file.Routes.Listed.Where(it => ListOfTasks().IsMatch(it)).All(it => it.Contains(ShortList, StringComparison.Ordinal))
                    && file.Map("page_length") is { } length && length.Is("$request_body", "15", out var rows)
                    && rows is [("~(?:^|&)length=(?<small_length>100|[1-9][0-9]?)(?:&|\\z)", "$small_length")]
                    && At(file, "/tasks/datatable", table => HasShortLists(file, table)
                        && table.Effective("proxy_set_body") is [var body] && body.Is("$request_body&length=$page_length")
                        && table.Effective("proxy_set_header").Where(it => IsHeader(it, "Content-Type")).ToArray() is [{ Arguments: [_, "$flower_content_type"] }])
                    && Sets(file, "flower_content_type", "$request_uri", ("default", "$content_type"),
                        ($"{file.Routes.Prefix}/tasks/datatable", "application/x-www-form-urlencoded"))
                    && At(file, "/api/tasks", list => HasShortLists(file, list)),
                "lets a viewer list more than Flower's memory holds")),
        },
        new("FLW-GATE-10", Severity.Medium, "Requests for workers' pages are limited")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Generate nginx.conf: each of these pages makes Flower ask the worker eight questions, and has a limit of its own.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => At(file, "/worker/", page => GatewayLimits.LimitsRequests(
                        file, page, RequestRatesArgs.MostWorkerPagesPerMinute / 60.0, MostAtOnce))
                    && file.Dashboards.SelectMany(it => it.Inner).SelectMany(it => it.Directive.Arguments)
                        .Where(it => it.StartsWith($"{file.Routes.Prefix}/worker/", StringComparison.Ordinal))
                        .All(it => it == $"{file.Routes.Prefix}/worker/"),
                "lets a viewer keep all workers busy with questions")),
        },
        new("FLW-GATE-11", Severity.Medium, "Limits belong to each signed-in user, and otherwise to the address")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Generate nginx.conf: its zones count by $asker, so that nobody uses up the limits of colleagues behind the same address.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => file.Map("asker") is { Entries.Count: 2 } map
                    && map.Entries.Contains(("", "$binary_remote_addr"))
                    && Askers.Contains((map.Source, map.Entries.FirstOrDefault(it => it.Key == "default").Value))
                    && ByAsker.All(name => GatewayLimits.Zones(file, "limit_req_zone").Concat(GatewayLimits.Zones(file, "limit_conn_zone"))
                        .Any(zone => GatewayLimits.ZoneName(zone) == name && zone.Arguments[0] == "$asker")),
                "counts all who share an address as one, or lets a sign-in escape its address")),
        },
        new("FLW-GATE-12", Severity.Medium, "Only right credentials reach Flower, and without them no body is waited for")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: with passwords it passes $basic_credentials, with an identity provider no Authorization header.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => file.All.Where(it => it.Name == "proxy_set_header" && IsHeader(it, "Authorization")).ToArray() is var headers
                    && (file.Django is not null
                        ? headers is [{ Arguments: [_, "$flower_authorization"] }] && file.Refuses("$unproven_post")
                            && Sets(file, "unproven_post", "$request_method|$django_session", ("default", "0"), ("POST|", "1"))
                        : headers.All(it => it.Arguments is [_, "$basic_credentials"])
                    && (headers.Length == 0 || (Sets(file, "basic_credentials", "$signed_in", ("default", "$http_authorization"), ("", ""))
                        && Sets(file, "signed_in", "$http_authorization", ("default", ""), ("include", GatewayCredentials.MapFile))))
                    && (IsSignedInByLoadBalancer(file)
                        || (file.Refuses("$unproven_post") && Sets(
                            file, "unproven_post", $"$request_method|${(headers.Length == 0 ? "signed_in_user" : "signed_in")}", ("default", "0"), ("POST|", "1"))))),
                "passes on whatever is sent")),
        },
        new("FLW-GATE-13", Severity.Medium, "The gateway admits no more connections than its memory holds")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Set worker_processes to 2 and worker_connections to 512 or less: each connection takes 30 kB for TLS alone, of 64 MiB.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => Number(file.All, "worker_processes") is { } processes
                    && Number(file.All, "worker_connections") is { } connections
                    && (long)processes * connections <= MostConnections,
                "admits more connections than 64 MiB hold")),
        },
        new("FLW-GATE-14", Severity.Critical, "Nothing in the gateway's configuration leads past its guards")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf, and leave what this control names out of it.",
            Check = FlowerPod.Each(pod => pod.Gateway(GatewayDetours.Find)),
        },
        new("FLW-GATE-15", Severity.Medium, "Forged sessions use up no limit of people whose session Flower has accepted")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Generate nginx.conf: with an identity provider it hands a pass to each session that Flower has accepted, and counts the holders separately.",
            Check = FlowerPod.Each(pod => pod.Gateway(GatewaySessions.Find)),
        },
    ];

    // Anybody else than the load balancer could name an identity.
    private static bool IsSignedInByLoadBalancer(GatewayFile file) =>
        file.Refuses("$http_x_amzn_oidc_identity", "=", "") && file.Refuses("$outsider")
        && file.Map("outsider") is { } map && map.Is("$realip_remote_addr", "1", out var own)
        && own.All(it => it.Value == "0" && CidrBlock.TryParse(it.Key, out _, out _));

    // A path of the dashboards', below their prefix.
    private static bool At(GatewayFile file, string path, Func<NginxLevel, bool> rule) =>
        file.Routes.Prefix is { } prefix && file.Dashboards.Count > 0
        && file.Dashboards.All(it => it.Location($"{prefix}{path}") is { } location && rule(location));

    private static bool HasShortLists(GatewayFile file, NginxLevel location) =>
        GatewayLimits.LimitsRequests(file, location, RequestRatesArgs.MostListings, MostAtOnce)
        && GatewayLimits.LimitsConnections(file, location, LimitConfiguration.OpenListings);

    private static bool Sets(GatewayFile file, string variable, string source, params (string Key, string Value)[] entries) =>
        file.Map(variable) is { } map && map.Source == source && map.Entries.Count == entries.Length && entries.All(map.Entries.Contains);

    private static int? Number(IEnumerable<NginxDirective> directives, string name) =>
        directives.Where(it => it.Name == name).ToArray() is [{ Arguments: [var text] }] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    private static bool Everywhere(GatewayFile file, Func<NginxLevel, bool> rule) =>
        file.Dashboards.Count > 0 && file.Dashboards.SelectMany(it => it.All).All(rule);

    // Without a listen nginx takes port 80.
    private static bool SpeaksTls(NginxLevel server) =>
        server.Effective("listen") is [_, ..] ports && ports.All(it => it.Arguments.Skip(1).Contains("ssl"))
        && server.Effective("ssl_protocols") is [_, ..] protocols
        && protocols.SelectMany(it => it.Arguments).All(it => it is "TLSv1.2" or "TLSv1.3")
        && server.Effective("ssl_ciphers") is [{ Arguments: [var ciphers] }] && ciphers.Split(':').All(it => Cipher().IsMatch(it));

    private static bool Header(NginxLevel level, string name, Func<string, bool> isRight) =>
        level.Effective("add_header").Where(it => IsHeader(it, name)).ToArray() is [_, ..] headers
        && headers.All(it => it.Arguments is [_, var value, "always"] && isRight(value));

    private static bool IsHeader(NginxDirective header, string name) =>
        header.Arguments is [var it, ..] && it.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsAYear(string value) =>
        StrictTransport().Match(value) is { Success: true } match && long.Parse(match.Groups[1].Value) >= 31_536_000;

    // Browsers that find frame-ancestors don't look at X-Frame-Options.
    private static bool LeavesFramesClosed(NginxDirective header) =>
        !IsHeader(header, "Content-Security-Policy")
        || header.Arguments is [_, var policy, ..]
        && policy.Split(';', StringSplitOptions.TrimEntries).All(it =>
            !it.StartsWith("frame-ancestors", StringComparison.OrdinalIgnoreCase) || it.Equals("frame-ancestors 'none'", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^~\^(GET /\S*|POST /(\S*/)?tasks/datatable) HTTP/1\[\.\]1\\z$")]
    private static partial Regex Read();

    [GeneratedRegex(@"/api/tasks(?![/\w])")]
    private static partial Regex ListOfTasks();

    [GeneratedRegex("^(ECDHE-(ECDSA|RSA)-(AES(128-GCM-SHA256|256-GCM-SHA384)|CHACHA20-POLY1305))$")]
    private static partial Regex Cipher();

    [GeneratedRegex("^max-age=([0-9]{1,12})(;|$)")]
    private static partial Regex StrictTransport();
}
