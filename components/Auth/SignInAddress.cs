using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>An address of an OIDC provider that a load balancer asks.</summary>
internal static partial class SignInAddress
{
    // "The DNS for IdP endpoints must be publicly resolvable"
    // (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html). RFC 6761, RFC 6762,
    // RFC 8375, and what ICANN keeps for private networks.
    private static readonly string[] PrivateEnds = [".corp", ".home", ".home.arpa", ".internal", ".invalid", ".lan", ".local", ".localhost", ".test"];

    /// <summary>Whether no public resolver knows a host.</summary>
    /// <param name="host">The host.</param>
    public static bool IsPrivate(string host) => Array.Exists(PrivateEnds, it => host.EndsWith(it, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why an address is none, as a clause that follows it; null when it is one.</summary>
    /// <param name="address">The address.</param>
    public static string? ProblemOf(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri is not { Scheme: "https", UserInfo: "", Fragment: "" }
            || !IsAsWritten(address, uri))
            return "is not an https:// address";
        if (!uri.IsDefaultPort)
            return "names a port, and the firewall lets the load balancer out to 443 only";
        if (!HostName.TryParse(uri.Host, out _, out _))
            return "has no host name";
        return IsPrivate(uri.Host) ? "is on a host that no public resolver knows, as load balancers ask" : null;
    }

    // Uri repairs what it reads, such as spaces around it, and drops the port that is the default.
    private static bool IsAsWritten(string address, Uri uri) =>
        uri.AbsoluteUri.TrimEnd('/').Equals(DefaultPort().Replace(address, "").TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("(?<=^https://[^/?#]+):443(?=[/?#]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex DefaultPort();
}
