namespace FlowerInfra;

/// <summary>
/// Renders how the gateway tells sessions that Flower has taken from forged ones, which look the same to it: nginx can't check
/// a signature. It hands each of the former a pass, whose holders share no limit with what anybody else sends from their
/// address. nginx can't sign a pass either (<c>secure_link_md5</c> checks a hash and makes none), and one pass for all would
/// let its holder forge sessions without end. So there are 4,096, and the session's signature says which one it gets: with a
/// pass other sessions of the same number can be forged, and these count as one.
/// </summary>
internal static class PassConfiguration
{
    /// <summary>The directive that hands out a pass, or takes back what a session that has ended left.</summary>
    public const string Header = "        add_header Set-Cookie $pass_cookie always;";

    private const string Cookie = "__Secure-flower-pass";

    /// <summary>
    /// The maps with an identity provider: <c>$pass</c>, the number of the pass that a request proves; <c>$counted_session</c> and
    /// <c>$crowd</c>, what the limits count by; and <c>$pass_cookie</c>, the header.
    /// </summary>
    /// <param name="prefix">The path below which Flower lives.</param>
    /// <param name="passesFile">The file that <see cref="GatewayPasses"/> writes.</param>
    public static IEnumerable<string> Lines(UrlPrefix prefix, string passesFile) =>
    [
        "    # Which of the passes a session gets, and whether the request brings it along.",
        .. AskerConfiguration.Map("\"$signed_in_user|$session\"", "$session_number", "default \"\";", $"\"~[|]{Number("session_digits")}\" $session_digits;"),
        .. Held("$session", passesFile),
        "    # Flower has taken a session that the audit log names with 200, and one that it has just made.",
        .. Taken(),
        .. AskerConfiguration.Map(
            "$upstream_cookie_user", "$given_number", "default $taken_number;",
            $"\"~^{FlowerCookies.Signed("user", "[A-Za-z0-9+/=]{1,400}", $"{Number("made_digits")}[0-9a-f]{{61}}")}\" $made_digits;"),
        .. Passes("$given_number", "$given_pass", passesFile),
        "    # What Flower sends to the login, or from the logout, is signed in no more.",
        .. AskerConfiguration.Map(
            "\"$given_pass|$upstream_status|$sent_pass\"", "$pass_cookie", "default \"\";",
            $"\"~^[0-9a-f]\" \"{Cookie}=$given_pass; {Attributes(prefix)}\";", $"\"~^[|]302[|].\" \"{Cookie}=; Max-Age=0; {Attributes(prefix)}\";"),
    ];

    /// <summary>The same maps where a Django site is asked. It has taken a session when it has named a user and Flower has answered.</summary>
    /// <param name="prefix">The path below which Flower lives.</param>
    /// <param name="passesFile">The file that <see cref="GatewayPasses"/> writes.</param>
    public static IEnumerable<string> OfDjango(UrlPrefix prefix, string passesFile) =>
    [
        "    # Which of the passes a session gets, and whether the request brings it along.",
        .. AskerConfiguration.Map("$django_session", "$session_number", "default \"\";", "\"~^(?<session_digits>[a-z0-9]{2})\" $session_digits;"),
        .. Held("$django_session", passesFile),
        .. Taken(),
        .. Passes("$taken_number", "$given_pass", passesFile),
        .. AskerConfiguration.Map("$given_pass", "$pass_cookie", "default \"\";", $"\"~.\" \"{Cookie}=$given_pass; {Attributes(prefix)}\";"),
    ];

    private static IEnumerable<string> Held(string session, string passesFile) =>
    [
        .. Passes("$session_number", "$session_pass", passesFile),
        .. AskerConfiguration.Map(
            "$http_cookie", "$sent_pass", "default \"\";", $"\"~(?:^|; ?){Cookie}=(?<sent_digits>[0-9a-f]{{32}})(?:;|\\z)\" $sent_digits;"),
        .. AskerConfiguration.Map(
            "\"$session_pass|$sent_pass\"", "$pass", "default \"\";", "\"~^(?<right_pass>[0-9a-f]{32})[|]\\k<right_pass>\\z\" $session_number;"),
        .. AskerConfiguration.Map("$pass", "$counted_session", "default $pass;", $"\"\" {session};"),
        .. AskerConfiguration.Map("$pass", "$crowd", "default \"+$binary_remote_addr\";", "\"\" $binary_remote_addr;"),
    ];

    private static IEnumerable<string> Taken() =>
        AskerConfiguration.Map("\"$upstream_status|$pass|$audit_user\"", "$taken_number", "default \"\";", "\"~^200[|][|].\" $session_number;");

    private static string Number(string group) => $"(?<{group}>[0-9a-f]{{3}})";

    private static IEnumerable<string> Passes(string number, string pass, string passesFile) =>
        AskerConfiguration.Map(number, pass, "default \"\";", $"include {passesFile};");

    // Not __Host-, which asks for the path /: several dashboards may share a host. Lax, or the first page after a login
    // would come without it.
    private static string Attributes(UrlPrefix prefix) => $"Path={prefix.Path("")}; Secure; HttpOnly; SameSite=Lax";
}
