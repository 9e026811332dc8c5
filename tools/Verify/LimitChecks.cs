using System.Globalization;
using System.Text;

namespace FlowerInfra;

/// <summary>
/// What is cut off or held back, tried by reaching each limit with as few requests as that takes. None of them is a write, and
/// signed in are parts of a read only, and the few reads that no limit of others may hold back.
/// </summary>
internal static class LimitChecks
{
    private const string Gateway = "Deploy the gateway's configuration as rendered, in front of Flower.";
    private const string LoadBalancersOwn = "without a login every answer is the load balancer's own";
    private const int HeldBack = 429;

    // At its default rates the gateway admits 6 wrong passwords, 41 logins, 64 open requests, 21 workers' pages, 21 listings, 121
    // requests and 401 sessions at once, and a few more while they are counted.
    private const int Guesses = 12;
    private const int Logins = 60;
    private const int OpenRequests = 80;
    private const int Pages = 30;
    private const int Requests = 400;
    private const int Sessions = 900;

    // 200 sessions a second, and 401 at once, leave less time than 60 requests and 121.
    private const double ShareForSessions = 0.6;

    // As many as the lowest rate that a stack may have admits at once.
    private const int Reads = 20;

    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(30);

    public static IEnumerable<VerifyCheck> All { get; } =
    [
        new("VFY-31", "Slow clients are cut off", "the connection ends within 8 s of half a header, and of half a body", Gateway, SlowClientsAsync)
        {
            ReachesLimits = true,
        },
        new("VFY-32", "Open requests are limited", $"{HeldBack} for some of {OpenRequests} requests that are open at once", Gateway, OpenRequestsAsync)
        {
            ReachesLimits = true,
        },
        new("VFY-33", "Wrong passwords and logins are limited",
            $"{HeldBack} for some of {Guesses} wrong passwords, or of {Logins} logins, whatever addresses X-Forwarded-For claims", Gateway, LoginsAsync)
        {
            ReachesLimits = true,
        },
        new("VFY-41", "Workers' pages are limited", $"{HeldBack} for some of {Pages} at once", Gateway,
            (site, cancellation) => AtOnceAsync(site, $"worker/{Probe.NoSuchName}", cancellation))
        {
            ReachesLimits = true,
        },
        new("VFY-42", "Listings are limited", $"{HeldBack} for some of {Pages} at once", Gateway,
            (site, cancellation) => AtOnceAsync(site, "api/tasks?limit=1", cancellation))
        {
            ReachesLimits = true,
        },
        new("VFY-43", "Sessions are no way around the limit", $"{HeldBack} for some of {Sessions} requests in a row with a forged session each", Gateway,
            SessionsAsync)
        {
            ReachesLimits = true,
        },
        new("VFY-46", "Visits to the login are limited", $"{HeldBack} for some of {Requests} in a row", Gateway, VisitsAsync)
        {
            ReachesLimits = true,
        },
        new("VFY-44", "People who are signed in are not held back by others",
            $"no {HeldBack} for {Reads} reads that are signed in, or have a session of their own, while requests from the same address are held back",
            Gateway, NeighbourAsync)
        {
            ReachesLimits = true,
        },
        // The last one: what follows it would be held back.
        new("VFY-34", "Requests are limited", $"{HeldBack} for some of {Requests} requests in a row", Gateway,
            (site, cancellation) => InARowAsync(site, [.. Enumerable.Repeat(Read(site), Requests)], 1, cancellation))
        {
            ReachesLimits = true,
        },
    ];

    private static async Task<VerifyFinding> SlowClientsAsync(ProbedSite site, CancellationToken cancellation)
    {
        var head = $"GET {site.Path("workers")} HTTP/1.1\r\nHost: {site.Host}\r\n";
        var cutOff = await Task.WhenAll(
            site.Client.EndsAsync(head, cancellation), site.Client.EndsAsync(HalfRead(site), cancellation)).ConfigureAwait(false);
        var faults = new[] { "half a header", "half a body" }.Where((_, index) => !cutOff[index]).Select(half => $"{half} is waited for").ToArray();
        return faults.Length > 0 && site.IsBehindLoadBalancer
            ? VerifyFinding.NotRun($"{string.Join("; ", faults)}: the load balancer may do that without the gateway")
            : VerifyFinding.Of(faults, "neither is waited for");
    }

    private static async Task<VerifyFinding> OpenRequestsAsync(ProbedSite site, CancellationToken cancellation)
    {
        var statuses = await site.Client.StatusesAsync(HalfRead(site), OpenRequests, TimeSpan.Zero, cancellation).ConfigureAwait(false);
        if (statuses.Contains(HeldBack))
            return VerifyFinding.Pass($"some of {OpenRequests} are held back");
        if (statuses.All(status => status is >= 400 and < 500 and not 408))
            return VerifyFinding.NotRun("the gateway answers before it reads a body, and none stays open");
        return site.IsBehindLoadBalancer
            ? VerifyFinding.NotRun($"none of {OpenRequests} is held back: the load balancer may wait for whole bodies")
            : VerifyFinding.Fail($"none of {OpenRequests} is held back");
    }

