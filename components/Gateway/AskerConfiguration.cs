namespace FlowerInfra;

/// <summary>
/// Renders who asks, as <c>$asker</c>: the limits belong to who is signed in where the gateway can know it, and to the
/// address otherwise. Always with the address: who takes a password or a session along gets no neighbour held back.
/// </summary>
internal static class AskerConfiguration
{
    /// <summary>The maps.</summary>
    /// <param name="settings">What passes.</param>
    public static IEnumerable<string> Lines(GatewaySettings settings) => settings.Authentication switch
    {
        AuthenticationKind.OAuth => [.. Asker("$signed_in_user", "$counted_session$binary_remote_addr"), .. UnprovenPost("$signed_in_user")],
        AuthenticationKind.Django => [.. Asker("$django_session", "$counted_session$binary_remote_addr"), .. UnprovenPost("$django_session")],
        AuthenticationKind.LoadBalancer => Asker("$http_x_amzn_oidc_identity", "$http_x_amzn_oidc_identity/$binary_remote_addr"),
        _ =>
        [
            .. Map("$http_authorization", "$signed_in", "default \"\";", $"include {settings.CredentialsMapFile};"),
            .. Asker("$signed_in", "$signed_in/$binary_remote_addr"),
            "    # Flower writes a malformed header into its log, and answers one of them with 500.",
            .. Map("$signed_in", "$basic_credentials", "default $http_authorization;", "\"\" \"\";"),
            .. UnprovenPost("$signed_in"),
            "    # Flower's API sends no challenge with 401, without which a browser keeps its password to itself: the buttons of a",
            "    # page that was opened first would be dead.",
            .. Map("\"$status|$upstream_http_www_authenticate\"", "$challenge", "default \"\";", "\"401|\" 'Basic realm=\"flower\"';"),
        ],
    };

    /// <summary>Renders a map.</summary>
    /// <param name="source">What is compared.</param>
    /// <param name="variable">What is set.</param>
    /// <param name="entries">The entries.</param>
    public static IEnumerable<string> Map(string source, string variable, params string[] entries) =>
        [$"    map {source} {variable} {{", .. entries.Select(entry => $"        {entry}"), "    }"];

    // Flower would refuse it too, and the gateway would hold its body meanwhile.
    private static IEnumerable<string> UnprovenPost(string identity) =>
        Map($"\"$request_method|{identity}\"", "$unproven_post", "default 0;", "\"POST|\" 1;");

    private static IEnumerable<string> Asker(string identity, string asker) =>
        Map(identity, "$asker", $"default \"{asker}\";", "\"\" $binary_remote_addr;");
}
