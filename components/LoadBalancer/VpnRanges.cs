using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Who may reach a load balancer: private ranges of which none contains another (the smaller one would mean nothing and read
/// like a limit), and managed prefix lists.
/// </summary>
/// <param name="Ranges">The ranges, sorted.</param>
/// <param name="PrefixListIds">The ids of the prefix lists.</param>
internal sealed partial record VpnRanges(IReadOnlyList<CidrBlock> Ranges, IReadOnlyList<string> PrefixListIds)
{
    /// <summary>Whether the load balancer needs IPv6 addresses too.</summary>
    public bool IsDualStack => Ranges.Any(range => range.IsIPv6);

    /// <summary>Reads the two arguments, of which at least one has an entry.</summary>
    /// <param name="reader">Reads the arguments around them.</param>
    /// <param name="cidrBlocks">The ranges as given.</param>
    /// <param name="prefixListIds">The prefix lists as given.</param>
    public static VpnRanges Read(ArgumentReader reader, List<string>? cidrBlocks, List<string>? prefixListIds)
    {
        var ranges = new List<CidrBlock>();
        for (var i = 0; i < (cidrBlocks?.Count ?? 0); i++)
        {
            var key = $"vpnCidrBlocks[{i}]";
            if (reader.Plain<CidrBlock>(key, cidrBlocks![i], CidrBlock.TryParse) is not { } range)
                continue;
            if (ranges.Find(range.Overlaps) is { } other)
                reader.Require(false, key, cidrBlocks[i], $"overlaps {other}", "Keep one of the two.");
            ranges.Add(range);
        }

        var lists = prefixListIds ?? [];
        for (var i = 0; i < lists.Count; i++)
        {
            reader.Require(
                PrefixListId().IsMatch(lists[i]), $"vpnPrefixListIds[{i}]", lists[i], "is not the id of a managed prefix list",
                "Give an id such as pl-0123456789abcdef0.");
            reader.Require(lists.IndexOf(lists[i]) == i, $"vpnPrefixListIds[{i}]", lists[i], "is named twice", "Name each prefix list once.");
        }

        reader.Require(
            (cidrBlocks?.Count ?? 0) + lists.Count > 0, "vpnCidrBlocks", null, "no VPN range is given",
            "Name at least one private range, for example 10.8.0.0/16, or a managed prefix list.");
        return new VpnRanges([.. ranges.OrderBy(range => range.ToString(), StringComparer.Ordinal)], [.. lists]);
    }

    [GeneratedRegex(@"^pl-([0-9a-f]{8}|[0-9a-f]{17})\z")]
    private static partial Regex PrefixListId();
}
