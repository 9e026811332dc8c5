using System.Net;
using System.Net.Sockets;

namespace FlowerInfra.Tests.Gateway;

/// <summary>
/// Ports for nginx, each only once: it retries a taken port for seconds, in which a test would speak to somebody else's
/// gateway. They lie below those that Linux gives to clients and to listeners that name none, so that nobody takes one
/// before nginx does.
/// </summary>
internal static class LoopbackPorts
{
    private const int First = 12_000;
    private const int Count = 20_000;

    private static readonly Lock Gate = new();

    // Two runs of the tests at once begin at different places.
    private static int _next = Environment.ProcessId * 101 % Count;

    public static int Take()
    {
        lock (Gate)
        {
            while (true)
            {
                var port = First + _next;
                _next = (_next + 1) % Count;
                try
                {
                    using var listener = new TcpListener(IPAddress.Any, port);
                    listener.Start();
                    return port;
                }
                catch (SocketException)
                {
                    // Another program has it.
                }
            }
        }
    }
}
