using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Controls of the gateway's <c>nginx.conf</c> as it stands in the plan: that no edited, older or missing one is deployed.
/// What the file does is tested in nginx itself.
/// </summary>
internal static partial class GatewayControls
{
    private static readonly string[] Logged = ["$remote_addr", "$audit_user", "$request_method", "$audit_target", "$audit_status"];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-GATE-01", Severity.Critical, "The gateway refuses every request that its list doesn't hold")
        {
            Sources = ["K06:2025"],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: its map $allowed is 0 by default and lists Flower's own requests, without /metrics.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => GatewayRoutes.Listed(file) is { } listed && GatewayRoutes.AreFlowers(listed, GatewayProfile.Admin)
                    && file.Refuses("$allowed", "=", "0"),
                "has no list of allowed requests that it refuses all others by")),
        },
        new("FLW-GATE-02", Severity.High, "The viewers' gateway passes no request that changes anything")
        {
            Sources = [],
            Guide = Guides.ReadOnly,
            Fix = "Generate nginx.conf with the viewer profile: the one POST in it is the tasks table's search.",
            Check = plan => plan.FlowerPods.Where(pod => !pod.IsForAdministrators).Select(pod => new Finding(pod.Workload, pod.Gateway(
                file => GatewayRoutes.Listed(file) is { } listed && GatewayRoutes.AreFlowers(listed, GatewayProfile.Viewer)
                    && listed.All(it => Read().IsMatch(it)),
                "lets viewers send more than reads"))),
        },
        new("FLW-GATE-03", Severity.High, "Requests that another site makes a browser send are refused")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf: its map $cross_site is 1 by default and admits GET and the dashboard's own origin.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => Host(file) is { } host
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
                file => Host(file) is not null && file.Refuses("$foreign_host"), "answers to any host name")),
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
                file => AllLevels(file).All(level => Header(level, "Strict-Transport-Security", IsAYear)
                    && Header(level, "X-Frame-Options", value => value == "DENY")
                    && level.Effective("add_header").All(LeavesFramesClosed)),
                "leaves a header out")),
        },
        new("FLW-GATE-08", Severity.Medium, "The gateway logs every request with its answer")
        {
            Sources = [],
            Guide = Guides.AccessLog,
            Fix = "Generate nginx.conf: it logs JSON to /dev/stdout, with client, user, request and status.",
            Check = FlowerPod.Each(pod => pod.Gateway(
                file => file.Directives.SelectMany(it => it.Of("log_format")).Any(format => format.Arguments is ["audit", "escape=json", ..]
                        && Logged.All(it => format.Arguments.Any(text => text.Contains(it, StringComparison.Ordinal))))
                    && AllLevels(file).All(level => level.Effective("access_log").Any(log => log.Is("/dev/stdout", "audit"))),
                "writes no audit log")),
        },
        new("FLW-GATE-14", Severity.Critical, "Nothing in the gateway's configuration leads past its guards")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Generate nginx.conf, and leave what this control names out of it.",
            Check = FlowerPod.Each(pod => pod.Gateway(GatewayDetours.Find)),
        },
    ];

    // The one host of the map, with its port or without.
    private static string? Host(GatewayFile file) =>
        file.Map("foreign_host") is { } map && map.Is("$http_host", "1", out var own) && own.All(it => it.Value == "0")
        && own.Select(it => it.Key.EndsWith(":443", StringComparison.Ordinal) ? it.Key[..^4] : it.Key).Distinct().ToArray() is [var host]
        && HostName.TryParse(host, out _, out _) ? host : null;

    private static IEnumerable<NginxLevel> AllLevels(GatewayFile file) => file.Dashboards.SelectMany(it => it.All);

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

    [GeneratedRegex("^(ECDHE-(ECDSA|RSA)-(AES(128-GCM-SHA256|256-GCM-SHA384)|CHACHA20-POLY1305))$")]
    private static partial Regex Cipher();

    [GeneratedRegex("^max-age=([0-9]{1,12})(;|$)")]
    private static partial Regex StrictTransport();
}
