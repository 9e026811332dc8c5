namespace FlowerInfra;

/// <summary>What of Flower is reachable at all.</summary>
internal static class RouteChecks
{
    private const string AllowList = "Deploy the gateway's configuration as rendered: its allow-list has to be in front of Flower.";

    // Each is a read and a write at once, depending on who reads it: the write first, or the read first.
    private static readonly string[] DisguisedWrites =
    [
        "api/task/send-task/{name}/../../../../tasks/datatable", "api/task/send-task/{name}/%2e%2e/%2e%2e/%2e%2e/%2e%2e/tasks/datatable",
        "api/task/send-task/{name}/..%2f..%2f..%2f..%2ftasks/datatable", "api/task/send-task/{name}/.%2e/.%2e/.%2e/.%2e/tasks/datatable",
        "api/task/send-task/{name}/..;/..;/tasks/datatable", "api/task/send-task/{name}/%252e%252e/tasks/datatable",
        "api/task/send-task/{name}/..%5c..%5ctasks/datatable", "api/task/send-task/{name}?/tasks/datatable",
        "api/task/send-task/{name};/tasks/datatable", "tasks/datatable/../../api/task/send-task/{name}",
        "tasks/../api/task/send-task/{name}",
        "static/../api/task/send-task/{name}", "static/..%2fapi/task/send-task/{name}", "./api/task/send-task/{name}",
        "/api/task/send-task/{name}", "api//task/send-task/{name}", "%61pi/task/send-task/{name}", "api%2ftask/send-task/{name}",
        "api/task/send-task/{name}/", "API/task/send-task/{name}", "tasks/datatable%2f..%2f..%2fapi/task/send-task/{name}",
    ];

    private static readonly string[] DisguisedReads =
    [
        "static/../metrics", "static/..%2fmetrics", "static/%2e%2e/metrics", "worker/../metrics", "worker/%2e%2e/metrics", "./metrics",
        "/metrics",
        "static/../../../etc/passwd", "static/..%2f..%2f..%2fetc/passwd", "worker/..%2f..%2fapi%2ftasks", "task/../broker",
        "workers/..;/metrics", "worker/a%2f..%2f..%2fmetrics", "worker/%c0%ae%c0%ae", "worker/a%c0%af..%c0%afmetrics", "static/css/../../metrics",
    ];

    private static readonly string[] OtherMethods = ["OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"];

    public static IEnumerable<VerifyCheck> All { get; } =
    [
        new("VFY-11", "Every write endpoint is refused", "403 or 404 before Flower, without credentials and with them",
            AllowList, WritesAsync)
        {
            Only = SiteRole.Viewer,
            SendsWrites = true,
        },
        new("VFY-12", "Every write endpoint asks for a login", "401, 302 to the login, or 403 without credentials",
            "Give Flower basic_auth or auth, and never FLOWER_UNAUTHENTICATED_API.", AnonymousWritesAsync)
        {
            Only = SiteRole.Admin,
            SendsWrites = true,
        },
        new("VFY-13", "Costly reads and unknown parameters are refused",
            "403 or 404 before Flower for result?timeout, refresh and parameters that no page of Flower sends", AllowList, CostlyReadsAsync)
        {
            Only = SiteRole.Viewer,
        },
        new("VFY-14", "Metrics and health are not on the public port", "403 or 404 before Flower for /metrics and /healthcheck",
            AllowList, PrivatePathsAsync),
        new("VFY-15", "Disguised paths are refused", "400, 403 or 404 before Flower for dot segments, encodings and doubled slashes",
            AllowList, DisguisesAsync)
        {
            SendsWrites = true,
        },
        new("VFY-16", "Other methods are refused", "403, 404, 405 or 501 before Flower for OPTIONS, PUT, PATCH, DELETE, TRACE and PROPFIND",
            AllowList, OtherMethodsAsync),
        new("VFY-40", "The login is for pages only", "403 or 404 before Flower for a visit to the login that a script makes", AllowList, LoginByScriptAsync),
    ];

    /// <summary>The paths below the prefix that change something, from the gateway's own table, for names that don't exist.</summary>
    public static IReadOnlyList<string> Writes { get; } = [.. WritePaths()];

    private static IEnumerable<string> WritePaths()
    {
        var reads = FlowerRoutes.For(InstanceRole.Viewer, AuthenticationKind.Basic)
            .Select(route => route.Path).ToHashSet(StringComparer.Ordinal);
        return FlowerRoutes.For(InstanceRole.Administrator, AuthenticationKind.Basic)
            .Where(route => route.Method == "POST" && !reads.Contains(route.Path))
            .Select(route => Probe.Named(route.Path));
    }

