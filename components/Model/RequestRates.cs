namespace FlowerInfra;

/// <summary>How much one asker may ask of a gateway, read and checked (see <see cref="RequestRatesArgs"/>).</summary>
/// <param name="RequestsPerSecond">Requests in a second.</param>
/// <param name="ListingsPerSecond">Lists of tasks in a second.</param>
/// <param name="WorkerPagesPerMinute">Workers' pages in a minute.</param>
/// <param name="LoginsPerMinute">Logins in a minute to one address.</param>
/// <param name="Connections">Requests that are open at once.</param>
internal sealed record RequestRates(
    int RequestsPerSecond, int ListingsPerSecond, int WorkerPagesPerMinute, int LoginsPerMinute, int Connections)
{
    /// <summary>What is asked where nothing else is given.</summary>
    public static RequestRates Default { get; } = new(60, 2, 30, 60, 64);
}
