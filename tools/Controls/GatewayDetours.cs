using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What in a gateway's file could lead past the guards that other controls look for. nginx has hundreds of directives: only
/// those pass that are known here, and they are the ones that the gateway needs.
/// </summary>
internal static partial class GatewayDetours
{
    // These set how, and not what or to whom. Those with a meaning of their own are looked at below or by other controls.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "absolute_redirect", "add_header", "client_body_buffer_size", "client_body_temp_path", "client_body_timeout",
        "client_header_buffer_size", "client_header_timeout", "client_max_body_size", "events", "fastcgi_temp_path", "http", "if",
        "include", "keepalive", "keepalive_timeout", "large_client_header_buffers", "limit_conn", "limit_conn_status", "limit_conn_zone",
        "limit_req", "limit_req_status", "limit_req_zone", "listen", "location", "log_format", "map", "map_hash_bucket_size", "pcre_jit", "pid",
        "proxy_connect_timeout", "proxy_cookie_flags", "proxy_cookie_path", "proxy_hide_header", "proxy_http_version",
        "proxy_max_temp_file_size", "proxy_pass", "proxy_pass_request_headers", "proxy_read_timeout", "proxy_send_timeout",
        "proxy_set_body", "proxy_set_header", "proxy_temp_path", "real_ip_header", "real_ip_recursive", "reset_timedout_connection", "return", "scgi_temp_path",
        "send_timeout", "server", "server_tokens", "set_real_ip_from", "ssl_certificate", "ssl_certificate_key", "ssl_ciphers", "ssl_ecdh_curve",
        "ssl_prefer_server_ciphers", "ssl_protocols", "ssl_session_cache", "ssl_session_tickets", "ssl_session_timeout", "try_files",
        "upstream", "uwsgi_temp_path", "worker_connections", "worker_processes",
    };

    /// <summary>What could lead past the guards, each as a clause that follows the file's name.</summary>
    /// <param name="file">The file.</param>
    public static IEnumerable<string> Find(GatewayFile file) =>
    [
        .. file.Directives.SelectMany(it => Walk(it, file.Django)),
        .. file.Servers.SelectMany(it => Forwarding(file, it)),
        .. Variables(file),
        .. file.Servers.SelectMany(server => server.Directive.Of("listen").Select(it => Port(it)).Distinct())
            .CountBy(it => it).Where(it => it.Value > 1).Select(it => $"has several servers for port {it.Key}, of which the request chooses one"),
    ];

    private static IEnumerable<string> Walk(NginxDirective directive, DjangoGateFile? django) => django?.Knows(directive) == true ? [] : directive.Name switch
    {
        // What is in it are entries, whose values are looked at where they are used.
        "map" or "geo" => directive.Of("include").Where(it => !it.Is(GatewayCredentials.MapFile) && !it.Is(GatewayPasses.MapFile)).Select(it => At(it, "takes unknown text in")),
        "upstream" => directive.Is("flower") && directive.Of("server").All(it => it.Arguments is [var address] && Loopback().IsMatch(address))
            ? Inner(directive, django)
            : [At(directive, "sends requests elsewhere than to the Flower beside it")],
        // Whether a rewriting one ends the request is looked at below, and nowhere else is there one.
        "if" => directive.Block.Where(it => it.Name != "rewrite").SelectMany(it => Walk(it, django)),
        "return" => directive.Arguments is [_] or [_, ['/', not '/', ..]] ? [] : [At(directive, "answers with a text or another site")],
        "location" => directive.Arguments is [not ['@' or '~', ..]] or ["=", _] && !directive.Of("location").Any()
            ? Inner(directive, django)
            : [At(directive, "has a location that is hard to foresee")],
        "try_files" => directive.Arguments is [not ['@', ..], ['=', '4', _, _]] ? [] : [At(directive, "looks for an answer elsewhere")],
        "proxy_redirect" => directive.Is("off") ? [] : [At(directive, "answers with a text or another site")],
        "access_log" or "error_log" => directive.Arguments is ["/dev/stdout" or "off" or "stderr", ..] ? [] : [At(directive, "writes its log elsewhere")],
        "include" => directive.Is(GatewayCredentials.AuthorizationFile) ? [] : [At(directive, "takes unknown text in")],
        var name when Known.Contains(name) => Inner(directive, django),
        _ => [At(directive, "has a directive that no control knows")],
    };

    private static IEnumerable<string> Inner(NginxDirective directive, DjangoGateFile? django) => directive.Block.SelectMany(it => Walk(it, django));

    private static IEnumerable<string> Forwarding(GatewayFile file, NginxLevel server)
    {
        var isDashboard = file.Dashboards.Contains(server);
        if (server.Directive.All.Any(it => it.Name == "include") && !GatewayFile.Refuses(server, "$http_x_amzn_oidc_identity", "=", ""))
            yield return At(server.Directive, "signs everybody in");
        foreach (var rule in server.All.SelectMany(it => it.Directive.Of("if")).Where(it => !GatewayFile.Ends(server, it)))
            yield return At(rule, "does more on a condition than to answer");
        foreach (var location in server.All.Where(it => it.Directive.Of("proxy_pass").Any()))
        {
            // With a path of its own behind the upstream's name another page than the one that the guards have seen is asked for.
            if (isDashboard && !location.Directive.Of("proxy_pass").All(it => it.Is("http://flower") || file.Django?.Knows(it) == true))
                yield return At(location.Directive, "passes other requests on than it was sent");
            if (location.Effective("proxy_pass_request_headers") is not [var passes] || !passes.Is("off"))
                yield return At(location.Directive, "passes all headers on");
        }
    }

    // nginx lets a map or a group of an expression take the place of a header, of a cookie or of an earlier map or group.
    private static IEnumerable<string> Variables(GatewayFile file)
    {
        var maps = file.Maps.Select(it => it.Variable).ToArray();
        var captured = file.All.SelectMany(it => it.Arguments.Prepend(it.Name))
            .Where(it => it.Contains("(?<", StringComparison.Ordinal) || it.Contains("(?P", StringComparison.Ordinal) || it.Contains("(?'", StringComparison.Ordinal))
            .SelectMany(NginxMap.CapturedBy).ToArray();
        return maps.Concat(captured).CountBy(it => it).Where(it => it.Value > 1 || BuiltIn().IsMatch(it.Key))
            .Select(it => $"sets ${it.Key} anew");
    }

    private static string Port(NginxDirective listen) => listen.Arguments.Count > 0 ? listen.Arguments[0].Split(':')[^1] : "80";

    private static string At(NginxDirective directive, string problem) => $"{problem} ({directive.Name} on line {directive.Line})";

    [GeneratedRegex("^127[.]0[.]0[.]1:[0-9]+$")]
    private static partial Regex Loopback();

    [GeneratedRegex("^(|args|limit_rate|(arg|cookie|http|sent_http|sent_trailer|upstream_cookie|upstream_http|upstream_trailer)_.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex BuiltIn();
}
