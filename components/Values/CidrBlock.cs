using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace FlowerInfra;

/// <summary>
/// A private address range in CIDR notation, as a source or destination that a firewall admits. Ranges that reach outside
/// private space are refused, so that no rule can open a dashboard to the Internet.
/// </summary>
internal sealed record CidrBlock
{
    // RFC 1918, RFC 6598 (shared address space, which VPN products such as Tailscale hand out), RFC 2544 (benchmarks, which no
    // network routes and other VPN products hand out) and RFC 4193.
    private static readonly IPNetwork[] PrivateSpace =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("fc00::/7"),
    ];

    private static readonly (IPNetwork Range, string Name)[] NeverASource =
    [
        (IPNetwork.Parse("127.0.0.0/8"), "the loopback range"), (IPNetwork.Parse("::1/128"), "the loopback address"),
        (IPNetwork.Parse("169.254.0.0/16"), "the link-local range"), (IPNetwork.Parse("fe80::/10"), "the link-local range"),
        (IPNetwork.Parse("224.0.0.0/4"), "the multicast range"), (IPNetwork.Parse("ff00::/8"), "the multicast range"),
    ];

    // The metadata service, the time service and the resolver over IPv6
    // (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html), and Google Cloud's metadata
    // server (https://cloud.google.com/compute/docs/metadata/querying-metadata).
    private static readonly IPNetwork[] MetadataServices = [IPNetwork.Parse("fd00:ec2::/32"), IPNetwork.Parse("fd20:ce::254/128")];

    private const string Example = "Name a private range, for example 10.8.0.0/16.";
    private readonly IPNetwork _network;

    // Unchecked: for TryParse, and for tests, whose clients come from the loopback address.
    internal CidrBlock(IPNetwork network) => _network = network;

    /// <summary>Whether the range is an IPv6 one.</summary>
    public bool IsIPv6 => _network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>The number of leading bits that the addresses of the range share.</summary>
    public int PrefixLength => _network.PrefixLength;

    /// <summary>The range as part of a resource's name: <c>10-8-0-0-16</c>. Different ranges have different keys.</summary>
    // IPv6 with all eight groups: the short form of fd00::/64 would be "fd00---64", and a shared run of dashes is easily lost.
    public string Key => $"{(IsIPv6 ? FullIPv6() : $"{_network.BaseAddress}".Replace('.', '-'))}-{PrefixLength}";

    /// <summary>Reads a range.</summary>
    /// <param name="text">The text, for example <c>10.8.0.0/16</c> or <c>fd12:3456::/48</c>.</param>
    /// <param name="value">The range, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CidrBlock? value, out ValueFault fault)
    {
        value = null;
        if (string.IsNullOrEmpty(text))
            return Refuse(out fault, "is missing", Example);
        if (Split(text) is not var (address, length))
            return Refuse(out fault, "is not an address range in CIDR notation", Example);
        var network = new IPNetwork(Masked(address, length), length);
        if (length == 0)
            return Refuse(out fault, "is every address of the Internet", Example);
        if (NeverASource.FirstOrDefault(never => Covers(never.Range, network)) is { Name: { } name })
            return Refuse(out fault, $"is inside {name}, which no VPN and no subnet has", Example);
        if (HoldsMetadata(network))
            return Refuse(out fault, "is or holds the range of a metadata service, which hands out a machine's credentials", Example);
        if (!IsPrivate(network))
            return Refuse(out fault, "is a public range or reaches into one", Example);
        if (!network.BaseAddress.Equals(address))
            return Refuse(out fault, $"has bits set after its /{length} prefix", $"Write {network}.");
        value = new CidrBlock(network);
        fault = default;
        return true;
    }

    /// <summary>Whether every address of another range is in this one.</summary>
    /// <param name="other">The other range.</param>
    public bool Contains(CidrBlock other) => Covers(_network, other._network);

    /// <summary>Whether the two ranges share an address: of two CIDR ranges that do, one contains the other.</summary>
    /// <param name="other">The other range.</param>
    public bool Overlaps(CidrBlock other) => Contains(other) || other.Contains(this);

    /// <summary>The range in canonical CIDR notation.</summary>
    public override string ToString() => _network.ToString();

    /// <summary>Whether a range lies in private space with every address, and none of them is a metadata service's.</summary>
    /// <param name="range">The range.</param>
    internal static bool IsPrivate(IPNetwork range) => PrivateSpace.Any(space => Covers(space, range)) && !HoldsMetadata(range);

    /// <summary>Whether a range shares an address with a metadata service over IPv6. That of IPv4 is in no private range.</summary>
    /// <param name="range">The range.</param>
    internal static bool HoldsMetadata(IPNetwork range) => MetadataServices.Any(service => Covers(service, range) || Covers(range, service));

    private static bool Covers(IPNetwork outer, IPNetwork inner) =>
        outer.BaseAddress.AddressFamily == inner.BaseAddress.AddressFamily
        && outer.PrefixLength <= inner.PrefixLength
        && outer.Contains(inner.BaseAddress);

    // IPAddress.Parse takes "10.8", "0x0a.8.0.0" and "010.8.0.0" (octal); nobody who writes them means what they are read as.
    private static (IPAddress Address, int Length)? Split(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 2
            || parts[1] is not ([>= '0' and <= '9'] or [>= '1' and <= '9', >= '0' and <= '9'] or ['1', >= '0' and <= '9', >= '0' and <= '9'])
            || !IPAddress.TryParse(parts[0], out var address)
            || parts[0].Any(character => character is not (':' or '.') && !char.IsAsciiHexDigit(character))
            || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != parts[0])
            || address.IsIPv4MappedToIPv6)
        {
            return null;
        }

        var length = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        return length <= address.GetAddressBytes().Length * 8 ? (address, length) : null;
    }

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static bool Refuse(out ValueFault fault, string problem, string fix)
    {
        fault = new ValueFault(problem, fix);
        return false;
    }

    private string FullIPv6()
    {
        var bytes = _network.BaseAddress.GetAddressBytes();
        return string.Join('-', Enumerable.Range(0, 8).Select(group => $"{bytes[2 * group] << 8 | bytes[2 * group + 1]:x}"));
    }
}
