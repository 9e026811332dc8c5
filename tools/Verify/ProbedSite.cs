using System.Collections.Concurrent;

namespace FlowerInfra;

/// <summary>One dashboard under <c>verify</c>, and what is known of it so far.</summary>
internal sealed class ProbedSite(SiteRole role, DashboardUrl url, ProbeCredentials? credentials, RawClient client)
{
    private readonly ConcurrentBag<(string Probe, RawAnswer Answer)> _answers = [];

    public SiteRole Role => role;

    public DashboardUrl Url => url;

    public HostName Host => url.Host;

    public RawClient Client => client;

    public bool HasCredentials => credentials is not null;

    /// <summary>Whether the credentials are a session at another site.</summary>
    public bool HasSession => credentials is SessionCookie;

    /// <summary>The answer to the first, anonymous request.</summary>
    public RawAnswer? FirstAnswer { get; set; }

    /// <summary>The answer to a read with the credentials, when there are any.</summary>
    public RawAnswer? SignedInAnswer { get; set; }

    /// <summary>Whether people sign in somewhere else than with a password in each request.</summary>
    public bool UsesOAuth => FirstAnswer?.Status == 302;

    /// <summary>Whether people sign in at a Django site, which the gateway asks about each session.</summary>
    public bool AsksSite { get; set; }

    /// <summary>Whether a load balancer answered for the dashboard, which may have made an ordinary request of an odd one.</summary>
    public bool IsBehindLoadBalancer { get; set; }

    /// <summary>Whether anybody could read without credentials: then a write might be taken too, and none is sent.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether the load balancer itself signs people in: then nothing anonymous gets further than that.</summary>
    public bool SignsInAtLoadBalancer => FirstAnswer is { Source: AnswerSource.LoadBalancer, AsksForLogin: true };

    /// <summary>Whether a read may go out with the credentials: never at the admin dashboard, whose gateway lets writes through.</summary>
    public bool MaySignIn => role == SiteRole.Viewer && SignedInAnswer is not null;

    /// <summary>Every answer so far, sorted by its probe.</summary>
    public IReadOnlyList<(string Probe, RawAnswer Answer)> Answers => [.. _answers.OrderBy(it => it.Probe, StringComparer.Ordinal)];

    /// <summary>The same origin's headers, as a browser on the dashboard sends them.</summary>
    public string SameOrigin => $"Origin: https://{Host}\r\nSec-Fetch-Site: same-origin\r\n";

    /// <summary>
    /// What lets a request without credentials through to Flower where it can: a forged session, which only Flower can tell from
    /// a right one. With it what the gateway refuses shows, although it refuses POSTs without a session anyway. Nothing where
    /// people sign in with a password, of which the gateway knows the right ones.
    /// </summary>
    public string Forged => UsesOAuth ? Probe.ForgedSession(0) : "";

    /// <summary>A path below the prefix.</summary>
    /// <param name="rest">What follows the prefix.</param>
    public string Path(string rest) => url.Prefix.Path(rest);

    /// <summary>Whether a request ended before Flower.</summary>
    /// <param name="answer">The answer to it.</param>
    public bool HasRefused(RawAnswer answer) =>
        answer.IsRefusal || (SignsInAtLoadBalancer && answer is { Source: AnswerSource.LoadBalancer, AsksForLogin: true });

    /// <summary>A probe as it goes over the wire.</summary>
    /// <param name="probe">The probe.</param>
    public string Request(Probe probe)
    {
        // The admin's gateway lets writes through, so that the one thing that must never happen is impossible here.
        if (role == SiteRole.Admin && probe is { IsSignedIn: true, Method: not "GET" })
            throw new InvalidOperationException("The admin dashboard must not get a write with credentials.");
        return probe.ToRequest(Host, credentials);
    }

    /// <summary>Keeps the pass that came with an answer to a session, as a browser does.</summary>
    /// <param name="answer">The answer.</param>
    public void KeepPass(RawAnswer answer) => credentials = credentials is SessionCookie session ? session.With(answer) : credentials;

    /// <summary>Sends a probe.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<RawAnswer> AskAsync(Probe probe, CancellationToken cancellation)
    {
        var answer = await client.SendAsync(Request(probe), probe.LongestAnswer, cancellation).ConfigureAwait(false);
        _answers.Add((probe.ToString(), answer));
        return answer;
    }
}
