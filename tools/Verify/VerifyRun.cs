namespace FlowerInfra;

/// <summary>Probes one dashboard or two and reports what holds.</summary>
internal static class VerifyRun
{
    /// <summary>Runs every check.</summary>
    /// <param name="settings">What to probe.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="VerifyException">A dashboard can't be reached, isn't trusted, isn't one, or refuses the credentials.</exception>
    public static async Task<VerifyReport> RunAsync(VerifySettings settings, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.Network.TotalLimit);
        using var viewerClient = new RawClient(settings.Url.Host, settings.Authorities, settings.Network);
        using var adminClient = settings.AdminUrl is { } url ? new RawClient(url.Host, settings.Authorities, settings.Network) : null;
        List<ProbedSite> sites = [new(SiteRole.Viewer, settings.Url, settings.Credentials, viewerClient)];
        if (adminClient is not null)
            sites.Add(new ProbedSite(SiteRole.Admin, settings.AdminUrl!, settings.Credentials, adminClient));

        var results = new List<VerifyResult>();
        try
        {
            foreach (var site in sites)
                await Preflight.RunAsync(site, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new VerifyException(TimeIsUp(settings));
        }

        foreach (var site in sites)
        {
            foreach (var check in VerifyCatalogue.For(site.Role))
            {
                var finding = await AskAsync(settings, site, check, limit.Token, cancellation).ConfigureAwait(false);
                results.Add(new VerifyResult(check, site.Role, site.Url, finding.Outcome, Message(settings, check, finding)));
            }
        }

        return new VerifyReport(results);
    }

    private static async Task<VerifyFinding> AskAsync(
        VerifySettings settings, ProbedSite site, VerifyCheck check, CancellationToken limit, CancellationToken cancellation)
    {
        if (check.ReachesLimits && !settings.ProbesLimits)
            return VerifyFinding.NotRun("not asked without --probe-limits");
        if (check.SendsWrites && site.IsOpen)
            return VerifyFinding.Error("not asked: the dashboard is open without credentials, and a write might be taken");
        try
        {
            // One limit's requests would reach the next one, which counts all of them.
            if (check.ReachesLimits)
                await Task.Delay(settings.Network.Pause, limit).ConfigureAwait(false);
            return await check.Ask(site, limit).ConfigureAwait(false);
        }
        catch (VerifyException exception)
        {
            return VerifyFinding.Error(exception.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return VerifyFinding.Error(TimeIsUp(settings));
        }
    }

    private static string TimeIsUp(VerifySettings settings) =>
        $"The time of {settings.Network.TotalLimit.TotalSeconds:0.##} s for all requests is up. "
        + "Run verify from a place nearer to the dashboard.";

    // Servers have a say in messages: what isn't printable would break a terminal or XML.
    private static string Message(VerifySettings settings, VerifyCheck check, VerifyFinding finding)
    {
        var text = finding.Outcome == VerifyOutcome.Fail ? $"{finding.Message.TrimEnd('.')}. {check.Fix}" : finding.Message;
        var redacted = settings.Credentials?.Redact(text) ?? text;
        return string.Concat(redacted.Select(character => character is >= ' ' and <= '~' ? character : '?'));
    }
}
