using System.Globalization;

namespace FlowerInfra;

/// <summary>Protocols and ports, as <see cref="FirewallRule.Traffic"/> has them.</summary>
internal static class PictureTraffic
{
    /// <summary>Every protocol on every port.</summary>
    public const string All = "-1";

    /// <summary>Ports of one protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="from">The first port.</param>
    /// <param name="to">The last port.</param>
    public static string Of(string protocol, long from, long to) =>
        string.Create(CultureInfo.InvariantCulture, $"{protocol.ToLowerInvariant()} {from}-{to}");

    /// <summary>The traffic as people read it.</summary>
    /// <param name="traffic">The traffic.</param>
    public static string Shown(string traffic) => traffic == All ? "every port"
        : traffic.Contains(Plan.Unknown, StringComparison.Ordinal) ? "port unknown"
        : Ports(traffic) is { } ports ? $"{ports.Protocol} {Range(ports.From, ports.To)}"
        : traffic;

    /// <summary>Several kinds of traffic in few characters.</summary>
    /// <param name="traffics">The kinds.</param>
    public static string Short(IEnumerable<string> traffics)
    {
        var all = traffics.Distinct(StringComparer.Ordinal).ToList();
        var byProtocol = all.Select(Ports).OfType<(string Protocol, int From, int To)>().GroupBy(it => it.Protocol, StringComparer.Ordinal)
            .OrderBy(it => it.Key, StringComparer.Ordinal)
            .Select(it => (it.Key, Text: string.Join(",", it.OrderBy(port => port.From).ThenBy(port => port.To).Select(port => Range(port.From, port.To)))))
            .GroupBy(it => it.Text, StringComparer.Ordinal)
            .Select(it => $"{string.Join("/", it.Select(one => one.Key))} {it.Key}");
        return string.Join(" ", byProtocol.Concat(all.Where(it => Ports(it) is null).Select(Shown)));
    }

    /// <summary>The protocol and the ports; null when it is all of them, or not known.</summary>
    /// <param name="traffic">The traffic.</param>
    public static (string Protocol, int From, int To)? Ports(string traffic) =>
        traffic.Split(' ') is [var protocol, var ports] && ports.Split('-') is [var from, var to]
        && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? (protocol, first, last)
            : null;

    /// <summary>The only port; null when there are several.</summary>
    /// <param name="traffic">The traffic.</param>
    public static int? Port(string traffic) => Ports(traffic) is { } ports && ports.From == ports.To ? ports.From : null;

    /// <summary>Whether two kinds of traffic have a port in common, or may have one.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public static bool Meet(string one, string other) => one == other || one == All || other == All
        || one.Contains(Plan.Unknown, StringComparison.Ordinal) || other.Contains(Plan.Unknown, StringComparison.Ordinal)
        || (Ports(one) is { } some && Ports(other) is { } others && some.Protocol == others.Protocol && some.From <= others.To && others.From <= some.To);

    private static string Range(int from, int to) => from == to ? from.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{from}-{to}");
}
