using System.Globalization;

namespace FlowerInfra;

/// <summary>Renders the gateway's <c>nginx.conf</c>, for nginx 1.19.3 or newer.</summary>
internal static class NginxConfiguration
{
    // What Flower sends itself: the first group opens its API to other sites, the second would stand twice.
    private static readonly string[] HiddenHeaders =
    [
        "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods",
        "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Access-Control-Max-Age",
        "Cache-Control", "Content-Security-Policy", "Referrer-Policy", "Strict-Transport-Security",
        "X-Content-Type-Options", "X-Frame-Options",
    ];

    // Outside the allow-list, so that no client reaches it by name.
    private const string UnprovenPost = "/.unproven";

    /// <summary>Renders the configuration.</summary>
    /// <param name="settings">What passes, and where the gateway's files and ports are.</param>
    /// <returns>The text, ending in one line break. The same settings give the same bytes.</returns>
    public static string Render(GatewaySettings settings)
    {
        var temporary = settings.TemporaryDirectory;
        var isOAuth = settings.Authentication == AuthenticationKind.OAuth;
        var isBasic = settings.Authentication == AuthenticationKind.Basic;
        var gate = settings.Authentication == AuthenticationKind.Django ? settings.Django : null;
        string[] hidden = gate is null ? HiddenHeaders : [.. HiddenHeaders, "WWW-Authenticate"];
        return string.Create(CultureInfo.InvariantCulture, $$"""
            # The gateway in front of Flower: the {{(settings.Role == InstanceRole.Administrator ? "admin" : "viewer")}} profile. Generated, never edited.
            worker_processes 2;
            pid {{temporary}}/nginx.pid;
            error_log stderr error;
            # The allow-list's expressions run compiled; an nginx without the compiler warns and interprets them.
            pcre_jit on;

            events {
                # 30 kB of TLS each: more don't fit into the container's 64 MiB.
                worker_connections 512;
            }

            http {
                server_tokens off;
                absolute_redirect off;

                # The root file system is read-only.
                client_body_temp_path {{temporary}}/client-body;
                proxy_temp_path {{temporary}}/proxy;
                fastcgi_temp_path {{temporary}}/fastcgi;
                scgi_temp_path {{temporary}}/scgi;
                uwsgi_temp_path {{temporary}}/uwsgi;

                # Mozilla's intermediate suites, without finite-field Diffie-Hellman. Tickets' keys would outlive their use.
                ssl_certificate {{settings.CertificateFile}};
                ssl_certificate_key {{settings.CertificateKeyFile}};
                ssl_protocols TLSv1.2 TLSv1.3;
                ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
                ssl_prefer_server_ciphers off;
                ssl_ecdh_curve X25519:prime256v1:secp384r1;
                ssl_session_tickets off;
                ssl_session_cache shared:tls:2m;
                ssl_session_timeout 1h;

                # Slow clients end after 5 s. The load balancer closes idle connections after 60 s, and has to be the first.
                client_header_timeout 5s;
                client_body_timeout 5s;
                send_timeout 10s;
                keepalive_timeout 75s;
                reset_timedout_connection on;
                client_header_buffer_size 2k;
                large_client_header_buffers 4 {{(settings.Authentication == AuthenticationKind.LoadBalancer ? "32k" : "8k")}};
                # The user interface sends up to 7 kB, and 64 kB on each connection would not fit into the memory either. All of
                # a body is held there, because the tasks table's is added to.
                client_body_buffer_size 16k;
                client_max_body_size 16k;

                # The client's address is what the load balancer says, and what nobody else says: the last one in the header,
                # also where it lies in these ranges. What stands before it a client wrote.
            {{Lines(settings.TrustedProxies.Select(range => $"    set_real_ip_from {range};").Order(StringComparer.Ordinal))}}
                real_ip_header X-Forwarded-For;
                real_ip_recursive off;
            {{Lines(Outsiders(settings))}}
                # Regular expressions don't count here; the host name does. Before the first map, or it is a duplicate.
                map_hash_bucket_size 512;

            {{Lines([.. gate is null ? [] : DjangoGateConfiguration.Session(gate), .. AskerConfiguration.Lines(settings)])}}
            {{Lines(LimitConfiguration.Zones(settings))}}
                limit_req_status 429;
                limit_conn_status 429;

                map $http_host $foreign_host {
                    default 1;
                    "{{settings.Host}}" 0;
                    "{{settings.Host}}:443" 0;
                }

                # The request line as it came: what is compared is what Flower receives.
                map $request $allowed {
                    default 0;
            {{Lines(Patterns(settings).Select(pattern => $"        \"~{pattern}\" 1;"))}}
                }

                # Flower has no defence of its own against requests that another site makes a browser send.
                map "$request_method|$http_origin|$http_sec_fetch_site" $cross_site {
                    default 1;
                    "~^GET[|]" 0;
                    "POST|https://{{settings.Host}}|" 0;
                    "POST|https://{{settings.Host}}|same-origin" 0;
                }

                # What a script asks for in the background is no page that somebody opens.
                map "$http_sec_fetch_mode|$http_x_requested_with" $no_page {
                    default 1;
                    "navigate|" 0;
                    "|" 0;
                }

            {{Lines(ListingConfiguration.Maps(settings.Prefix))}}

            {{Lines(isOAuth ? [.. FlowerCookies.Lines(), .. PassConfiguration.Lines(settings.Prefix, settings.PassesFile)] : [])}}{{Lines(gate is null
                ? [] : [.. PassConfiguration.OfDjango(settings.Prefix, settings.PassesFile), .. DjangoGateConfiguration.Http(settings, gate)])}}
            {{Lines(AuditLogConfiguration.Lines(settings))}}

                upstream flower {
                    server 127.0.0.1:{{settings.FlowerPort}};
                    keepalive 16;
                }

                proxy_http_version 1.1;
                proxy_connect_timeout 2s;
                proxy_send_timeout 10s;
                proxy_read_timeout 60s;
                proxy_redirect off;
                # A list of 1,000 tasks is 740 kB: it streams, and never touches the disk.
                proxy_max_temp_file_size 0;
                # Headers pass by name only: no method override, no forged address, no upgrade.
                proxy_pass_request_headers off;
            {{Lines(hidden.Select(header => $"    proxy_hide_header {header};"))}}

                # No rejection of other names in the TLS handshake: the load balancer connects by address.
                server {
            {{Lines(Listen(settings, settings.HttpsPort))}}
            {{Lines(RefuseOutsiders(settings))}}
                    if ($foreign_host) {
                        return 421;
                    }
                    if ($http_transfer_encoding) {
                        return 411;
                    }
                    # Browsers ask for it at the root, whatever the prefix, where a page names no icon.
                    if ($request = "GET /favicon.ico HTTP/1.1") {
                        return 204;
                    }
            {{Lines(MissingSlash(settings.Prefix))}}
                    if ($allowed = 0) {
                        return 403;
                    }
                    if ($cross_site) {
                        return 403;
                    }
            {{Lines(SignedIn(settings))}}
            {{Lines(gate is null ? [] : DjangoGateConfiguration.Server())}}
                    add_header Cache-Control "no-store" always;
                    add_header Content-Security-Policy "{{ContentSecurityPolicy.Of(settings)}}" always;
                    add_header Referrer-Policy "no-referrer" always;
                    add_header Strict-Transport-Security "max-age=63072000" always;
                    add_header X-Content-Type-Options "nosniff" always;
                    add_header X-Frame-Options "DENY" always;
            {{Lines(isOAuth || gate is not null ? [PassConfiguration.Header] : [])}}
            {{Lines(isBasic ? ["        add_header WWW-Authenticate $challenge always;"] : [])}}
                    # Flower's cookies come without these. Lax, because the identity provider's redirect is cross-site.
                    proxy_cookie_flags ~ secure httponly samesite=lax;
                    proxy_cookie_path ~^/$ {{settings.Prefix.Path("")}};

                    proxy_set_header Accept $http_accept;
            {{Lines(SignIn(settings))}}
                    proxy_set_header Connection "";
                    proxy_set_header Content-Type $flower_content_type;
                    proxy_set_header Host {{settings.Host}};
                    # Flower 2.2 compares these two itself, should the guard above ever fail.
                    proxy_set_header Origin $http_origin;
                    proxy_set_header Sec-Fetch-Site $http_sec_fetch_site;
                    proxy_set_header X-Forwarded-For $remote_addr;
                    proxy_set_header X-Forwarded-Host {{settings.Host}};
                    proxy_set_header X-Forwarded-Proto https;
                    proxy_set_header X-Request-Id $request_id;

            {{Lines(Location(settings, "/", []))}}
            {{Lines(Location(settings, settings.Prefix.Path("worker/"), LimitConfiguration.WorkerPages))}}
            {{Lines(Location(settings, $"= {settings.Prefix.Path("api/tasks")}", LimitConfiguration.Listings))}}
            {{Lines(Location(settings, $"= {ListingConfiguration.Table(settings.Prefix)}", [.. LimitConfiguration.Listings, ListingConfiguration.BoundedBody]))}}
            {{Lines(isOAuth ? Login(settings) : [])}}
            {{Lines(isBasic ? Unproven(settings) : [])}}{{Lines(gate is null ? [] : DjangoGateConfiguration.Locations(settings, gate))}}
                }

            {{Lines(OnePath(settings, settings.HealthPort, "healthcheck", "off"))}}

            {{Lines(OnePath(settings, settings.MetricsPort, "metrics", "/dev/stdout audit"))}}
            }

            """).ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> Patterns(GatewaySettings settings) =>
        FlowerRoutes.For(settings.Role, settings.Authentication).Select(route => RequestLinePattern.Of(settings.Prefix, route));

    // Whoever else reaches the port could name any user in the header of the load balancer's sign-in, and a pod's own node
    // reaches it whatever the network policies say
    // (https://kubernetes.io/docs/concepts/services-networking/network-policies/#what-you-can-t-do-with-network-policies-at-least-not-yet).
    private static string[] Outsiders(GatewaySettings settings) => settings.Authentication != AuthenticationKind.LoadBalancer
        ? []
        :
        [
            "",
            "    geo $realip_remote_addr $outsider {",
            "        default 1;",
            .. settings.TrustedProxies.Select(range => $"        {range} 0;").Order(StringComparer.Ordinal),
            "    }",
            "",
        ];

    private static string[] RefuseOutsiders(GatewaySettings settings) => settings.Authentication != AuthenticationKind.LoadBalancer
        ? []
        : ["", "        if ($outsider) {", "            return 403;", "        }"];

    // Both families only where the load balancer comes over both: without IPv6 in the kernel nginx would not start.
    private static IEnumerable<string> Listen(GatewaySettings settings, int port) => settings.TrustedProxies.Any(range => range.IsIPv6)
        ? [$"        listen {port} ssl;", $"        listen [::]:{port} ssl;"]
        : [$"        listen {port} ssl;"];

    private static IReadOnlyList<string> SignIn(GatewaySettings settings) => settings.Authentication switch
    {
        AuthenticationKind.LoadBalancer => [$"        include {settings.AuthorizationFile};"],
        AuthenticationKind.Django => DjangoGateConfiguration.Authorization,
        AuthenticationKind.OAuth => ["        proxy_set_header Cookie $flower_cookies;", "        proxy_set_header X-XSRFToken $request_id;"],
        _ => ["        proxy_set_header Authorization $basic_credentials;"],
    };

    // The load balancer puts this header where it has signed somebody in, and replaces what a client sends
    // (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html). That nobody
    // else reaches this port is the pods' firewall's part.
    private static string[] SignedIn(GatewaySettings settings) => settings.Authentication switch
    {
        AuthenticationKind.LoadBalancer => ["        if ($http_x_amzn_oidc_identity = \"\") {", "            return 403;", "        }"],
        AuthenticationKind.OAuth => ["        if ($unproven_post) {", "            return 403;", "        }"],
        AuthenticationKind.Django => ["        if ($unproven_post) {", "            return 401;", "        }"],
        _ => ["        if ($unproven_post) {", $"            rewrite ^ {UnprovenPost} last;", "        }"],
    };

    // After a login Flower redirects to its prefix without the slash, which it answers with 404 itself.
    private static string[] MissingSlash(UrlPrefix prefix) => prefix.IsRoot ? [] :
    [
        $"        if ($request = \"GET {prefix} HTTP/1.1\") {{",
        $"            return 301 {prefix.Path("")};",
        "        }",
    ];

    private static IEnumerable<string> Location(GatewaySettings settings, string match, IEnumerable<string> more) =>
        settings.Authentication == AuthenticationKind.Django
            ? Location(match, [.. LimitConfiguration.Everywhere(settings), .. more, .. DjangoGateConfiguration.Refusals], DjangoGateConfiguration.Upstream)
            : Location(match, [.. LimitConfiguration.Everywhere(settings), .. more]);

    private static IEnumerable<string> Location(string match, IEnumerable<string> directives, string upstream = "http://flower") =>
        [$"        location {match} {{", .. directives, $"            proxy_pass {upstream};", "        }"];

    // Its errors stay out of the log, a lack of connections (alert) among them: they would quote the request line with the
    // identity provider's code. A tab whose session has ended polls on and is sent here every second: it is no login.
    private static IEnumerable<string> Login(GatewaySettings settings) => Location($"= {settings.Prefix.Path("login")}",
    [
        "            error_log stderr emerg;",
        "            if ($no_page) {",
        "                return 403;",
        "            }",
        .. LimitConfiguration.Logins(settings),
    ]);

    // "return" would come before the limits, and wrong passwords would not be counted.
    private static IEnumerable<string> Unproven(GatewaySettings settings) =>
    [
        $"        location = {UnprovenPost} {{", .. LimitConfiguration.Everywhere(settings), "            try_files /.none =401;", "        }",
    ];

    // Flower answers both without authentication, /metrics with the names of tasks and workers: each has a port of its own,
    // which the network policies open to those who need it.
    private static string[] OnePath(GatewaySettings settings, int port, string path, string log) =>
    [
        "    server {",
        .. Listen(settings, port),
        $"        access_log {log};",
        $"        if ($request != \"GET /{path} HTTP/1.1\") {{",
        "            return 403;",
        "        }",
        "        add_header Cache-Control \"no-store\" always;",
        "        add_header X-Content-Type-Options \"nosniff\" always;",
        "        proxy_set_header Connection \"\";",
        $"        proxy_set_header Host {settings.Host};",
        $"        location = /{path} {{",
        $"            proxy_pass http://flower{settings.Prefix.Path(path)};",
        "        }",
        "    }",
    ];

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
