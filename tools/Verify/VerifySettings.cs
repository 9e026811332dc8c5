using System.Security.Cryptography.X509Certificates;

namespace FlowerInfra;

/// <summary>What <c>verify</c> is asked to probe.</summary>
internal sealed record VerifySettings
{
    /// <summary>The dashboard that only reads.</summary>
    public required DashboardUrl Url { get; init; }

    /// <summary>The dashboard that controls, or null.</summary>
    public DashboardUrl? AdminUrl { get; init; }

    /// <summary>A user of the first, or a session, or null.</summary>
    public ProbeCredentials? Credentials { get; init; }

    /// <summary>The only authorities that are trusted, or null for the machine's own.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Whether limits are tried by reaching them.</summary>
    public bool ProbesLimits { get; init; }

    /// <summary>How hosts are reached.</summary>
    public required VerifyNetwork Network { get; init; }
}
