namespace FlowerInfra;

/// <summary>One question that <c>verify</c> asks a dashboard.</summary>
/// <param name="Id">Its id, <c>VFY-NN</c>.</param>
/// <param name="Title">What holds when it passes.</param>
/// <param name="Expectation">What a correct deployment answers.</param>
/// <param name="Fix">What to do when it fails.</param>
/// <param name="Ask">Asks it.</param>
internal sealed record VerifyCheck(
    string Id, string Title, string Expectation, string Fix, Func<ProbedSite, CancellationToken, Task<VerifyFinding>> Ask)
{
    /// <summary>The only dashboard it is for, or null for both.</summary>
    public SiteRole? Only { get; init; }

    /// <summary>Whether it is asked only with <c>--probe-limits</c>, because this machine's address is held back for a while then.</summary>
    public bool ReachesLimits { get; init; }

    /// <summary>Whether it holds requests that an open dashboard might act on.</summary>
    public bool SendsWrites { get; init; }
}
