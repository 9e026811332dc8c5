using System.Security.Authentication;

namespace FlowerInfra;

/// <summary>What is found out before and beside HTTP over TLS: certificate, versions of TLS, port 80, closed ports.</summary>
internal static class TransportChecks
{
    // Flower's own port, and the pod's: only the load balancer, the kubelet and Prometheus reach those.
    private static readonly int[] ClosedPorts = [GatewayPorts.Flower, GatewayPorts.Https, GatewayPorts.Health, GatewayPorts.Metrics];

    public static IEnumerable<VerifyCheck> BeforeHttp { get; } =
    [
        new("VFY-01", "The certificate is trusted and names the host",
            "a chain to an authority of this machine, or of --ca, within its dates, for the host's name",
            "Give the load balancer's listener a certificate for this host.",
            // The first request of a run, before any check, has refused everything else.
            (site, _) => Task.FromResult(VerifyFinding.Pass($"trusted for {site.Host}"))),
        new("VFY-02", "TLS 1.2 or 1.3 is spoken", "a handshake in TLS 1.2, or in TLS 1.3, or in either",
            "Take one of the load balancer's TLS policies that ELB.17 accepts.", CurrentVersionsAsync),
        new("VFY-03", "TLS 1.0 and 1.1 are refused", "an alert, or the connection closes",
            "Take one of the load balancer's TLS policies that ELB.17 accepts.", OldVersionsAsync),
        new("VFY-04", "Weak cipher suites are refused", "an alert, or the connection closes",
            "Take one of the load balancer's TLS policies that ELB.17 accepts.", WeakSuitesAsync),
        new("VFY-05", "Plain HTTP only leads to HTTPS", "301 to https:// on the same host, or a closed port 80",
            "Let the load balancer's port 80 answer 301 to HTTPS and nothing else.", PlainHttpAsync),
    ];

    public static IEnumerable<VerifyCheck> Ports { get; } =
    [
        new("VFY-27", "Flower's and the gateway's own ports are closed",
            "no connection to 5555, 8443, 8444 and 9443 on any of the host's addresses",
            "Point the name at the load balancer, and let its security group admit 443 and 80 only.", ClosedPortsAsync),
    ];

    public static IEnumerable<VerifyCheck> Sessions { get; } =
    [
        new("VFY-30", "TLS sessions leave no tickets", "no promise of a session ticket in TLS 1.2, where no load balancer ends TLS",
            "Deploy the gateway's configuration as rendered: ssl_session_tickets off.", TicketsAsync),
    ];

    private static async Task<VerifyFinding> CurrentVersionsAsync(ProbedSite site, CancellationToken cancellation)
    {
        var spoken = new List<string>();
        if (await site.Client.SpeaksAsync(SslProtocols.Tls12, cancellation).ConfigureAwait(false))
            spoken.Add("TLS 1.2");
        if (await site.Client.SpeaksAsync(SslProtocols.Tls13, cancellation).ConfigureAwait(false))
            spoken.Add("TLS 1.3");
        return spoken.Count > 0 ? VerifyFinding.Pass(string.Join(" and ", spoken)) : VerifyFinding.Fail("neither is spoken");
    }

    private static async Task<VerifyFinding> OldVersionsAsync(ProbedSite site, CancellationToken cancellation)
    {
        var faults = new List<string>();
        foreach (var (version, name) in new[] { (TlsHello.Tls10, "TLS 1.0"), (TlsHello.Tls11, "TLS 1.1") })
        {
            var answer = await site.Client.GreetAsync(TlsHello.WithWeakSuites(version, site.Host), cancellation).ConfigureAwait(false);
            if (TlsHello.AgreedVersion(answer) is not null)
                faults.Add($"{name} is spoken");
        }

        return VerifyFinding.Of(faults, "both are refused");
    }

    private static async Task<VerifyFinding> WeakSuitesAsync(ProbedSite site, CancellationToken cancellation)
    {
        var answer = await site.Client.GreetAsync(TlsHello.WithWeakSuites(TlsHello.Tls12, site.Host), cancellation).ConfigureAwait(false);
        return TlsHello.AgreedVersion(answer) is null
            ? VerifyFinding.Pass("suites in CBC mode or without forward secrecy are refused")
            : VerifyFinding.Fail("a suite in CBC mode or without forward secrecy is accepted");
    }

    private static async Task<VerifyFinding> TicketsAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (site.IsBehindLoadBalancer)
            return VerifyFinding.NotRun("the load balancer ends TLS here, and AWS looks after its tickets");
        var answer = await site.Client.GreetAsync(TlsHello.AskingForTicket(site.Host), cancellation).ConfigureAwait(false);
        return TlsHello.PromisesTicket(answer)
            ? VerifyFinding.Fail("a session ticket is promised")
            : VerifyFinding.Pass(TlsHello.AgreedVersion(answer) is null ? "TLS 1.2 is not spoken" : "none is promised");
    }

    private static async Task<VerifyFinding> PlainHttpAsync(ProbedSite site, CancellationToken cancellation)
    {
        var answer = await site.Client.SendPlainAsync(new Probe("GET", site.Path("")), cancellation).ConfigureAwait(false);
        if (answer is null)
            return VerifyFinding.Pass("port 80 is closed, which is stricter than a redirect");
        site.IsBehindLoadBalancer |= answer.Source == AnswerSource.LoadBalancer;
        if (answer.IsTrouble)
            return VerifyFinding.Error(ProbeSeries.Trouble(answer));
        var location = answer.First("Location") ?? "";
        var leadsHome = new[] { $"https://{site.Host}/", $"https://{site.Host}:443/" }
            .Any(start => location.StartsWith(start, StringComparison.Ordinal));
        var seen = answer.Status is >= 300 and < 400 ? $"{answer.Status} to \"{location}\"" : $"{answer.Status}, not a redirect";
        return answer.Status is 301 or 308 && leadsHome
            ? VerifyFinding.Pass($"{answer.Status} to https://{site.Host}")
            : VerifyFinding.Fail($"port 80: {seen}");
    }

    private static async Task<VerifyFinding> ClosedPortsAsync(ProbedSite site, CancellationToken cancellation)
    {
        var open = await Task.WhenAll(ClosedPorts.Select(port => site.Client.IsOpenAsync(port, cancellation))).ConfigureAwait(false);
        var faults = ClosedPorts.Where((_, index) => open[index]).Select(port => $"port {port} is open");
        return VerifyFinding.Of([.. faults], $"{string.Join(", ", ClosedPorts)} are closed");
    }
}
