namespace FlowerInfra;

/// <summary>
/// The first requests to a dashboard. What makes every check pointless (no address, no connection, no trust, another host or
/// path, wrong credentials) ends the run here, each with a message of its own.
/// </summary>
internal static class Preflight
{
    /// <summary>Asks for the first page and, where there are credentials for it, reads with them.</summary>
    /// <param name="site">The dashboard.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="VerifyException">The run is pointless.</exception>
    public static async Task RunAsync(ProbedSite site, CancellationToken cancellation)
    {
        var first = await site.AskAsync(new Probe("GET", site.Path("")), cancellation).ConfigureAwait(false);
        site.FirstAnswer = first;
        site.IsBehindLoadBalancer = first.Source == AnswerSource.LoadBalancer;
        site.IsOpen = first is { Source: AnswerSource.Flower, Status: < 300 };
        if (Obstacle(site, first) is { } obstacle)
            throw new VerifyException($"{site.Url}: {first}. {obstacle}");
        if (first is { Source: AnswerSource.Gateway, Status: 401 } && first.First("WWW-Authenticate") is null)
        {
            // A script is told 401 there, and a person sent to the site.
            var page = await site.AskAsync(
                new Probe("GET", site.Path("")) { Headers = "Sec-Fetch-Mode: navigate\r\n", Note = "a page" }, cancellation).ConfigureAwait(false);
            site.AsksSite = page is { Status: 302, Source: AnswerSource.Gateway } && page.First("Location")?.StartsWith("https://", StringComparison.Ordinal) == true;
        }

        if (site.Role == SiteRole.Admin || !site.HasCredentials)
            return;

        if (site.UsesOAuth)
        {
            throw new VerifyException(
                $"{site.Url} signs people in with an identity provider, where a password proves nothing. Leave --credentials-file out.");
        }

        if (site.AsksSite != site.HasSession)
        {
            throw new VerifyException(site.AsksSite
                ? $"{site.Url} signs people in at a Django site, where a password proves nothing. Give --session-file in place of --credentials-file."
                : $"{site.Url} asks no Django site about sessions. Leave --session-file out.");
        }

        var read = new Probe("GET", site.Path("api/workers")) { IsSignedIn = true };
        var signedIn = await site.AskAsync(read, cancellation).ConfigureAwait(false);
        if (signedIn is { Source: AnswerSource.Flower, Status: 401 or 403 } or { Source: AnswerSource.Gateway, Status: 401 })
        {
            // With basic_auth = [] Flower shows its pages to everybody, and answers 401 below /api whatever the credentials are.
            if (site.IsOpen)
                return;
            throw new VerifyException(site.HasSession
                ? $"{site.Url} refuses the session of --session-file ({signedIn.Status}). Sign in at the site anew."
                : $"{site.Url} refuses the credentials of --credentials-file ({signedIn.Status}). Check the user and the password.");
        }

        // Right credentials are not held back by wrong ones, but by a limit of all requests.
        if (signedIn.Status == 429)
            throw new VerifyException($"{site.Url}: {signedIn}. {Obstacle(site, signedIn)}");
        if (site.HasSession && signedIn.IsRefusal)
            throw new VerifyException($"{site.Url} refuses the session of --session-file ({signedIn.Status}). Take one of a staff user.");
        site.KeepPass(signedIn);
        site.SignedInAnswer = signedIn;
    }

    private static string? Obstacle(ProbedSite site, RawAnswer answer) => (answer.Source, answer.Status) switch
    {
        (AnswerSource.Nobody, _) or (_, 0) => "It does not speak HTTP: check that the address is the load balancer's.",
        (AnswerSource.Gateway or AnswerSource.LoadBalancer, 429) => "A limit of requests is reached: wait a minute and run verify again.",
        (AnswerSource.LoadBalancer, 403) => "The web ACL refuses this machine: connect to the VPN whose ranges the stack admits.",
        (AnswerSource.LoadBalancer, 404) =>
            "No rule of the load balancer takes this host, path and source address: check the URL, and the VPN's ranges in the stack.",
        (AnswerSource.Gateway, 421) => $"The gateway behind it serves another host than {site.Host}: check the URL.",
        (AnswerSource.Gateway, 403 or 404) => $"The gateway knows no dashboard below {site.Path("")}: check the path of the URL.",
        (AnswerSource.Gateway or AnswerSource.LoadBalancer, >= 500) => "What is behind it does not answer: check that the pod is healthy.",
        _ => null,
    };
}
