using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>What answers carry.</summary>
internal static partial class AnswerChecks
{
    private const int OneYear = 31_536_000;
    private const string Gateway = "Deploy the gateway's configuration as rendered, in front of Flower.";

    private static readonly (string Name, Func<string, bool> Holds)[] SecurityHeaders =
    [
        ("Strict-Transport-Security", value => MaximumAge().Match(value) is { Success: true } age
            && long.TryParse(age.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= OneYear),
        ("X-Frame-Options", value => value.Equals("DENY", StringComparison.OrdinalIgnoreCase)),
        ("X-Content-Type-Options", value => value.Equals("nosniff", StringComparison.OrdinalIgnoreCase)),
        ("Content-Security-Policy", value => Directive(value, "default-src") is "'none'" or "'self'"
            && Directive(value, "frame-ancestors") == "'none'"
            && Directive(value, "script-src")?.Contains("unsafe", StringComparison.Ordinal) != true),
        ("Referrer-Policy", value => value is "no-referrer" or "same-origin"),
        ("Cache-Control", value => value.Contains("no-store", StringComparison.OrdinalIgnoreCase)),
    ];

    private static readonly string[] TellingHeaders = ["Server", "X-Powered-By", "X-Runtime", "X-Version", "Via"];

    public static IEnumerable<VerifyCheck> All { get; } =
    [
        new("VFY-23", "Answers carry the security headers",
            "HSTS of a year or more, frame denial, nosniff, a content security policy, a referrer policy and no-store, each once, "
            + "on pages, on the API and on refusals",
            Gateway, SecurityHeadersAsync),
        new("VFY-24", "Nothing is opened to other sites", "no Access-Control header on any answer", Gateway, SharingAsync),
        new("VFY-25", "Cookies are kept to HTTPS and to the site",
            "Secure, HttpOnly, SameSite=Lax or Strict and the dashboard's own path on every cookie", Gateway, CookiesAsync),
        new("VFY-26", "Versions are not revealed",
            "no number of a version in any answer's Server or X-Powered-By header, nor in an error page", Gateway, VersionsAsync),
        new("VFY-37", "Refusals ask for a password", "WWW-Authenticate: Basic, once, on each 401 of this run, where people sign in with a password",
            Gateway, ChallengesAsync),
    ];

    private static async Task<VerifyFinding> SecurityHeadersAsync(ProbedSite site, CancellationToken cancellation)
    {
        List<Probe> probes = [new("GET", site.Path("")), new("GET", site.Path("api/workers")), new("GET", site.Path(Probe.NoSuchName))];
        if (site.SignedInAnswer is not null && site.Role == SiteRole.Viewer)
            probes.Add(new Probe("GET", site.Path("workers")) { IsSignedIn = true });
        var faults = new List<string>();
        var count = 0;
        foreach (var probe in probes)
        {
            var answer = await site.AskAsync(probe, cancellation).ConfigureAwait(false);
            if (answer.IsTrouble)
                return VerifyFinding.Error($"{probe}: {ProbeSeries.Trouble(answer)}");
            // The load balancer's own answers carry no header of the dashboard's.
            if (answer.Source == AnswerSource.LoadBalancer)
                continue;
            count++;
            var wrong = SecurityHeaders
                .Where(header => answer.All(header.Name) is not [var value] || !header.Holds(value))
                .Select(header => header.Name).ToArray();
            if (wrong.Length > 0)
                faults.Add($"{probe}: {string.Join(", ", wrong)} missing, weak or twice");
        }

        return count > 0
            ? VerifyFinding.Of(faults, $"all {SecurityHeaders.Length} on {count} answers")
            : VerifyFinding.NotRun("without a login every answer is the load balancer's own");
    }

    private static async Task<VerifyFinding> SharingAsync(ProbedSite site, CancellationToken cancellation)
    {
        const string origin = "Origin: https://flower-infra-verify.example\r\n";
        var probe = new Probe("GET", site.Path("api/workers")) { Headers = origin, Note = "Origin of another site" };
        await site.AskAsync(probe, cancellation).ConfigureAwait(false);
        return Seen(site, answer => answer.Headers.Select(header => header.Name)
            .FirstOrDefault(name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task<VerifyFinding> CookiesAsync(ProbedSite site, CancellationToken cancellation)
    {
        // Flower's login page only redirects to the identity provider, and sets the cookie that comes back from there.
        if (site.UsesOAuth)
            await site.AskAsync(new Probe("GET", site.Path("login")), cancellation).ConfigureAwait(false);
        // A load balancer's own cookies are AWS's, and no deployment changes them.
        var cookies = site.Answers.Where(it => it.Answer.Source != AnswerSource.LoadBalancer)
            .SelectMany(it => it.Answer.All("Set-Cookie")).ToHashSet(StringComparer.Ordinal);
        var open = cookies.Where(cookie => !IsKept(cookie, site.Path(""))).Select(cookie => $"\"{cookie.Split('=')[0]}\" lacks a flag or the path")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return VerifyFinding.Of([.. open], cookies.Count == 0 ? "no cookie was set" : "every cookie that was set has them");
    }

    // Without it a browser that opened /worker/NAME first sends no password with what that page asks of the API.
    private static Task<VerifyFinding> ChallengesAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (site.AsksSite)
            return Task.FromResult(VerifyFinding.NotRun("people sign in at a Django site"));
        var refused = site.Answers.Where(it => it.Answer is { Status: 401, Source: not AnswerSource.LoadBalancer }).ToArray();
        var silent = refused.Where(it => it.Answer.All("WWW-Authenticate") is not [var challenge]
            || !challenge.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)).ToArray();
        return Task.FromResult(refused.Length == 0 ? VerifyFinding.NotRun("no answer was 401: people sign in elsewhere")
            : silent.Length == 0 ? VerifyFinding.Pass("on every answer of 401")
            : VerifyFinding.Fail($"{silent[0].Probe}: none, or two, and so on {silent.Length} of {refused.Length} answers"));
    }

    private static Task<VerifyFinding> VersionsAsync(ProbedSite site, CancellationToken cancellation) =>
        Task.FromResult(Seen(
            site, answer => TellingHeaders.FirstOrDefault(name => answer.All(name).Any(TellsVersion)) ?? TellingPage(answer)));

    private static string? TellingPage(RawAnswer answer) =>
        answer.Source == AnswerSource.Gateway && answer.Body.Contains("<center>nginx/", StringComparison.Ordinal) ? "the error page" : null;

    // awselb/2.0 is what every load balancer of AWS says: a name rather than a version.
    private static bool TellsVersion(string value) => value.Any(char.IsAsciiDigit) && !value.Equals("awselb/2.0", StringComparison.Ordinal);

    private static VerifyFinding Seen(ProbedSite site, Func<RawAnswer, string?> find)
    {
        var answers = site.Answers;
        var found = answers.Select(it => (it.Probe, Fault: find(it.Answer))).Where(it => it.Fault is not null).ToArray();
        var more = found.Length > 1 ? $", and on {found.Length - 1} more of {answers.Count} answers" : "";
        return found.Length == 0
            ? VerifyFinding.Pass("none on any answer of this run")
            : VerifyFinding.Fail($"{found[0].Probe}: {found[0].Fault}{more}");
    }

    private static bool IsKept(string cookie, string path)
    {
        var flags = cookie.Split(';').Skip(1).Select(flag => flag.Trim().ToUpperInvariant()).ToArray();
        return flags.Contains("SECURE") && flags.Contains("HTTPONLY")
            && (flags.Contains("SAMESITE=LAX") || flags.Contains("SAMESITE=STRICT"))
            && flags.Contains($"PATH={path.ToUpperInvariant()}");
    }

    private static string? Directive(string policy, string name) => policy.Split(';').Select(part => part.Trim())
        .Where(part => part.StartsWith($"{name} ", StringComparison.OrdinalIgnoreCase))
        .Select(part => part[(name.Length + 1)..].Trim()).FirstOrDefault();

    [GeneratedRegex(@"^max-age=""?(\d+)""?(\s*;|\s*\z)", RegexOptions.IgnoreCase)]
    private static partial Regex MaximumAge();
}
