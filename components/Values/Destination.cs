using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace FlowerInfra;

/// <summary>
/// An address range that pods may connect to, public ones included: unlike a <see cref="CidrBlock"/> it never admits
/// anybody. The whole Internet is refused.
/// </summary>
internal sealed record Destination
{
    // Google, the widest identity provider, announces 142.250.0.0/15. A range so wide that it is no name for anybody is
    // refused, or 0.0.0.0/1 and 128.0.0.0/1 would say what 0.0.0.0/0 may not.
    private const int WidestIPv4 = 12;
    private const int WidestIPv6 = 32;

    // Unspecified, loopback, link-local (where the nodes' credentials are), multicast, reserved and broadcast; and the ways from
    // IPv6 to any IPv4 address: NAT64 (RFC 6052, RFC 8215), Teredo and 6to4.
    private static readonly IPNetwork[] NeverAProvider =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"), IPNetwork.Parse("::/96"), IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("64:ff9b:1::/48"),
        IPNetwork.Parse("2001::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    private readonly IPNetwork _network;

    private Destination(IPNetwork network) => _network = network;

    /// <summary>Whether the range is an IPv6 one.</summary>
    public bool IsIPv6 => _network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>The range as part of a resource's name.</summary>
    public string Key => ToString().Replace('.', '-').Replace(':', '-').Replace('/', '-');

    /// <summary>Reads a range.</summary>
    /// <param name="text">The text, for example <c>192.30.252.0/22</c>.</param>
    /// <param name="value">The range, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Destination? value, out ValueFault fault)
    {
        const string fix = "Name the provider's published ranges, for example 192.30.252.0/22.";
        value = null;
        fault = default;
        if (!IPNetwork.TryParse(text, out var network) || !network.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            fault = new ValueFault("is not an address range in canonical CIDR notation", fix);
        else if (ProblemOf(network) is { } problem)
            fault = new ValueFault(problem, fix);
        else
            value = new Destination(network);
        return value is not null;
    }

    /// <summary>The range in canonical CIDR notation.</summary>
    public override string ToString() => _network.ToString();

    /// <summary>
    /// Why no identity provider has a range, as a clause that follows it; null when one may. A private range may be of any
    /// width: those of brokers are too.
    /// </summary>
    /// <param name="range">The range.</param>
    internal static string? ProblemOf(IPNetwork range)
    {
        if (CidrBlock.IsPrivate(range))
            return null;
        if (range.PrefixLength < (range.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6 ? WidestIPv6 : WidestIPv4))
            return "is wider than any provider's range";
        if (CidrBlock.HoldsMetadata(range))
            return "is the range of a metadata service";
        return range.BaseAddress.IsIPv4MappedToIPv6
            || Array.Exists(NeverAProvider, never => never.Contains(range.BaseAddress) || range.Contains(never.BaseAddress))
            ? "is or holds a range that no provider uses: loopback, link-local, mapped, translated, reserved or multicast" : null;
    }
}
