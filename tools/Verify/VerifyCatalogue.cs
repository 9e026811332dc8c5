namespace FlowerInfra;

/// <summary>Every check of <c>verify</c>, in the order in which they run: what a later one relies on, an earlier one finds out.</summary>
internal static class VerifyCatalogue
{
    public static IReadOnlyList<VerifyCheck> All { get; } =
    [
        .. TransportChecks.BeforeHttp, .. AuthenticationChecks.All, .. RouteChecks.All, .. RequestChecks.All, .. AnswerChecks.All,
        .. TransportChecks.Ports, .. HeaderChecks.All, .. TransportChecks.Sessions, .. FlowerChecks.All, .. ListingChecks.All, .. LimitChecks.All,
    ];

    /// <summary>The checks of one dashboard.</summary>
    /// <param name="role">Which dashboard.</param>
    public static IEnumerable<VerifyCheck> For(SiteRole role) => All.Where(check => check.Only is null || check.Only == role);
}
