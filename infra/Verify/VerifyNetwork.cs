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

    /// <summary>How long all requests together may take; what is left then is reported as an error.</summary>
    public TimeSpan TotalLimit { get; init; } = TimeSpan.FromMinutes(2);
}
