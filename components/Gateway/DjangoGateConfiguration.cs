namespace FlowerInfra;

/// <summary>
/// Renders how the gateway asks a Django site who a session belongs to. nginx's <c>auth_request</c> lets in with every answer
/// from 200 to 299, a login page among them: here only the instance's role in a header of the answer opens the way to Flower,
/// and everything else ends in 503. FLW-DJG-01 holds a deployed gateway against these lines.
/// </summary>
internal static class DjangoGateConfiguration
{
    /// <summary>The header of an answer that names the role; the rendered view sets it.</summary>
    public const string RoleHeader = "X-Flower-Role";

    /// <summary>The header of an answer that names the user.</summary>
    public const string UserHeader = "X-Flower-User";

    /// <summary>Flower, or nothing that answers: what the locations pass requests to.</summary>
    public const string Upstream = "http://$gated_flower";

    // Outside the allow-list, so that no client reaches them by name.
    private const string Ask = "/.django";
    private const string Login = "/.sign-in";
    private const string NoAnswer = "/.no-answer";

    /// <summary>A directive that the answer's role decides about.</summary>
    public static IReadOnlyList<string> Authorization { get; } = ["        proxy_set_header Authorization $flower_authorization;"];

    /// <summary>What a role's answers are called.</summary>
    /// <param name="role">The role.</param>
    public static string RoleName(InstanceRole role) => role == InstanceRole.Administrator ? "administrator" : "viewer";

    /// <summary>The maps, the cache of answers, and the upstream of those who have no role.</summary>
    /// <param name="settings">What passes.</param>
    /// <param name="gate">The view.</param>
    public static IEnumerable<string> Http(GatewaySettings settings, DjangoGate gate) =>
    [
        "    # Nothing but a role's own name opens the way to Flower, and brings along what Flower asks for.",
        .. AskerConfiguration.Map("$django_role", "$gated_flower", "default nobody;", $"\"~^{RoleName(settings.Role)}\\z\" flower;"),
        .. AskerConfiguration.Map("$django_role", "$flower_authorization", "default \"\";", $"include {settings.AuthorizationMapFile};"),
        "    upstream nobody {",
        "        server 127.0.0.1:9 down;",
        "    }",
        "    # Somebody opens a page. What a page's script asks for would follow a redirect to the login, and show it as data.",
        .. AskerConfiguration.Map("\"$http_sec_fetch_mode|$http_accept\"", "$opens_page", "default 0;", "\"~^navigate[|]\" 1;", "\"~^[|].*text/html\" 1;"),
        "    # Behind a constant origin, and of characters that mean nothing in a query.",
        .. AskerConfiguration.Map(
            "$request_uri", "$return_path", $"default {settings.Prefix.Path("")};",
            $"\"~^(?<safe_path>{settings.Prefix.Path("").Replace(".", "[.]", StringComparison.Ordinal)}[A-Za-z0-9/_.~@:-]{{0,300}})(?:[?]|\\z)\" $safe_path;"),
        $"    proxy_cache_path {settings.TemporaryDirectory}/django levels=1 keys_zone=django:1m max_size=1m inactive=10s use_temp_path=off;",
        $"    resolver {gate.Resolver} valid=10s{(gate.HasOnlyIPv4 ? " ipv6=off" : "")};",
        "    resolver_timeout 1s;",
    ];

    /// <summary>The session, as <c>$django_session</c>, for which the limits count.</summary>
    /// <param name="gate">The view.</param>
    // Never $cookie_NAME: it takes the first of several cookies where Django takes the last, ignores case, and sees values that
    // Django doesn't. With answers kept by it, "SESSIONID=; sessionid=real" let a stranger in as somebody else.
    public static IEnumerable<string> Session(DjangoGate gate) =>
    [
        "    # The session exactly as Django writes it. What the site is asked about is what its answer is kept by.",
        .. AskerConfiguration.Map("$http_cookie", "$django_session", "default \"\";", $"\"~(?:^|; ?){gate.CookieName}=(?<session_key>[a-z0-9]{{32}})(?:;|\\z)\" $session_key;"),
    ];

    /// <summary>What applies to every location of the dashboard.</summary>
    public static IEnumerable<string> Server() =>
    [
        $"        auth_request {Ask};",
        $"        auth_request_set $django_role $upstream_http_{Variable(RoleHeader)};",
        $"        auth_request_set $django_user $upstream_http_{Variable(UserHeader)};",
    ];

    /// <summary>What a location does about no session, and about no right answer.</summary>
    // Not for the whole server: the location that asks would redirect as well, and a redirect is no answer.
    public static IReadOnlyList<string> Refusals { get; } =
        [$"            error_page 401 = {Login};", $"            error_page 500 502 504 =503 {NoAnswer};"];

    /// <summary>The locations that ask, send to the login, and say that there was no answer.</summary>
    /// <param name="settings">What passes.</param>
    /// <param name="gate">The view.</param>
    public static IEnumerable<string> Locations(GatewaySettings settings, DjangoGate gate) =>
    [
        $"        location = {Ask} {{",
        "            internal;",
        "            auth_request off;",
        "            if ($django_session = \"\") {",
        "                return 401;",
        "            }",
        $"            set $django_site {gate.Address};",
        $"            proxy_pass https://$django_site{gate.View.Path};",
        "            proxy_pass_request_body off;",
        $"            proxy_set_header Host {gate.View.Authority};",
        "            proxy_set_header Connection \"\";",
        "            proxy_set_header Content-Length \"\";",
        $"            proxy_set_header Cookie {gate.CookieName}=$django_session;",
        "            # Or SECURE_SSL_REDIRECT answers with a redirect.",
        "            proxy_set_header X-Forwarded-Proto https;",
        "            proxy_set_header X-Request-Id $request_id;",
        "            proxy_ssl_verify on;",
        "            proxy_ssl_verify_depth 4;",
        $"            proxy_ssl_trusted_certificate {gate.AuthorityFile};",
        $"            proxy_ssl_name {gate.View.Host};",
        "            proxy_ssl_server_name on;",
        "            proxy_ssl_protocols TLSv1.2 TLSv1.3;",
        "            proxy_connect_timeout 1s;",
        "            proxy_send_timeout 2s;",
        "            proxy_read_timeout 2s;",
        "            proxy_next_upstream off;",
        "            # A logout, a deactivation and the loss of a role take effect after three seconds.",
        "            proxy_cache django;",
        "            proxy_cache_key $django_session;",
        "            proxy_cache_valid 204 3s;",
        "            proxy_cache_lock on;",
        "            proxy_cache_lock_age 2s;",
        "            proxy_cache_lock_timeout 2s;",
        "            proxy_ignore_headers Cache-Control Expires Set-Cookie Vary X-Accel-Buffering X-Accel-Charset X-Accel-Expires X-Accel-Limit-Rate X-Accel-Redirect;",
        "        }",
        $"        location = {Login} {{",
        "            internal;",
        "            auth_request off;",
        "            if ($opens_page = 0) {",
        "                return 401;",
        "            }",
        $"            return 302 {gate.Login}?next=https://{settings.Host}$return_path;",
        "        }",
        $"        location = {NoAnswer} {{",
        "            internal;",
        "            auth_request off;",
        "            return 503;",
        "        }",
    ];

    private static string Variable(string header) => header.ToLowerInvariant().Replace('-', '_');
}
