using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Who may reach a load balancer: private ranges of which none contains another (the smaller one would mean nothing and read
/// like a limit), and managed prefix lists.
/// </summary>
/// <param name="Given">The ranges, each with its place in the list.</param>
/// <param name="PrefixListIds">The ids of the prefix lists.</param>
internal sealed partial record VpnRanges(IReadOnlyList<(int Index, CidrBlock Range)> Given, IReadOnlyList<string> PrefixListIds)
{
    // A message that names a thousand is read by nobody. One is made for each source: with 1,000 of them a tenth of a preview's time
    // was spent on names.
    private const int MostNamed = 5;

    /// <summary>The ranges, sorted.</summary>
    public IReadOnlyList<CidrBlock> Ranges { get; } =
        [.. Given.Select(it => it.Range).OrderBy(range => range.ToString(), StringComparer.Ordinal)];

    /// <summary>Whether the load balancer needs IPv6 addresses too.</summary>
    public bool IsDualStack => Ranges.Any(range => range.IsIPv6);

    /// <summary>Reads the two arguments, of which at least one has an entry.</summary>
    /// <param name="reader">Reads the arguments around them.</param>
    /// <param name="cidrBlocks">The ranges as given.</param>
    /// <param name="prefixListIds">The prefix lists as given.</param>
    public static VpnRanges Read(ArgumentReader reader, List<string>? cidrBlocks, List<string>? prefixListIds)
    {
        var ranges = new List<(int Index, CidrBlock Range)>();
        for (var i = 0; i < (cidrBlocks?.Count ?? 0); i++)
        {
            var key = $"vpnCidrBlocks[{i}]";
            if (reader.Plain<CidrBlock>(key, cidrBlocks![i], CidrBlock.TryParse) is not { } range)
                continue;
            if (ranges.Find(it => range.Overlaps(it.Range)) is { Range: { } other })
                reader.Require(false, key, cidrBlocks[i], $"overlaps {other}", "Keep one of the two.");
            ranges.Add((i, range));
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
        return new VpnRanges(ranges, [.. lists]);
    }

    /// <summary>
    /// Refuses sources among which the load balancer itself is. Pods believe what comes from its subnets about the client, and who
    /// admits a whole VPC admits everything in it.
    /// </summary>
    /// <param name="reader">Reads the sources' arguments.</param>
    /// <param name="sources">The sources, each with its place in <c>vpnCidrBlocks</c>.</param>
    /// <param name="subnets">The ranges of the load balancer's subnets; the default where they are refused.</param>
    /// <returns>The subnets, once none of them is among the sources.</returns>
    public static Output<ImmutableArray<CidrBlock>> RefuseSubnets(
        ArgumentReader reader, IReadOnlyList<(int Index, CidrBlock Range)> sources, Output<ImmutableArray<CidrBlock>> subnets) =>
        reader.Check(subnets, (ranges, faults) =>
        {
            foreach (var (index, source) in ranges.IsDefaultOrEmpty ? [] : sources)
            {
                if (ranges.FirstOrDefault(source.Overlaps) is { } subnet)
                {
                    faults.Add(
                        reader.Key($"vpnCidrBlocks[{index}]"), $"{source}", $"overlaps the load balancer's own subnet {subnet}",
                        "Name the ranges that the VPN's clients come from, and none of the load balancer's network.");
                }
            }
        });

    /// <summary>Ranges as a message names them: the first few.</summary>
    /// <param name="ranges">The ranges.</param>
    public static string Few(IReadOnlyCollection<CidrBlock> ranges) =>
        string.Join(", ", ranges.Take(MostNamed)) + (ranges.Count > MostNamed ? $" or {ranges.Count - MostNamed} more" : "");

    [GeneratedRegex(@"^pl-([0-9a-f]{8}|[0-9a-f]{17})\z")]
    private static partial Regex PrefixListId();
}
