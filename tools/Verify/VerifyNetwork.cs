using System.Net;

namespace FlowerInfra;

/// <summary>
/// How <c>verify</c> reaches hosts and ports, and how long it waits. Tests put a local gateway in a deployed one's place.
/// </summary>
public sealed record VerifyNetwork
{
    /// <summary>Finds a host's addresses.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>The port to connect to in the place of a port of a host.</summary>
    public Func<string, int, int> Port { get; init; } = (_, port) => port;

    /// <summary>How long one connection may take to open. Firewalls drop packets, so that a closed port takes all of it.</summary>
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one request may take, its connection included.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After what time a client that sends no more has to be cut off. The gateway waits 5 s.</summary>
    public TimeSpan SlowLimit { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Within what time 400 requests have to be answered, none of them held back, to show that there is no limit: at its default
    /// of 60 a second, and 121 at once, the gateway admits all of a flood that takes longer.
    /// </summary>
    public TimeSpan FloodLimit { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long the gateway gets to forget earlier requests before each limit that is reached; it forgets 60 in a second.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long all requests together may take; what is left then is reported as an error.</summary>
    public TimeSpan TotalLimit { get; init; } = TimeSpan.FromMinutes(2);
}
