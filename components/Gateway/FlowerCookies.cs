namespace FlowerInfra;

/// <summary>
/// Renders which of a client's cookies reach Flower when people sign in with an identity provider: the session and the
/// state of a login, each only in the form in which Flower signs them. So Flower reads the very cookie that the audit log names.
/// The session's signature is <c>$session</c>, which nobody else can name, as the address in the cookie could be.
/// </summary>
internal static class FlowerCookies
{
    /// <summary>The maps: <c>$signed_in_user</c>, and <c>$flower_cookies</c> for the header.</summary>
    public static IEnumerable<string> Lines() =>
    [
        "    # The first cookie of each name counts. No other reaches Flower.",
        "    map $cookie_user $signed_in_user {",
        "        default \"\";",
        $"        \"~^{Signed("user", "(?<signed_user>[A-Za-z0-9+/=]{1,400})", "(?<session>[0-9a-f]{64})")}\" $signed_user;",
        "    }",
        "    # Flower compares _xsrf with a header against requests from other sites. The guard above has refused those, and",
        "    # gives Flower what it asks for: its pages' scripts can't, without a cookie that every script may read.",
        "    map $signed_in_user $session_cookies {",
        "        default \"user=$cookie_user; _xsrf=$request_id; \";",
        "        \"\" \"\";",
        "    }",
        "    map $cookie_oauth_state $flower_cookies {",
        "        default $session_cookies;",
        $"        \"~^{Signed("oauth_state", "[A-Za-z0-9+/=]{1,400}", "[0-9a-f]{64}")}\" \"${{session_cookies}}oauth_state=$cookie_oauth_state\";",
        "    }",
    ];

    // Tornado's signed value: version, key version, time, name and base64 of the text, each with its length, then the signature.
    internal static string Signed(string name, string text, string signature) =>
        $"[\\x22]?2[|]1:[0-9][|]10:[0-9]{{10}}[|]{name.Length}:{name}[|][0-9]{{1,3}}:{text}[|]{signature}[\\x22]?\\z";
}
