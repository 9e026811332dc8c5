using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Controls of the gateway's <c>nginx.conf</c> as it stands in the plan: that no edited, older or missing one is deployed.
/// What the file does is tested in nginx itself.
/// </summary>
internal static partial class GatewayControls
{
    private const string File = "nginx.conf";

    private static readonly string[] EveryLimit =
    [
        "client_body_timeout", "client_header_timeout", "client_max_body_size", "limit_conn", "limit_conn_zone", "limit_req", "limit_req_zone",
    ];

    private const string ShortList = "limit=(?:1000|[1-9][0-9]{0,2})(?:&";

    private const int MostConnections = 1024;

    private static readonly string[] ByAsker = ["connections", "inspections", "listings", "open_listings", "requests"];

    private static readonly string[] Logged = ["$remote_addr", "$audit_user", "$request_method", "$audit_target", "$audit_status"];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-GATE-01", Severity.Critical, "The gateway refuses every request that its list doesn't hold")
        {
            Sources = ["K06:2025"],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: its map $allowed is 0 by default and lists whole request lines, without /metrics.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Map("allowed") is [_, _, ..] entries
                    && entries.Contains("default 0;")
                    && entries.Where(it => it != "default 0;").All(it =>
                        AllowedRequest().IsMatch(it) && !it.Contains("/metrics", StringComparison.Ordinal))
                    && RefusesUnlisted().IsMatch(text.Text),
                "has no list of allowed requests that it refuses all others by")),
        },
        new("FLW-GATE-02", Severity.High, "The viewers' gateway passes no request that changes anything")
        {
            Sources = [],
            Guide = Guides.ReadOnly,
            Fix = "Generate nginx.conf with the viewer profile: the one POST in it is the tasks table's search.",
            Check = plan => plan.FlowerPods.Where(pod => !pod.IsForAdministrators).Select(pod => new Finding(pod.Workload, pod.File(
                File,
                text => text.Map("allowed") is [_, ..] entries
                    && entries.All(it => it.StartsWith("default", StringComparison.Ordinal) || Read().IsMatch(it)),
                "lets viewers send more than reads"))),
        },
        new("FLW-GATE-03", Severity.High, "Requests that another site makes a browser send are refused")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: its map $cross_site is 1 by default and admits GET and the dashboard's own origin.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Map("cross_site") is [_, _, ..] entries
                    && entries.Contains("default 1;")
                    && entries.Where(it => it != "default 1;").All(it => SameSite().IsMatch(it))
                    && RefusesCrossSite().IsMatch(text.Text),
                "has no guard against requests from other sites")),
        },
        new("FLW-GATE-04", Severity.High, "The gateway answers to the dashboard's host name only")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: its map $foreign_host is 1 by default and names the host.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Map("foreign_host") is [_, _, ..] entries
                    && entries.Contains("default 1;")
                    && entries.Where(it => it != "default 1;").All(it => Host().IsMatch(it))
                    && RefusesForeignHost().IsMatch(text.Text),
                "answers to any host name")),
        },
        new("FLW-GATE-05", Severity.Critical, "The gateway speaks TLS 1.2 and 1.3 on every port")
        {
            Sources = ["C-0231", "C-0263"],
            Guide = Guides.Proxy,
            Fix = "Set ssl_protocols to TLSv1.2 TLSv1.3, and ssl on every listen.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Values("ssl_protocols") is [_, ..] protocols
                    && protocols.All(it => it is "TLSv1.2 TLSv1.3" or "TLSv1.3")
                    && text.Values("listen") is [_, ..] ports
                    && ports.All(it => it.Split(' ').Contains("ssl")),
                "listens without TLS, or with an old one")),
        },
        new("FLW-GATE-06", Severity.Medium, "The gateway limits requests, connections, bodies and waiting")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Generate nginx.conf: it sets limit_req, limit_conn, client_max_body_size and the timeouts.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => EveryLimit.All(name => text.Values(name) is [_, ..] values && !values.Contains("0"))
                    && text.Location(" /") is var everything
                    && everything.Any(Limits("requests"))
                    && everything.Any(it => it.StartsWith("limit_conn connections ", StringComparison.Ordinal)),
                "leaves a limit out")),
        },
        new("FLW-GATE-07", Severity.Medium, "Answers tell browsers to stay on HTTPS and out of frames")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Add the headers Strict-Transport-Security for a year or more and X-Frame-Options DENY.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Values("add_header") is var headers
                    && headers.Any(it => StrictTransport().Match(it) is { Success: true } match
                        && long.Parse(match.Groups[1].Value) >= 31_536_000)
                    && headers.Contains("X-Frame-Options \"DENY\" always"),
                "leaves a header out")),
        },
        new("FLW-GATE-08", Severity.Medium, "The gateway logs every request with its answer")
        {
            Sources = [],
            Guide = Guides.AccessLog,
            Fix = "Generate nginx.conf: it logs JSON to /dev/stdout, with client, user, request and status.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Values("log_format").Any(format => Logged.All(it => format.Contains(it, StringComparison.Ordinal)))
                    && text.Values("access_log").Contains("/dev/stdout audit"),
                "writes no audit log")),
        },
        new("FLW-GATE-09", Severity.Medium, "Lists of tasks are short, and asked for seldom")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Generate nginx.conf: /api/tasks passes with one limit of 1 to 1000, and the tasks table gets at most 100 rows.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Map("allowed").Where(it => ListOfTasks().IsMatch(it)).All(it => it.Contains(ShortList, StringComparison.Ordinal))
                    && text.Map("page_length") is ["default 15;", _]
                    && text.Location("/tasks/datatable") is var table
                    && table.Contains("proxy_set_body \"$request_body&length=$page_length\";")
                    && table.Any(Limits("listings"))
                    && text.Location("/api/tasks").Any(Limits("listings")),
                "lets a viewer list more than Flower's memory holds")),
        },
        new("FLW-GATE-10", Severity.Medium, "Workers' pages are asked for seldom")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Generate nginx.conf: each of these pages makes Flower ask the worker eight questions, and has a limit of its own.",
            Check = FlowerPod.Each(pod => pod.File(
                File, text => text.Location("/worker/").Any(Limits("inspections")), "lets a viewer keep all workers busy with questions")),
        },
        new("FLW-GATE-11", Severity.Medium, "Limits belong to who is signed in, and otherwise to the address")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Generate nginx.conf: its zones count by $asker, so that nobody uses up the limits of colleagues behind the same address.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Map("asker") is [_, "\"\" $binary_remote_addr;"] entries
                    && Asker().IsMatch(entries[0])
                    && ByAsker.All(zone => text.Values("limit_req_zone").Concat(text.Values("limit_conn_zone"))
                        .Any(it => it.StartsWith($"$asker zone={zone}:", StringComparison.Ordinal))),
                "counts all who share an address as one, or lets a sign-in escape its address")),
        },
        new("FLW-GATE-12", Severity.Medium, "Only right credentials reach Flower, and only their owners' bodies are waited for")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: with passwords it passes $basic_credentials, with an identity provider no Authorization header.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Values("proxy_set_header").Where(it => it.StartsWith("Authorization ", StringComparison.Ordinal)) is var headers
                    && headers.All(it => it == "Authorization $basic_credentials")
                    && (!headers.Any() || text.Map("basic_credentials") is ["default $http_authorization;", "\"\" \"\";"])
                    && (SignedInByLoadBalancer().IsMatch(text.Text) || RefusesUnproven().IsMatch(text.Text)),
                "passes on whatever is sent")),
        },
        new("FLW-GATE-13", Severity.Medium, "The gateway admits no more connections than its memory holds")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Set worker_processes to 2 and worker_connections to 512 or less: each connection takes 30 kB for TLS alone, of 64 MiB.",
            Check = FlowerPod.Each(pod => pod.File(
                File,
                text => text.Values("worker_processes") is [var processes] && text.Values("worker_connections") is [var connections]
                    && int.TryParse(processes, out var count) && int.TryParse(connections, out var each) && count * each <= MostConnections,
                "admits more connections than 64 MiB hold")),
        },
    ];

    private static Func<string, bool> Limits(string zone) => line => line.StartsWith($"limit_req zone={zone} ", StringComparison.Ordinal);

    [GeneratedRegex("""^"~\^(GET|POST) /\S* HTTP/1\[\.\]1\\z" 1;$""")]
    private static partial Regex AllowedRequest();

    [GeneratedRegex(@"/api/tasks(?![/\w])")]
    private static partial Regex ListOfTasks();

    [GeneratedRegex("""^default "\$[a-z_]+/?\$binary_remote_addr";$""")]
    private static partial Regex Asker();

    [GeneratedRegex(@"if \(\$http_x_amzn_oidc_identity = """"\) \{\s*return 403;\s*\}")]
    private static partial Regex SignedInByLoadBalancer();

    [GeneratedRegex(@"if \(\$unproven_post\) \{\s*(return 403|rewrite \^ /\.unproven last);\s*\}")]
    private static partial Regex RefusesUnproven();

    [GeneratedRegex("""^"~\^(GET /\S*|POST /(\S*/)?tasks/datatable) HTTP/1\[\.\]1\\z" 1;$""")]
    private static partial Regex Read();

    [GeneratedRegex("""^"(~\^GET\[\|\]|POST\|https://[a-z0-9.:-]+\|(same-origin)?)" 0;$""")]
    private static partial Regex SameSite();

    [GeneratedRegex("""^"[a-z0-9.-]+(:443)?" 0;$""")]
    private static partial Regex Host();

    [GeneratedRegex(@"if \(\$allowed = 0\) \{\s*return 403;\s*\}")]
    private static partial Regex RefusesUnlisted();

    [GeneratedRegex(@"if \(\$cross_site\) \{\s*return 403;\s*\}")]
    private static partial Regex RefusesCrossSite();

    [GeneratedRegex(@"if \(\$foreign_host\) \{\s*return 421;\s*\}")]
    private static partial Regex RefusesForeignHost();

    [GeneratedRegex("""^Strict-Transport-Security "max-age=([0-9]{1,12})""")]
    private static partial Regex StrictTransport();
}
