namespace FlowerInfra;

/// <summary>
/// The VPN ranges of a dashboard's viewers and administrators: the load balancer's hold the viewers', which hold the
/// administrators'.
/// </summary>
internal static class ViewerRanges
{
    /// <summary>Records the faults of the ranges.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the dashboard's arguments, empty or ending in a separator.</param>
    /// <param name="args">The dashboard.</param>
    public static void Validate(ArgumentFaults faults, string path, FlowerDashboardArgs args)
    {
        var admitted = Admitted(args.LoadBalancer);
        var viewers = faults.ParseAll<CidrBlock>($"{path}vpnCidrBlocks", args.VpnCidrBlocks, CidrBlock.TryParse);
        RequireReachable(faults, $"{path}vpnCidrBlocks", args.VpnCidrBlocks, admitted);
        if (args.Admin is not { } admin)
            return;
        var key = $"{path}admin.vpnCidrBlocks";
        faults.Require(admin.VpnCidrBlocks.Count > 0, key, null, "no range is given", "Name the administrators' VPN ranges.");
        faults.ParseAll<CidrBlock>(key, admin.VpnCidrBlocks, CidrBlock.TryParse);
        RequireInside(
            faults, key, admin.VpnCidrBlocks, args.VpnCidrBlocks is { Count: > 0 } ? viewers : admitted, "is wider than the viewers' ranges", "");
        RequireReachable(faults, key, admin.VpnCidrBlocks, admitted);
    }

    // Nothing is known to be kept out by ranges that are refused themselves.
    private static CidrBlock[] Admitted(LoadBalancerReferenceArgs loadBalancer)
    {
        var ranges = (loadBalancer.VpnCidrBlocks ?? []).ConvertAll(text => CidrBlock.TryParse(text, out var range, out _) ? range : null);
        return ranges.Contains(null) ? [] : [.. ranges.OfType<CidrBlock>()];
    }

    // A rule for a range that the load balancer's firewall keeps out would read like an admission and be none.
    private static void RequireReachable(ArgumentFaults faults, string key, List<string>? texts, CidrBlock[] admitted) => RequireInside(
        faults, key, texts ?? [], admitted, "is not inside the load balancer's vpnCidrBlocks: it admits nobody from there",
        ", or add it to the load balancer's");

    private static void RequireInside(
        ArgumentFaults faults, string key, List<string> texts, IReadOnlyList<CidrBlock> limits, string problem, string alternative)
    {
        foreach (var (text, index) in texts.Select((text, index) => (text, index)))
        {
            faults.Require(
                limits.Count == 0 || !CidrBlock.TryParse(text, out var range, out _) || limits.Any(limit => limit.Contains(range)),
                $"{key}[{index}]", text, problem, $"Name a range inside {string.Join(", ", limits)}{alternative}.");
        }
    }
}
