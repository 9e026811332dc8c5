namespace FlowerInfra;

/// <summary>What a page of Flower's may load and call.</summary>
internal static class ContentSecurityPolicy
{
    // Of Flower's pages only the workers table holds an inline script, and with auto_refresh on it is always
    // "\nvar autorefresh = 1;\n": its hash admits it and no injected one. DataTables sizes its columns with style
    // attributes, and Bootstrap's icons are data: images.
    private const string OwnHost =
        "default-src 'none'; script-src 'self' 'sha256-A0YIP5A+DKoseGAUTHRoMPDkKPK5cKzfYH3mjcCKtj8='; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The header's value.</summary>
    /// <param name="settings">What passes.</param>
    public static string Of(GatewaySettings settings) =>
        settings.Authentication == AuthenticationKind.Django ? BelowPath(settings.Host, settings.Prefix) : OwnHost;

    /// <summary>
    /// The header's value for a dashboard below a path of a Django site, whose origin it has: a script that got into Flower could
    /// else call the site's own pages in the user's name.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="prefix">The path.</param>
    public static string BelowPath(HostName host, UrlPrefix prefix)
    {
        var dashboard = $"https://{host}{prefix.Path("")}";
        return OwnHost
            .Replace("connect-src 'self'", $"connect-src {dashboard}", StringComparison.Ordinal)
            .Replace("form-action 'self'", $"form-action {dashboard}", StringComparison.Ordinal);
    }
}
