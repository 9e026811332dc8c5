namespace FlowerInfra;

/// <summary>Sends several probes and finds those whose answer isn't the expected one.</summary>
internal static class ProbeSeries
{
    /// <summary>Expects that none of the probes reaches Flower.</summary>
    /// <param name="site">The dashboard.</param>
    /// <param name="probes">The probes.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<VerifyFinding> RefusedAsync(ProbedSite site, IEnumerable<Probe> probes, CancellationToken cancellation) =>
        ExpectAsync(site, probes, site.HasRefused, "refused", cancellation);

    /// <summary>Expects the same of each probe's answer.</summary>
    /// <param name="site">The dashboard.</param>
    /// <param name="probes">The probes.</param>
    /// <param name="holds">The expectation.</param>
    /// <param name="word">The expectation in a word, for the message.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<VerifyFinding> ExpectAsync(
        ProbedSite site, IEnumerable<Probe> probes, Func<RawAnswer, bool> holds, string word, CancellationToken cancellation)
    {
        var asked = await Task.WhenAll(probes.Select(probe => AskAsync(site, probe, cancellation))).ConfigureAwait(false);
        var wrong = asked.Where(it => it.Answer is { IsTrouble: false } answer && !holds(answer)).ToArray();
        var more = wrong.Length > 1 ? $", and {wrong.Length - 1} more of {asked.Length}" : "";
        if (wrong.Length > 0)
            return VerifyFinding.Fail($"{wrong[0].Probe}: {wrong[0].Answer}{more}");
        var unknown = asked.FirstOrDefault(it => it.Answer is null || (it.Answer.IsTrouble && !holds(it.Answer)));
        return unknown.Probe is null
            ? VerifyFinding.Pass($"{asked.Length} of {asked.Length} requests {word}")
            : VerifyFinding.Error($"{unknown.Probe}: {unknown.Problem ?? Trouble(unknown.Answer!)}");
    }

    /// <summary>What an answer that says nothing about the dashboard means.</summary>
    /// <param name="answer">The answer.</param>
    public static string Trouble(RawAnswer answer) => answer.Status == 429
        ? $"{answer}: a limit of requests is reached; wait a minute and run verify again"
        : $"{answer}: what is behind it does not answer; check that the pod is healthy";

    private static async Task<(Probe? Probe, RawAnswer? Answer, string? Problem)> AskAsync(
        ProbedSite site, Probe probe, CancellationToken cancellation)
    {
        try
        {
            return (probe, await site.AskAsync(probe, cancellation).ConfigureAwait(false), null);
        }
        catch (VerifyException exception)
        {
            return (probe, null, exception.Message.TrimEnd('.'));
        }
    }
}
