using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The address of an identity provider that a load balancer or pods ask.</summary>
internal static partial class SignInAddress
{
    /// <summary>What is wrong with another port than that of HTTPS, where pods ask the provider.</summary>
    public const string OtherPort = "names a port, but the firewall lets pods out to port 443 only";

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
            return "names a port, but the firewall lets the load balancer out to port 443 only";
        if (!HostName.TryParse(uri.Host, out _, out _))
            return "has no host name";
        return IsPrivate(uri.Host) ? "is on a host that load balancers can't find, because they ask public resolvers" : null;
    }

    /// <summary>An address or a host without the port of HTTPS, which it may name.</summary>
    /// <param name="address">The address.</param>
    public static string WithoutDefaultPort(string address) => DefaultPort().Replace(address, "");

    /// <summary>Whether an address or a host names another port than that of HTTPS, to which no firewall lets pods out.</summary>
    /// <param name="address">The address.</param>
    public static bool NamesOtherPort(string address) => AnyPort().IsMatch(WithoutDefaultPort(address));

    // Uri repairs what it reads, such as spaces around it, and drops the port that is the default.
    private static bool IsAsWritten(string address, Uri uri) =>
        uri.AbsoluteUri.TrimEnd('/').Equals(WithoutDefaultPort(address).TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?<=^(https://)?[^/?#:]+):443(?=[/?#]|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex DefaultPort();

    [GeneratedRegex(@"^(https://)?[^/?#:@]+:[0-9]+(?=[/?#]|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex AnyPort();
}
