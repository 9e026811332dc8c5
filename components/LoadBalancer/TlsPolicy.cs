namespace FlowerInfra;

/// <summary>
/// The load balancer's TLS policies that Security Hub's ELB.17 accepts, as of 2025-11. The list changes: AWS has removed
/// names from it before, so it stands here once.
/// </summary>
public static class TlsPolicy
{
    /// <summary>TLS 1.2 and 1.3 with hybrid post-quantum key exchange: AWS's recommendation, and the default here.</summary>
    public const string Default = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

    /// <summary>The default with FIPS 140-3 validated cryptography.</summary>
    public const string Fips = "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09";

    /// <summary>Every name that ELB.17 accepts, sorted.</summary>
    public static IReadOnlyList<string> Accepted { get; } =
    [
        "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
        "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
        "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        "ELBSecurityPolicy-TLS13-1-3-2021-06",
        "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
        "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
        "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
    ];
}