    private static async Task<VerifyFinding> WritesAsync(ProbedSite site, CancellationToken cancellation)
    {
        // Without credentials first: Flower refuses these itself, so that a gateway which lets them through is found
        // before anything with credentials is sent, and that is then never sent.
        var anonymous = await ProbeSeries.RefusedAsync(
            site,
            Writes.Select(path => new Probe("POST", site.Path(path)) { Headers = site.SameOrigin + site.Forged }),
            cancellation).ConfigureAwait(false);
        if (anonymous.Outcome != VerifyOutcome.Pass || site.SignedInAnswer is null)
            return anonymous;
        var signedIn = await ProbeSeries.RefusedAsync(
            site,
            Writes.Where(ActsOnlyOnWhatExists)
                .Select(path => new Probe("POST", site.Path(path)) { Headers = site.SameOrigin, IsSignedIn = true }),
            cancellation).ConfigureAwait(false);
        return signedIn.Outcome == VerifyOutcome.Pass
            ? VerifyFinding.Pass($"{anonymous.Message} without credentials, {signedIn.Message} with them")
            : signedIn;
    }

    // Flower looks a worker or a task up before it acts, and send-task and revoke fail on what they are sent here. Only
    // abort would write a state for an id that nobody has into the result backend.
    private static bool ActsOnlyOnWhatExists(string path) => !path.StartsWith("api/task/abort/", StringComparison.Ordinal);

    private static Task<VerifyFinding> AnonymousWritesAsync(ProbedSite site, CancellationToken cancellation) => ProbeSeries.ExpectAsync(
        site,
        Writes.Select(path => new Probe("POST", site.Path(path)) { Headers = site.SameOrigin + site.Forged }),
        answer => answer.AsksForLogin || answer.Status == 403,
        "ask for a login", cancellation);

    private static Task<VerifyFinding> CostlyReadsAsync(ProbedSite site, CancellationToken cancellation)
    {
        List<string> paths =
        [
            $"api/task/result/{Probe.NoSuchName}?timeout=1", "api/workers?refresh=1",
            $"api/workers?workername={Probe.NoSuchName}&refresh=True", "workers?refresh=1", "workers?json=1&refresh=1",
            "api/tasks?limit=1&unknown=1",
        ];
        // A link with both would let Flower redirect to anywhere after a login.
        if (site.UsesOAuth)
            paths.Add("login?code=none&next=//flower-infra-verify.example");
        return ProbeSeries.RefusedAsync(site, paths.Select(path => new Probe("GET", site.Path(path))), cancellation);
    }

    private static Task<VerifyFinding> PrivatePathsAsync(ProbedSite site, CancellationToken cancellation) => ProbeSeries.RefusedAsync(
        site,
        new[] { "/metrics", "/healthcheck", site.Path("metrics"), site.Path("healthcheck"), site.Path("metrics?x=1") }
            .Distinct(StringComparer.Ordinal).Select(path => new Probe("GET", path)),
        cancellation);

    private static Task<VerifyFinding> DisguisesAsync(ProbedSite site, CancellationToken cancellation) => ProbeSeries.RefusedAsync(
        site,
        [
            .. DisguisedWrites.Select(path => new Probe("POST", site.Path(Probe.Named(path))) { Headers = site.SameOrigin + site.Forged }),
            .. DisguisedReads.Select(path => new Probe("GET", site.Path(path))),
        ],
        cancellation);

    // A tab whose session has ended polls once a second, and is sent to the login each time.
    private static Task<VerifyFinding> LoginByScriptAsync(ProbedSite site, CancellationToken cancellation) => ProbeSeries.RefusedAsync(
        site,
        new[] { "Sec-Fetch-Mode: cors", "Sec-Fetch-Mode: no-cors", "X-Requested-With: XMLHttpRequest" }
            .Select(header => new Probe("GET", site.Path("login")) { Headers = $"{header}\r\n", Note = header }),
        cancellation);

    private static Task<VerifyFinding> OtherMethodsAsync(ProbedSite site, CancellationToken cancellation) => ProbeSeries.RefusedAsync(
        site, OtherMethods.Select(method => new Probe(method, site.Path("workers")) { Headers = site.SameOrigin }), cancellation);
}
