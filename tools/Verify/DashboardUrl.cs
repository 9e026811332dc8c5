using System.Diagnostics.CodeAnalysis;

namespace FlowerInfra;

/// <summary>A dashboard's address: HTTPS on port 443, a host name, and the path below which Flower lives.</summary>
internal sealed record DashboardUrl(HostName Host, UrlPrefix Prefix)
{
    private const string Example = "Write the dashboard's address, for example https://flower.example.internal/flower.";

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The address, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DashboardUrl? value, out ValueFault fault)
    {
        value = null;
        fault = default;
        if (text?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true)
            fault = new("is plain HTTP", "Write it with https://; that port 80 only redirects is one of the checks.");
        else if (text?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) != true)
            fault = new("is not an https:// URL", Example);
        else if (HasUserInfo(text))
            fault = new("holds credentials", "Leave them out: other users see command lines. Pass them with --credentials-file.");
        else if (text.IndexOfAny(['?', '#']) >= 0)
            fault = new("has a query or a fragment", Example);
        if (fault != default)
            return false;

        // Not through Uri, which would quietly repair what the typed values refuse.
        var rest = text!["https://".Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? "/" : rest[slash..];
        if (authority.EndsWith(":443", StringComparison.Ordinal))
            authority = authority[..^4];
        if (!HostName.TryParse(authority, out var host, out fault))
        {
            if (authority.Contains(':', StringComparison.Ordinal))
                fault = new("names a port", "Leave it out: dashboards are on 443.");
            return false;
        }

        if (!UrlPrefix.TryParse(path, out var prefix, out fault))
            return false;
        value = new DashboardUrl(host, prefix);
        return true;
    }

    /// <summary>Whether a text holds a user or a password, so that it must not be repeated.</summary>
    /// <param name="text">The text.</param>
    public static bool HasUserInfo(string? text) => text?.Contains('@', StringComparison.Ordinal) == true;

    /// <summary>The address as written, ending in a slash.</summary>
    public override string ToString() => $"https://{Host}{Prefix.Path("")}";
}
