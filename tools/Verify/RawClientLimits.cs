using System.Diagnostics;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The connections that reach a limit.</summary>
internal sealed partial class RawClient
{
    private const int LongestStatusLine = 13;

    /// <summary>Whether a connection ends, or is answered, after the start of a request of which no more comes.</summary>
    /// <param name="start">The start, one character per byte.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> EndsAsync(string start, CancellationToken cancellation)
    {
        await using var tls = await LimitedAsync(limit => HandshakeAsync(SslProtocols.None, limit), cancellation).ConfigureAwait(false);
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        slow.CancelAfter(network.SlowLimit);
        try
        {
            await tls.WriteAsync(Encoding.Latin1.GetBytes(start), slow.Token).ConfigureAwait(false);
            _ = await tls.ReadAsync(new byte[1], slow.Token).ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// Sends a request, or the start of one, on many connections at once. The first answer with 429 ends them all; 0 stands for
    /// those that got no answer in time.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="count">How many.</param>
    /// <param name="apart">How long after one the next one starts.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<int>> StatusesAsync(string request, int count, TimeSpan apart, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(network.SlowLimit);
        var statuses = new List<int>();
        await foreach (var answered in Task.WhenEach([.. Enumerable.Range(0, count).Select(number => StatusAsync(request, apart * number, end.Token))]).ConfigureAwait(false))
        {
            var status = await answered.ConfigureAwait(false);
            statuses.Add(status);
            if (status == 429)
                await end.CancelAsync().ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
        return statuses;
    }

    /// <summary>Sends many requests on one connection without waiting for their answers. The first answer with 429 ends it.</summary>
    /// <param name="requests">The requests, of which the last one closes the connection.</param>
    /// <param name="within">In what time they have to be answered to have reached a limit.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<FloodOutcome> FloodAsync(IReadOnlyList<string> requests, TimeSpan within, CancellationToken cancellation) => LimitedAsync(async limit =>
    {
        await using var tls = await HandshakeAsync(SslProtocols.None, limit).ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        var writing = tls.WriteAsync(Encoding.Latin1.GetBytes(string.Concat(requests)), limit).AsTask();
        var answers = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await tls.ReadAsync(buffer, limit).ConfigureAwait(false) is > 0 and var length)
            {
                answers.Append(Encoding.Latin1.GetString(buffer, 0, length));
                // From a little before, where a status line may have begun.
                if (Statuses(answers, Math.Max(0, answers.Length - length - LongestStatusLine)).Contains("429"))
                    return FloodOutcome.HeldBack;
            }

            await writing.ConfigureAwait(false);
        }
        catch (IOException)
        {
            // What was answered before the connection ended counts.
        }

        return Statuses(answers, 0).Count() == requests.Count && watch.Elapsed < within ? FloodOutcome.Answered : FloodOutcome.TooSlow;
    }, cancellation);

    private static IEnumerable<string> Statuses(StringBuilder answers, int from) =>
        StatusLine().Matches(answers.ToString(from, answers.Length - from)).Select(line => line.Groups[1].Value);

    private async Task<int> StatusAsync(string start, TimeSpan delay, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(delay, cancellation).ConfigureAwait(false);
            await using var tls = await HandshakeAsync(SslProtocols.None, cancellation).ConfigureAwait(false);
            return (await ExchangeAsync(tls, start, Probe.ShortAnswer, cancellation).ConfigureAwait(false)).Status;
        }
        catch (Exception exception) when (exception is OperationCanceledException or VerifyException)
        {
            return 0;
        }
    }

    [GeneratedRegex("HTTP/1[.]1 ([2-5][0-9]{2}) ")]
    private static partial Regex StatusLine();
}
