namespace FlowerInfra;

/// <summary>Which requests are refused for how they are made, whatever they ask.</summary>
internal static class RequestChecks
{
    private const string Foreign = "flower-infra-verify.example";
    private const string Gateway = "Deploy the gateway's configuration as rendered, in front of Flower.";

    // The gateway takes bodies of 64 KiB at most, and of 16 where it can't tell who sends one before it has read it: with an
    // identity provider only Flower knows a right session.
    private const int LongBody = 66_000;
    private const int LongBodyOfAnybody = 17_000;

    public static IEnumerable<VerifyCheck> All { get; } =
    [
        new("VFY-17", "Requests from other sites are refused",
            "403 before Flower for a POST without the dashboard's own Origin, even with credentials",
            Gateway, CrossSiteAsync)
        {
            SendsWrites = true,
        },
        new("VFY-18", "Other host names are refused", "421 from the gateway, or 400, 403 or 404 from the load balancer",
            Gateway, ForeignHostAsync),
        new("VFY-19", "A host name in the target is refused",
            "403 or 404; a load balancer may make an ordinary request of it, which asks for a login",
            Gateway, AbsoluteTargetAsync),
        new("VFY-20", "HTTP/1.0 is refused", "403 or 505; a load balancer may make HTTP/1.1 of it, which asks for a login",
            Gateway, OldHttpAsync),
        new("VFY-21", "Bodies in chunks are refused", "411 before Flower", Gateway, ChunkedAsync),
        new("VFY-45", "Strangers' bodies are not read", "401 or 403 before Flower for a POST without credentials or a session", Gateway, UnprovenAsync),
        new("VFY-22", "Long bodies are refused", "413 before Flower for more than 64 KiB, or 16 with an identity provider; 401 before Flower without credentials", Gateway, LongBodyAsync),
    ];

    private static Task<VerifyFinding> CrossSiteAsync(ProbedSite site, CancellationToken cancellation)
    {
        (string Headers, string Note)[] sources =
        [
            ("", "no Origin"),
            ("Origin: null\r\n", "Origin null"),
            ($"Origin: https://{Foreign}\r\nContent-Type: text/plain\r\n", "Origin of another site"),
            ($"Origin: http://{site.Host}\r\n", "Origin over plain HTTP"),
            ($"Origin: https://{site.Host}.{Foreign}\r\n", "Origin that begins like the dashboard's"),
            ($"Origin: https://{site.Host}\r\nSec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site cross-site"),
            ($"Origin: https://{site.Host}\r\nSec-Fetch-Site: same-site\r\n", "Sec-Fetch-Site same-site"),
        ];
        // The tasks table's POST is a read, so that it may carry the credentials; the admin dashboard gets neither.
        var paths = site.Role == SiteRole.Viewer ? ["tasks/datatable"] : RouteChecks.Writes.Append("tasks/datatable");
        var probes = paths
            .SelectMany(path => sources.Select(it => new Probe("POST", site.Path(path)) { Headers = it.Headers + site.Forged, Note = it.Note }))
            .ToList();
        if (site is { Role: SiteRole.Viewer, SignedInAnswer: not null })
            probes.AddRange([.. probes.Select(probe => probe with { IsSignedIn = true })]);
        return ProbeSeries.RefusedAsync(site, probes, cancellation);
    }

    private static Task<VerifyFinding> ForeignHostAsync(ProbedSite site, CancellationToken cancellation) => ProbeSeries.RefusedAsync(
        site,
        new[] { Foreign, $"{site.Host}.{Foreign}", $"{Foreign}.{site.Host}", $"{site.Host}:8443", "localhost", "127.0.0.1", "" }
            .Select(host => new Probe("GET", site.Path("workers")) { Host = host, Note = $"Host \"{host}\"" }),
        cancellation);

    private static Task<VerifyFinding> AbsoluteTargetAsync(ProbedSite site, CancellationToken cancellation) => OddAsync(
        site,
        new[] { Foreign, site.Host.ToString() }.Select(host => new Probe("GET", $"https://{host}{site.Path("workers")}")),
        cancellation);

    private static Task<VerifyFinding> OldHttpAsync(ProbedSite site, CancellationToken cancellation) =>
        OddAsync(site, [new Probe("GET", site.Path("workers")) { Version = "HTTP/1.0", Note = "HTTP/1.0" }], cancellation);

    private static Task<VerifyFinding> ChunkedAsync(ProbedSite site, CancellationToken cancellation) => ProbeSeries.RefusedAsync(
        site,
        [new Probe("POST", site.Path("tasks/datatable")) { Headers = site.SameOrigin, IsChunked = true, Note = "chunked" }],
        cancellation);

    // 600 connections with half a body each took 60 MiB of the gateway's memory when it read bodies of anybody.
    private static Task<VerifyFinding> UnprovenAsync(ProbedSite site, CancellationToken cancellation) => EndsBeforeFlowerAsync(
        site, new Probe("POST", site.Path("tasks/datatable")) { Headers = site.SameOrigin, Note = "no credentials" }, cancellation);

    private static Task<VerifyFinding> LongBodyAsync(ProbedSite site, CancellationToken cancellation)
    {
        var length = site.UsesOAuth ? LongBodyOfAnybody : LongBody;
        return EndsBeforeFlowerAsync(site, new Probe("POST", site.Path("tasks/datatable"))
        {
            Headers = site.SameOrigin + site.Forged,
            Body = new string('x', length),
            IsSignedIn = site.MaySignIn,
            Note = $"{length} bytes",
        }, cancellation);
    }

    private static Task<VerifyFinding> EndsBeforeFlowerAsync(ProbedSite site, Probe probe, CancellationToken cancellation) => ProbeSeries.ExpectAsync(
        site, [probe], answer => site.HasRefused(answer) || answer is { Source: AnswerSource.Gateway, Status: 401 }, "refused", cancellation);

    // What a load balancer repairs reaches the gateway as the ordinary request that it has become.
    private static Task<VerifyFinding> OddAsync(ProbedSite site, IEnumerable<Probe> probes, CancellationToken cancellation) =>
        ProbeSeries.ExpectAsync(
            site, probes, answer => answer.IsRefusal || (site.IsBehindLoadBalancer && answer.AsksForLogin), "refused", cancellation);
}
