using System.Net;
using System.Net.Sockets;

namespace FlowerInfra.Tests.Gateway;

/// <summary>The first message of a TLS client, byte by byte, because .NET and OpenSSL refuse to offer what is outdated.</summary>
internal static class ClientHello
{
    /// <summary>ECDHE with AES in CBC mode and SHA-1, and RSA key exchange: what clients offered before TLS 1.2's newer suites.</summary>
    public static readonly byte[] OldSuites = [0xc0, 0x09, 0xc0, 0x0a, 0xc0, 0x13, 0xc0, 0x14, 0x00, 0x2f, 0x00, 0x35];

    public static readonly byte[] CurrentSuites = [0xc0, 0x2b, 0xc0, 0x2c];

    // secp256r1, ECDSA and RSA with SHA-256 and SHA-1, and an empty session ticket.
    private static readonly byte[] Extensions =
    [
        0x00, 0x0a, 0x00, 0x04, 0x00, 0x02, 0x00, 0x17,
        0x00, 0x0d, 0x00, 0x0a, 0x00, 0x08, 0x04, 0x03, 0x04, 0x01, 0x02, 0x03, 0x02, 0x01,
        0x00, 0x23, 0x00, 0x00,
    ];

    /// <summary>Sends the message and returns the first record of the answer.</summary>
    /// <param name="port">The gateway's port.</param>
    /// <param name="minor">1 is TLS 1.0, 2 is TLS 1.1, 3 is TLS 1.2.</param>
    /// <param name="suites">The suites to offer.</param>
    public static byte[] AnswerTo(int port, byte minor, byte[] suites)
    {
        byte[] hello = [0x03, minor, .. new byte[32], 0x00, 0x00, (byte)suites.Length, .. suites, 0x01, 0x00, 0x00, (byte)Extensions.Length, .. Extensions];
        byte[] handshake = [0x01, 0x00, 0x00, (byte)hello.Length, .. hello];
        using var client = new TcpClient(IPAddress.Loopback.ToString(), port);
        client.GetStream().Write([0x16, 0x03, minor, 0x00, (byte)handshake.Length, .. handshake]);
        var head = new byte[5];
        client.GetStream().ReadExactly(head);
        var body = new byte[(head[3] << 8) | head[4]];
        client.GetStream().ReadExactly(body);
        return [.. head, .. body];
    }

    /// <summary>Whether an answer goes on with the handshake; an alert doesn't.</summary>
    public static bool IsAccepted(byte[] answer) => answer[0] == 0x16;

    /// <summary>Whether the server says in its hello that it will send a session ticket.</summary>
    public static bool PromisesTicket(byte[] answer) => answer.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x00, 0x23, 0x00, 0x00]) >= 0;
}
