using System.Globalization;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// How much one asker may ask of a gateway: who is signed in, at one address, and without a sign-in the address. With an
/// identity provider a session that is forged counts as one, so that an address has a limit as well, and another for all its
/// sessions that Flower has taken: ten thirds of <see cref="RequestsPerSecond"/> and four times <see cref="Connections"/>. The
/// defaults carry 40 open tabs of one person, each of which polls once a second.
/// </summary>
public sealed class RequestRatesArgs : ResourceArgs
{
    internal const int MostRequestsPerSecond = 500;
    internal const int MostWorkerPagesPerMinute = 120;
    internal const int MostConnections = 128;

    // A list of 1,000 takes 0.04 s of Flower's processor with 10,000 tasks and 0.36 s with 100,000 (measured): more than
    // these, and one viewer takes all there is.
    private const int ManyTasks = 100_000;
    internal const int MostListings = 5;
    private const int MostListingsOfManyTasks = 2;

    /// <summary>
    /// Requests in a second, 10 to 500; twice as many at once. Plain: the limit of an address follows from it. Default: 60.
    /// </summary>
    [Input("requestsPerSecond")]
    public int? RequestsPerSecond { get; set; }

    /// <summary>
    /// Lists of tasks in a second, 1 to 5, and 1 or 2 with the size <c>large</c>; 5 at once, and 15 more that wait. Plain: the
    /// size limits it. Default: 2, and 1 with <c>large</c>, where each takes up to 0.36 s of Flower's one processor.
    /// </summary>
    [Input("listingsPerSecond")]
    public int? ListingsPerSecond { get; set; }

    /// <summary>
    /// Workers' pages in a minute, 1 to 120; 20 at once. Plain: it is checked before anything is created. Default: 30. Each
    /// makes Flower send eight questions to the worker, and wait up to a second for one that doesn't exist.
    /// </summary>
    [Input("workerPagesPerMinute")]
    public int? WorkerPagesPerMinute { get; set; }

    /// <summary>
    /// Logins in a minute that come back from the identity provider to one address, 10 to 600; 40 at once. Plain: it
    /// is checked before anything is created. Default: 60. Wrong passwords have a fixed limit instead: 10 a minute.
    /// </summary>
    [Input("loginsPerMinute")]
    public int? LoginsPerMinute { get; set; }

    /// <summary>Requests that are open at once, 16 to 128. Plain: the limit of an address follows from it. Default: 64.</summary>
    [Input("connections")]
    public int? Connections { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="args">The arguments; null takes the defaults.</param>
    /// <param name="reader">Reads them.</param>
    /// <param name="size">The size of the Flower behind the gateway.</param>
    internal static RequestRates Read(RequestRatesArgs? args, ArgumentReader reader, FlowerSize size)
    {
        var hasManyTasks = size.MaxTasks >= ManyTasks;
        var otherwise = RequestRates.Default;
        return new RequestRates(
            Rate("requestsPerSecond", args?.RequestsPerSecond, otherwise.RequestsPerSecond, 10, MostRequestsPerSecond),
            Rate(
                "listingsPerSecond", args?.ListingsPerSecond, hasManyTasks ? 1 : otherwise.ListingsPerSecond, 1,
                hasManyTasks ? MostListingsOfManyTasks : MostListings),
            Rate("workerPagesPerMinute", args?.WorkerPagesPerMinute, otherwise.WorkerPagesPerMinute, 1, MostWorkerPagesPerMinute),
            Rate("loginsPerMinute", args?.LoginsPerMinute, otherwise.LoginsPerMinute, 10, 600),
            Rate("connections", args?.Connections, otherwise.Connections, 16, MostConnections));

        int Rate(string key, int? given, int byDefault, int least, int most)
        {
            var value = given ?? byDefault;
            var text = value.ToString(CultureInfo.InvariantCulture);
            reader.Require(value >= least, key, text, "would hold back people at work", $"Give {least} to {most}.");
            reader.Require(value <= most, key, text, "is more than Flower and its gateway bear", $"Give {least} to {most}.");
            return value;
        }
    }
}
