namespace FlowerInfra;

/// <summary>Renders the part of <c>nginx.conf</c> that writes the audit log: a line of JSON for each request, without secrets.</summary>
internal static class AuditLogConfiguration
{
    /// <summary>The maps and the log's format, called <c>audit</c>.</summary>
    /// <param name="settings">What passes.</param>
    public static IEnumerable<string> Lines(GatewaySettings settings) =>
    [
        "    # A line of the audit log is always JSON, and never holds the identity provider's code.",
        "    map $request_uri $audit_target {",
        "        default $request_uri;",
        "        \"~[^\\x21-\\x7E]\" \"(not printable)\";",
        "        \"~*^(?<audit_path>[^?]*login[^?]*)[?]\" \"$audit_path?(removed)\";",
        "    }",
        .. settings.Authentication switch
        {
            AuthenticationKind.OAuth => SignedIn(settings.Prefix),
            AuthenticationKind.Django => AskerConfiguration.Map(
                "$django_user", "$audit_user", "default \"(not printable)\";", "\"\" \"\";", "\"~^[A-Za-z0-9@.+_:-]{1,150}\\z\" $django_user;"),
            AuthenticationKind.LoadBalancer => Printable("$http_x_amzn_oidc_identity"),
            _ => Printable("$remote_user"),
        },
        "    map $status $audit_status {",
        "        default $status;",
        "        \"~^0\" 0;",
        "    }",
        "    log_format audit escape=json '{\"time\":\"$time_iso8601\",\"client\":\"$remote_addr\",\"user\":\"$audit_user\",\"method\":\"$request_method\","
            + "\"target\":\"$audit_target\",\"status\":$audit_status,\"upstream_status\":\"$upstream_status\",\"duration\":$request_time,\"request_id\":\"$request_id\"}';",
        "    access_log /dev/stdout audit;",
    ];

    // nginx compares no expression with an empty text.
    private static string[] Printable(string user) =>
    [
        $"    map {user} $audit_user {{",
        "        default \"(not printable)\";",
        "        \"\" \"\";",
        $"        \"~^[\\x20-\\x7E]*\\z\" {user};",
        "    }",
    ];

    // nginx can't check the signature. Flower has, when it answered with a page or with an error of its own; it answers
    // static files and the login route to everybody. 403 it answers both without a session and when a worker refuses or is
    // slow to reply, after which it may have acted all the same: then the name is logged as unproven, with ? in front.
    internal static string[] SignedIn(UrlPrefix prefix) =>
    [
        "    map $signed_in_user $unproven_user {",
        "        default \"?$signed_in_user\";",
        "        \"\" \"\";",
        "    }",
        "    map \"$upstream_status $request_uri\" $audit_user {",
        "        default \"\";",
        $"        \"~^[0-9]+ {prefix.Path("(?:static/|log(?:in|out))").Replace(".", "[.]", StringComparison.Ordinal)}\" \"\";",
        "        \"~^(?:2[0-9][0-9]|400|404|500|503) \" $signed_in_user;",
        "        \"~^403 \" $unproven_user;",
        "    }",
    ];
}
