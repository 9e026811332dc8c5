using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>Edits of <c>nginx.conf</c> that leave its words and change what it does, or the other way round.</summary>
internal static class GatewayFileCases
{
    private const string File = "nginx.conf";
    private const string Guard = "        if ($allowed = 0) {\n            return 403;\n        }\n";
    private const string FirstMap = "    map $http_host $foreign_host {";
    private const string FirstGuard = "        if ($foreign_host) {";
    private const string FirstLocation = "        location / {";
    private const string Upstream = "    upstream flower {";

    public static IEnumerable<TestCaseData> Edits =>
    [
        // Another server.
        Before("FLW-GATE-01", Upstream, "server { listen 9447 ssl; location / { proxy_pass http://flower; } }"),
        Before("FLW-GATE-02", Upstream, "map $scheme $allowed { default 1; }"),
        Before("FLW-GATE-05", Upstream, "server { listen 9080; return 403; }"),
        Before("FLW-GATE-05", Upstream, "server { return 403; }"),
        Before("FLW-GATE-14", Upstream, "server { listen 8443 ssl; return 403; }"),
        Edit("FLW-GATE-01", "proxy_pass http://flower/flower/metrics;", "proxy_pass http://flower/flower/api/tasks;"),
        Edit("FLW-GATE-01", "if ($request != \"GET /metrics HTTP/1.1\")", "if ($request != \"POST /metrics HTTP/1.1\")"),

        // A guard that is there and doesn't act.
        Edit("FLW-GATE-01", Guard, $"        location = /nothing {{\n{Guard}        }}\n"),
        Edit("FLW-GATE-01", Guard, $"        add_header X-Note \"\n{Guard}\";\n"),
        Edit("FLW-GATE-01", Guard, Guard.Replace("return", "# return", StringComparison.Ordinal)),
        Edit("FLW-GATE-01", Guard, Guard.Replace("return", "break; return", StringComparison.Ordinal)),
        Edit("FLW-GATE-01", Guard, Guard.Replace("403", "301 /flower/", StringComparison.Ordinal)),
        Edit("FLW-GATE-01", "($allowed = 0)", "($allowed = 00)"),
        Before("FLW-GATE-01", FirstGuard, "break;"),
        Before("FLW-GATE-03", FirstGuard, "rewrite ^ /flower/ last;"),
        Before("FLW-GATE-04", FirstGuard, "if ($http_x = x) { break; }"),

        // A variable that is set elsewhere, or by something else.
        Before("FLW-GATE-01", FirstMap, "map $scheme $allowed { default 1; }"),
        Before("FLW-GATE-03", FirstMap, "map $scheme $Cross_Site { default 0; }"),
        Before("FLW-GATE-14", FirstMap, "map $scheme $http_origin { default https://flower.example.com; }"),
        Before("FLW-GATE-14", FirstMap, "map $scheme $http_authorization { default \"Basic eDp4\"; }"),
        Before("FLW-GATE-14", FirstMap, "map $uri $other { default 0; ~(?<allowed>.) 1; }"),
        Before("FLW-GATE-14", FirstGuard, "set $allowed 1;"),
        Before("FLW-GATE-14", FirstMap, "geo $allowed { default 1; }"),
        Edit("FLW-GATE-01", "map $request $allowed {", "map $http_x_request $allowed {"),
        Edit("FLW-GATE-03", "$request_method|$http_origin|$http_sec_fetch_site", "$http_x_method|$http_origin|$http_sec_fetch_site"),
        Edit("FLW-GATE-04", "map $http_host $foreign_host {", "map $http_x_host $foreign_host {"),

        // Entries that say more than they seem to.
        Edit("FLW-GATE-01", "\"~^GET /flower/broker HTTP", "\"~^GET /flower/[^x]* HTTP"),
        Edit("FLW-GATE-01", "\"~^GET /flower/broker HTTP", "\"~^GET /flower/m[e]trics HTTP"),
        Edit("FLW-GATE-02", "\"~^GET /flower/broker HTTP", "\"~^GET /flower/broker|^POST\\s/flower/api/task/revoke/x HTTP"),
        Edit("FLW-GATE-02", "\"~^GET /flower/broker HTTP", "\"~*^GET /flower/broker HTTP"),
        Edit("FLW-GATE-02", "default 0;\n        \"~^GET", "default 0;\n        include /etc/nginx/more.map;\n        \"~^GET"),
        Edit("FLW-GATE-03", "POST|https://flower.example.com|same-origin", "POST|https://flower.example.org|same-origin"),
        Edit("FLW-GATE-04", "\"flower.example.com\" 0;", "hostnames;\n        \"flower.example.com\" 0;"),
        Edit("FLW-GATE-04", "\"flower.example.com\" 0;", "\"flower.example.com\" 0;\n        \"flower.example.org\" 0;"),

        // Somebody is asked who people are, and nothing tells what an answer means.
        Before("FLW-DJG-01", FirstGuard, "auth_request /login;"),
        Before("FLW-DJG-02", FirstGuard, "auth_request /login;"),
        Before("FLW-DJG-03", FirstGuard, "auth_request /login;"),
        Before("FLW-DJG-04", FirstGuard, "auth_request /login;"),

        // Elsewhere, or as somebody else.
        Edit("FLW-GATE-14", "proxy_pass http://flower;", "proxy_pass http://203.0.113.9;"),
        Edit("FLW-GATE-14", "proxy_pass http://flower;", "proxy_pass http://flower/flower/api/worker/shutdown/x;"),
        Edit("FLW-GATE-14", "server 127.0.0.1:5555;", "server 203.0.113.9:5555;"),
        Edit("FLW-GATE-14", "server 127.0.0.1:5555;", "server 127.0.0.1:5555; server 203.0.113.9:5555 backup;"),
        Before("FLW-GATE-14", FirstLocation, "error_page 403 = @open;\nlocation @open { proxy_pass http://flower; }"),
        Before("FLW-GATE-14", FirstLocation, "location ~ ^/flower/api { proxy_pass http://flower; }"),
        Before("FLW-GATE-14", FirstLocation, "proxy_method POST;"),
        Before("FLW-GATE-14", FirstLocation, "mirror /copy;"),
        Before("FLW-GATE-14", FirstLocation, "include /etc/nginx/conf.d/*.conf;"),
        Before("FLW-GATE-14", FirstLocation, "include /run/gateway/authorization.conf;"),
        Before("FLW-GATE-12", FirstLocation, "proxy_set_header Authorization \"Basic eDp4\";"),
        Before("FLW-GATE-12", FirstMap, "map $scheme $basic_credentials { default \"Basic eDp4\"; }"),
        Edit("FLW-GATE-12", "map $http_authorization $signed_in {\n        default \"\";", "map $http_authorization $signed_in {\n        default 1;"),
        Edit("FLW-GATE-12", "map \"$request_method|$signed_in\" $unproven_post {", "map \"$scheme|$signed_in\" $unproven_post {"),
        Edit("FLW-GATE-12", "rewrite ^ /.unproven last;", "rewrite ^ /flower/login last;"),
        Edit("FLW-GATE-12", "try_files /.none =401;", "proxy_pass http://flower;"),
        Edit("FLW-GATE-14", "try_files /.none =401;", "try_files /.none @flower;"),
        Before("FLW-GATE-14", FirstLocation, "rewrite ^/flower/tasks/datatable$ /flower/api/worker/shutdown/x;"),
        Before("FLW-GATE-14", FirstLocation, "if ($scheme = http) { return 302 https://flower.example.org/; }"),
        Edit("FLW-GATE-14", FirstLocation, $"{FirstLocation}\n proxy_pass_request_headers on;"),
        Edit("FLW-GATE-14", "events {", "load_module modules/ngx_http_perl_module.so;\nevents {"),
        Edit("FLW-GATE-14", "include /run/gateway/credentials.map;", "include /run/gateway/*.map;"),

        // Below TLS 1.2, in one place of several.
        Before("FLW-GATE-05", FirstLocation, "ssl_protocols TLSv1.1;"),
        Edit("FLW-GATE-05", "ssl_protocols TLSv1.2 TLSv1.3;", "ssl_protocols TLSv1.2 TLSv1.3; ssl_protocols TLSv1;"),
        Edit("FLW-GATE-05", "ssl_ciphers ", "ssl_ciphers AES128-SHA:"),
        Edit("FLW-GATE-05", "listen 9443 ssl;", "listen 9443 ssl; listen 9444;"),

        // Limits that are there and limit nothing.
        Before("FLW-GATE-06", FirstLocation, "location /flower/api/ { proxy_pass http://flower; }"),
        Before("FLW-GATE-06", FirstLocation, "limit_req_dry_run on;"),
        Edit("FLW-GATE-06", FirstLocation, $"{FirstLocation}\n limit_conn_dry_run on;"),
        Edit("FLW-GATE-06", FirstLocation, $"{FirstLocation}\n client_max_body_size 900m;"),
        Edit("FLW-GATE-06", FirstLocation, $"{FirstLocation}\n client_body_timeout 10m;"),
        Before("FLW-GATE-06", FirstLocation, "client_header_timeout 1h;"),
        Edit("FLW-GATE-06", "limit_req_zone $asker zone=requests", "limit_req_zone $request_id$binary_remote_addr zone=requests"),
        Edit("FLW-GATE-06", "limit_conn_zone $asker zone=connections", "limit_conn_zone $server_name zone=connections"),
        Edit("FLW-GATE-06", "rate=60r/s", "rate=60000r/s"),
        Edit("FLW-GATE-06", "burst=120", "burst=120000"),
        Edit("FLW-GATE-06", "limit_conn connections 64;", "limit_conn connections 64000;"),
        Edit("FLW-GATE-06", "set_real_ip_from 10.20.0.0/24;", "set_real_ip_from 10.20.0.0/24; set_real_ip_from 0.0.0.0/0;"),
        Edit("FLW-GATE-06", "real_ip_recursive off;", "real_ip_recursive on;"),
        Edit("FLW-GATE-06", "real_ip_header X-Forwarded-For;", "real_ip_header X-Real-IP;"),

        Edit("FLW-GATE-09", "location = /flower/api/tasks {", "location = /flower/api/tasks/ {"),
        Edit("FLW-GATE-09", "zone=listings:1m rate=2r/s", "zone=listings:1m rate=200r/s"),
        Edit("FLW-GATE-09", "limit_conn open_listings 16;", "limit_conn open_listings 1600;"),
        Edit("FLW-GATE-09", "Content-Type $flower_content_type;", "Content-Type $content_type;"),
        Edit("FLW-GATE-09", "location = /flower/tasks/datatable {", "location = /flower/tasks/datatable {\n limit_req_dry_run on;"),
        Edit("FLW-GATE-10", "location /flower/worker/ {", "location /flower/workers/ {"),
        Before("FLW-GATE-10", FirstLocation, "location /flower/worker/celery@ { limit_req zone=requests; limit_conn connections 64; proxy_pass http://flower; }"),
        Edit("FLW-GATE-10", "rate=30r/m", "rate=30r/s"),
        Edit("FLW-GATE-11", "map $signed_in $asker {", "map $http_user_agent $asker {"),
        Before("FLW-GATE-11", FirstMap, "map $scheme $asker { default $request_id; }"),
        Before("FLW-GATE-15", FirstLocation, "add_header Set-Cookie a=b;"),
        Edit("FLW-GATE-13", "worker_connections 512;", "worker_connections 65536;"),

        // Headers and logs that one level        // Headers and logs that one level drops or contradicts.
        Edit("FLW-GATE-07", FirstLocation, $"{FirstLocation}\n add_header X-Note x;"),
        Edit("FLW-GATE-07", "add_header X-Frame-Options \"DENY\" always;", "add_header X-Frame-Options \"DENY\";"),
        Edit("FLW-GATE-07", "add_header X-Frame-Options \"DENY\" always;", "add_header X-Frame-Options \"DENY\" always; add_header x-frame-options \"ALLOWALL\" always;"),
        Edit("FLW-GATE-07", "frame-ancestors 'none'", "frame-ancestors *"),
        Edit("FLW-GATE-08", FirstLocation, $"{FirstLocation}\n access_log off;"),
        Before("FLW-GATE-08", FirstLocation, "access_log /dev/null audit;"),
        Edit("FLW-GATE-08", "access_log /dev/stdout audit;", "access_log /dev/stdout audit if=$http_x_log;"),
        Edit("FLW-GATE-08", "escape=json", "escape=none"),
        Edit("FLW-GATE-08", "\"user\":\"$audit_user\",", "\"user\":\"$audit_user\",\"with\":\"$http_authorization\","),
        Before("FLW-GATE-14", FirstLocation, "access_log syslog:server=203.0.113.9 audit;"),
        Before("FLW-GATE-14", FirstLocation, "proxy_redirect / https://flower.example.org/;"),
        Before("FLW-GATE-14", FirstMap, "map $http_x $other { default 0; ~(?<small_length>.+) 1; }"),

        // What nginx itself would refuse.
        Edit("FLW-GATE-01", "default 0;", "default \"0;"),
        Edit("FLW-GATE-14", "events {", "events {{"),
    ];

