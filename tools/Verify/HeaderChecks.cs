namespace FlowerInfra;

/// <summary>Which of a request's headers get through.</summary>
internal static class HeaderChecks
{
    // Flower answers static files to everybody, and takes Range and If-None-Match into account where they reach it.
    private const string StaticFile = "static/css/flower.css";
    private const string Gateway = "Deploy the gateway's configuration as rendered, in front of Flower.";

    // The gateway takes 8 KiB for a line, and 32 where the load balancer signs people in.
    private const int LongHeader = 40_000;

    public static IEnumerable<VerifyCheck> All { get; } =
    [
        new("VFY-28", "Long headers are refused", "400 or 431 before Flower for more than 32 KiB", Gateway, LongHeaderAsync),
        new("VFY-29", "Headers reach Flower by name only", "the whole static file, whatever Range and If-None-Match say", Gateway, ByNameAsync),
    ];

    private static Task<VerifyFinding> LongHeaderAsync(ProbedSite site, CancellationToken cancellation) => ProbeSeries.RefusedAsync(
        site,
        [
            new Probe("GET", site.Path("workers")) { Headers = $"X-Long: {new string('x', LongHeader)}\r\n", Note = $"a header of {LongHeader} bytes" },
        ],
        cancellation);

    private static async Task<VerifyFinding> ByNameAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (site.SignsInAtLoadBalancer)
            return VerifyFinding.NotRun("without a login every answer is the load balancer's own");
        var isSignedIn = site.HasSession && site.MaySignIn;
        var plain = await site.AskAsync(new Probe("GET", site.Path(StaticFile)) { IsSignedIn = isSignedIn }, cancellation).ConfigureAwait(false);
        if (site.AsksSite && plain.Status == 401)
            return VerifyFinding.NotRun("nothing is served without a session of the Django site");
        if (plain.Status != 200)
            return VerifyFinding.Error($"{StaticFile}: {plain}, which shows nothing");
        return await ProbeSeries.ExpectAsync(
            site,
            new[] { "Range: bytes=0-0", "If-None-Match: *" }
                .Select(header => new Probe("GET", site.Path(StaticFile)) { Headers = $"{header}\r\n", Note = header, IsSignedIn = isSignedIn }),
            answer => answer.Status == 200, "answered with the whole file", cancellation).ConfigureAwait(false);
    }
}