    private static async Task<VerifyFinding> LoginsAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (site.UsesOAuth)
            return await InARowAsync(site, [.. Enumerable.Range(1, Logins).Select(number => Callback(site, number))], 1, cancellation).ConfigureAwait(false);
        if (site.AsksSite)
            return VerifyFinding.NotRun("people sign in at a Django site");
        for (var number = 1; number <= Guesses; number++)
        {
            var answer = await site.AskAsync(Guess(site, number), cancellation).ConfigureAwait(false);
            if (answer.Status == HeldBack)
                return VerifyFinding.Pass("held back before the last one");
            if (answer.IsTrouble)
                return VerifyFinding.Error(ProbeSeries.Trouble(answer));
        }

        return VerifyFinding.Fail($"none of {Guesses} is held back");
    }

    // On connections of their own: the gateway lets some of them wait, and on one they would wait for each other. A little
    // apart, so that not many are open at once, which has a limit too.
    private static async Task<VerifyFinding> AtOnceAsync(ProbedSite site, string path, CancellationToken cancellation)
    {
        if (site.SignsInAtLoadBalancer)
            return VerifyFinding.NotRun(LoadBalancersOwn);
        var statuses = await site.Client.StatusesAsync(site.Request(new Probe("GET", site.Path(path))), Pages, Apart, cancellation).ConfigureAwait(false);
        return statuses.Contains(HeldBack) ? VerifyFinding.Pass($"some of {Pages} are held back")
            : statuses.Contains(0) ? VerifyFinding.Error($"some of {Pages} requests got no answer in time: run verify from a place nearer to the dashboard")
            : VerifyFinding.Fail($"none of {Pages} is held back");
    }

    private static async Task<VerifyFinding> InARowAsync(ProbedSite site, IReadOnlyList<Probe> probes, double share, CancellationToken cancellation)
    {
        if (site.SignsInAtLoadBalancer)
            return VerifyFinding.NotRun(LoadBalancersOwn);
        var requests = probes.Select((probe, index) => site.Request(probe with { IsFollowed = index < probes.Count - 1 }));
        return await site.Client.FloodAsync([.. requests], site.Client.Network.FloodLimit * share, cancellation).ConfigureAwait(false) switch
        {
            FloodOutcome.HeldBack => VerifyFinding.Pass($"some of {probes.Count} are held back"),
            FloodOutcome.Answered => VerifyFinding.Fail($"none of {probes.Count} is held back"),
            _ => VerifyFinding.Error($"{probes.Count} requests took too long to reach a limit: run verify from a place nearer to the dashboard"),
        };
    }

    private static async Task<VerifyFinding> VisitsAsync(ProbedSite site, CancellationToken cancellation) => site.UsesOAuth
        ? await InARowAsync(site, [.. Enumerable.Repeat(new Probe("GET", site.Path("login")), Requests)], 1, cancellation).ConfigureAwait(false)
        : VerifyFinding.NotRun("people sign in without a login page");

    private static async Task<VerifyFinding> NeighbourAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (!site.MaySignIn && !site.UsesOAuth)
            return VerifyFinding.NotRun("no credentials were given");
        var flood = await InARowAsync(site, [.. Enumerable.Repeat(Read(site), Requests)], 1, cancellation).ConfigureAwait(false);
        if (flood.Outcome != VerifyOutcome.Pass)
            return VerifyFinding.NotRun($"nothing is held back: {flood.Message}");
        var read = Read(site) with { Headers = site.Forged, IsSignedIn = site.MaySignIn };
        var reads = await InARowAsync(site, [.. Enumerable.Repeat(read, Reads)], 1, cancellation).ConfigureAwait(false);
        return reads.Outcome switch
        {
            VerifyOutcome.Pass => VerifyFinding.Fail($"some of {Reads} are held back"),
            VerifyOutcome.Fail => VerifyFinding.Pass($"none of {Reads} is held back"),
            _ => reads,
        };
    }

    private static Probe Read(ProbedSite site) => new("GET", site.Path("api/task/types"));

    // A read, and never a whole one. No listing, of which few may be open, and signed in where that is possible: the gateway may
    // answer others before it reads a body.
    private static string HalfRead(ProbedSite site) =>
        site.Request(new Probe("GET", site.Path("workers")) { Headers = "Content-Length: 100\r\n", IsSignedIn = site.MaySignIn }) + "half";

    private static async Task<VerifyFinding> SessionsAsync(ProbedSite site, CancellationToken cancellation) => site.UsesOAuth
        ? await InARowAsync(site, [.. Enumerable.Range(1, Sessions).Select(number => Read(site) with { Headers = Probe.ForgedSession(number) })], ShareForSessions, cancellation).ConfigureAwait(false)
        : VerifyFinding.NotRun("people sign in without a session");

    // The gateway counts what comes back from the identity provider. Flower asks the provider for any code but an empty one,
    // which it takes for none.
    private static Probe Callback(ProbedSite site, int number) => new("GET", site.Path("login?code=")) { Headers = Claim(number) };

    private static Probe Guess(ProbedSite site, int number)
    {
        var guess = string.Create(CultureInfo.InvariantCulture, $"{Probe.NoSuchName}:{number}");
        return new Probe("GET", site.Path("api/workers"))
        {
            Headers = $"{Claim(number)}Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(guess))}\r\n",
            Note = "wrong password",
        };
    }

    // The addresses are reserved for documentation. A gateway that believed them would count each for a client of its own.
    private static string Claim(int number) => string.Create(CultureInfo.InvariantCulture, $"X-Forwarded-For: 198.51.100.{number}\r\n");
}
