using System.Globalization;
using System.Text;

namespace FlowerInfra;

/// <summary>
/// What is cut off or held back, tried by reaching each limit with as few requests as that takes. None of them is a write,
/// and none is signed in.
/// </summary>
internal static class LimitChecks
{
    private const string Gateway = "Deploy the gateway's configuration as rendered, in front of Flower.";
    private const int HeldBack = 429;

    // Of each the gateway admits 6 wrong passwords, 11 logins, 32 open requests and 61 requests at once, and a few more while
    // they are counted.
    private const int Guesses = 12;
    private const int Logins = 16;
    private const int OpenRequests = 40;
    private const int Requests = 150;

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
        // The last one: what follows it would be held back.
        new("VFY-34", "Requests are limited", $"{HeldBack} for some of {Requests} requests in a row", Gateway, FloodAsync)
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
            : VerifyFinding.Of(faults, "both are cut off");
    }

    private static async Task<VerifyFinding> OpenRequestsAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (await site.Client.IsHeldBackAsync(HalfRead(site), OpenRequests, cancellation).ConfigureAwait(false))
            return VerifyFinding.Pass($"some of {OpenRequests} are held back");
        return site.IsBehindLoadBalancer
            ? VerifyFinding.NotRun($"none of {OpenRequests} is held back: the load balancer may wait for whole bodies")
            : VerifyFinding.Fail($"none of {OpenRequests} is held back");
    }

    private static async Task<VerifyFinding> LoginsAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (site.SignsInAtLoadBalancer)
            return VerifyFinding.NotRun("without a login every answer is the load balancer's own");
        var count = site.UsesOAuth ? Logins : Guesses;
        for (var number = 1; number <= count; number++)
        {
            var answer = await site.AskAsync(Guess(site, number), cancellation).ConfigureAwait(false);
            if (answer.Status == HeldBack)
                return VerifyFinding.Pass("held back before the last one");
            if (answer.IsTrouble)
                return VerifyFinding.Error(ProbeSeries.Trouble(answer));
        }

        return VerifyFinding.Fail($"none of {count} is held back");
    }

    private static async Task<VerifyFinding> FloodAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (site.SignsInAtLoadBalancer)
            return VerifyFinding.NotRun("without a login every answer is the load balancer's own");
        var request = $"GET {site.Path("api/task/types")} HTTP/1.1\r\nHost: {site.Host}\r\nUser-Agent: flower-infra-verify\r\n";
        var all = new StringBuilder().Insert(0, $"{request}\r\n", Requests - 1).Append(CultureInfo.InvariantCulture, $"{request}Connection: close\r\n\r\n");
        return await site.Client.FloodAsync(all.ToString(), Requests, cancellation).ConfigureAwait(false) switch
        {
            FloodOutcome.HeldBack => VerifyFinding.Pass($"some of {Requests} are held back"),
            FloodOutcome.Answered => VerifyFinding.Fail($"none of {Requests} is held back"),
            _ => VerifyFinding.Error($"{Requests} requests took too long to reach a limit: run verify from a place nearer to the dashboard"),
        };
    }

    // A read, and never a whole one.
    private static string HalfRead(ProbedSite site) =>
        $"POST {site.Path("tasks/datatable")} HTTP/1.1\r\nHost: {site.Host}\r\nUser-Agent: flower-infra-verify\r\n{site.SameOrigin}Content-Length: 100\r\n\r\ndraw=1";

    // The addresses are reserved for documentation. A gateway that believed them would count each for a client of its own.
    private static Probe Guess(ProbedSite site, int number)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"X-Forwarded-For: 198.51.100.{number}\r\n");
        if (site.UsesOAuth)
            return new Probe("GET", site.Path("login")) { Headers = address };
        var guess = string.Create(CultureInfo.InvariantCulture, $"{Probe.NoSuchName}:{number}");
        return new Probe("GET", site.Path("api/workers"))
        {
            Headers = $"{address}Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(guess))}\r\n",
            Note = "wrong password",
        };
    }
}
