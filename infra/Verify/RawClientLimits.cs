using System.Diagnostics;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The connections that reach a limit.</summary>
internal sealed partial class RawClient
{
    // At 20 requests a second the gateway would admit all of a flood that takes longer.
    private static readonly TimeSpan FloodLimit = TimeSpan.FromSeconds(4);

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

    /// <summary>Starts a request on many connections at once and says whether one of them is answered with 429.</summary>
    /// <param name="start">The start, of which no more comes.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> IsHeldBackAsync(string start, int count, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(network.SlowLimit);
        var isHeldBack = false;
        await foreach (var status in Task.WhenEach([.. Enumerable.Range(0, count).Select(_ => StatusAsync(start, end.Token))]).ConfigureAwait(false))
        {
            if (await status.ConfigureAwait(false) != 429)
                continue;
            isHeldBack = true;
            await end.CancelAsync().ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
        return isHeldBack;
    }

    /// <summary>Sends many requests on one connection without waiting for their answers.</summary>
    /// <param name="requests">The requests; the last one closes the connection.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<FloodOutcome> FloodAsync(string requests, int count, CancellationToken cancellation) => LimitedAsync(async limit =>
    {
        await using var tls = await HandshakeAsync(SslProtocols.None, limit).ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        var writing = tls.WriteAsync(Encoding.Latin1.GetBytes(requests), limit).AsTask();
        var answers = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await tls.ReadAsync(buffer, limit).ConfigureAwait(false) is > 0 and var length)
                answers.Append(Encoding.Latin1.GetString(buffer, 0, length));
            await writing.ConfigureAwait(false);
        }
        catch (IOException)
        {
            // What was answered before the connection ended counts.
        }

        var statuses = StatusLine().Matches(answers.ToString());
        return statuses.Any(line => line.Groups[1].ValueSpan is "429") ? FloodOutcome.HeldBack
            : statuses.Count == count && watch.Elapsed < FloodLimit ? FloodOutcome.Answered
            : FloodOutcome.TooSlow;
    }, cancellation);

    private async Task<int> StatusAsync(string start, CancellationToken cancellation)
    {
        try
        {
            await using var tls = await HandshakeAsync(SslProtocols.None, cancellation).ConfigureAwait(false);
            return (await ExchangeAsync(tls, start, cancellation).ConfigureAwait(false)).Status;
        }
        catch (Exception exception) when (exception is OperationCanceledException or VerifyException)
        {
            return 0;
        }
    }

    [GeneratedRegex("HTTP/1[.]1 ([2-5][0-9]{2}) ")]
    private static partial Regex StatusLine();
}