    /// <summary>Other ways to write the same.</summary>
    public static IEnumerable<TestCaseData> Rewritings =>
    [
        Same("other line ends", text => text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        Same("no indentation", text => Lines(text, line => line.TrimStart())),
        Same("one line", text => string.Join(' ', text.Split('\n').Where(line => !line.TrimStart().StartsWith('#')))),
        Same("other quotes", text => Lines(text, line => line.Contains('\'', StringComparison.Ordinal) ? line : line.Replace('"', '\''))),
        Same("comments behind everything", text => Lines(text, line => $"{line} # a }} \" '")),
        Same("blanks within", text => text.Replace("($allowed = 0) {", "( $allowed  =\t'0' ){", StringComparison.Ordinal)),
        Same("blocks without blanks", text => text.Replace(";\n", ";", StringComparison.Ordinal).Replace("{\n", "{", StringComparison.Ordinal)),
        Same("maps behind the servers", text =>
        {
            var start = text.IndexOf(FirstMap, StringComparison.Ordinal);
            var end = text.IndexOf("    map $request_uri $audit_target {", StringComparison.Ordinal);
            return text[..start] + text[end..text.LastIndexOf('}')] + text[start..end] + "}";
        }),
        Same("guards in another order", text => text.Replace(Guard, "", StringComparison.Ordinal).Replace(FirstGuard, Guard + FirstGuard, StringComparison.Ordinal)),
        Same("another refusal", text => text.Replace("return 403;", "return 444;", StringComparison.Ordinal)),
    ];

    private static TestCaseData Edit(string id, string from, string to) => new(id, File, from, to);

    private static TestCaseData Before(string id, string anchor, string text) => Edit(id, anchor, $"{text}\n{anchor}");

    private static TestCaseData Same(string name, Func<string, string> rewrite) => new TestCaseData(rewrite).SetArgDisplayNames(name);

    private static string Lines(string text, Func<string, string> edit) => string.Join('\n', text.Split('\n').Select(edit));
}
