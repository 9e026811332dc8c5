namespace FlowerInfra;

/// <summary>Who gets in.</summary>
internal static class AuthenticationChecks
{
    // Flower before 2.0 took the first of these for a valid login when its list of users was empty or ended in a comma. The last
    // one, "é:é", makes it fail with 500: only right credentials may reach it.
    private static readonly (string Header, string Note)[] Malformed =
    [
        ("Authorization: Basic !\r\n", "not base64"),
        ("Authorization: Basic Og==\r\n", "an empty user and password"),
        ("Authorization: Basic w6k6w6k=\r\n", "letters beyond ASCII"),
    ];

    public static IEnumerable<VerifyCheck> All { get; } =
    [
        new("VFY-06", "Pages ask for a login", "401, or 302 to the login, for each of Flower's pages",
            "Give Flower basic_auth or auth, and check that its secret is mounted.",
            (site, cancellation) => AnonymousAsync(site, Reads(path => !path.StartsWith("api/", StringComparison.Ordinal)), cancellation)),
        new("VFY-07", "The API asks for a login", "401, or 302 to the login, for each read of the API and for the tasks table",
            "Give Flower basic_auth or auth, and never FLOWER_UNAUTHENTICATED_API.",
            (site, cancellation) => AnonymousAsync(site, Reads(path => path.StartsWith("api/", StringComparison.Ordinal)), cancellation)),
        new("VFY-08", "Malformed credentials are refused", "the same as without credentials, or 429",
            "Check that the list of users in Flower's secret is complete.", MalformedAsync),
        new("VFY-09", "The credentials read",
            "200 for /api/workers", "Check that Flower answers: the pod's log says why not.", SignedInAsync)
        {
            Only = SiteRole.Viewer,
        },
        new("VFY-10", "The viewer's credentials don't open the admin dashboard", "401, or 302 to the login, for /api/workers",
            "Give the admin dashboard its own users.", ViewerAtAdminAsync)
        {
            Only = SiteRole.Admin,
        },
    ];

    private static IEnumerable<FlowerRoute> Reads(Func<string, bool> select) =>
        FlowerRoutes.For(InstanceRole.Viewer, AuthenticationKind.Basic)
            .Where(route => select(route.Path) && !route.Path.StartsWith("static/", StringComparison.Ordinal));

    private static async Task<VerifyFinding> AnonymousAsync(
        ProbedSite site, IEnumerable<FlowerRoute> routes, CancellationToken cancellation)
    {
        // A list of tasks passes with a limit only.
        var probes = routes.Select(route => new Probe(route.Method, site.Path(Probe.Named(route.Path) + (route.Path == "api/tasks" ? "?limit=1" : "")))
        {
            Headers = route.Method == "POST" ? site.SameOrigin : "",
        });
        var isOpen = false;
        var finding = await ProbeSeries.ExpectAsync(site, probes, answer =>
        {
            isOpen |= answer is { Source: AnswerSource.Flower, Status: < 300 };
            // With OAuth Flower answers 403 to a POST without a session, which it can't redirect.
            return answer.AsksForLogin || (site.UsesOAuth && answer.Status == 403);
        }, "ask for a login", cancellation).ConfigureAwait(false);
        site.IsOpen |= isOpen;
        return isOpen ? finding with { Message = $"open, anybody reads without signing in: {finding.Message}" } : finding;
    }

    private static Task<VerifyFinding> MalformedAsync(ProbedSite site, CancellationToken cancellation) => ProbeSeries.ExpectAsync(
        site,
        Malformed.Select(it => new Probe("GET", site.Path("api/workers")) { Headers = it.Header, Note = it.Note }),
        answer => answer.AsksForLogin || answer.IsRefusal || answer.Status == 429,
        "refused", cancellation);

    private static Task<VerifyFinding> SignedInAsync(ProbedSite site, CancellationToken cancellation) =>
        Task.FromResult(site.SignedInAnswer switch
        {
            null => VerifyFinding.NotRun(site.HasCredentials
                ? "the dashboard is open without credentials, and nothing shows whether they are right"
                : "no credentials were given"),
            { Status: 200 } => VerifyFinding.Pass("200 for /api/workers"),
            { IsTrouble: true } answer => VerifyFinding.Error(ProbeSeries.Trouble(answer)),
            var answer => VerifyFinding.Fail($"/api/workers: {answer}"),
        });

    private static async Task<VerifyFinding> ViewerAtAdminAsync(ProbedSite site, CancellationToken cancellation) => !site.HasCredentials
        ? VerifyFinding.NotRun("no credentials were given")
        : await ProbeSeries.ExpectAsync(
            site,
            [new Probe("GET", site.Path("api/workers")) { IsSignedIn = true }],
            answer => answer.AsksForLogin || answer.IsRefusal || answer.Status == 429,
            "refused", cancellation).ConfigureAwait(false);
}
