using System.Buffers.Binary;
using System.Text;

namespace FlowerInfra;

/// <summary>The first message of a TLS connection, byte by byte: .NET and OpenSSL refuse to offer what has to be refused.</summary>
internal static class TlsHello
{
    /// <summary>TLS 1.0 in a hello.</summary>
    public const ushort Tls10 = 0x0301;

    /// <summary>TLS 1.1 in a hello.</summary>
    public const ushort Tls11 = 0x0302;

    /// <summary>TLS 1.2 in a hello.</summary>
    public const ushort Tls12 = 0x0303;

    // Without forward secrecy, or in CBC mode, or both (RFC 9325, section 4.2): the numbers are IANA's.
    private static readonly ushort[] WeakSuites =
    [
        0xc009, 0xc00a, 0xc013, 0xc014, 0xc023, 0xc024, 0xc027, 0xc028, 0x0033, 0x0039, 0x009c, 0x009d,
        0x003c, 0x003d, 0x002f, 0x0035, 0x000a,
    ];

    // ECDHE with AES in GCM mode or ChaCha20.
    private static readonly ushort[] StrongSuites = [0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8];

    private const ushort SessionTicket = 35;

    /// <summary>A hello that offers a version at most, and weak suites only: for TLS 1.0 and 1.1 there are no others.</summary>
    /// <param name="version">The version.</param>
    /// <param name="host">The server's name.</param>
    public static byte[] WithWeakSuites(ushort version, HostName host) => Offering(version, WeakSuites, host, []);

    /// <summary>A hello in TLS 1.2 that asks for a session ticket.</summary>
    /// <param name="host">The server's name.</param>
    public static byte[] AskingForTicket(HostName host) => Offering(Tls12, StrongSuites, host, Extension(SessionTicket, []));

    /// <summary>The version that a server's first message agrees to, or null when it refuses.</summary>
    /// <param name="answer">The message's first bytes; none when the server closed the connection.</param>
    public static ushort? AgreedVersion(ReadOnlySpan<byte> answer) =>
        answer is [0x16, _, _, _, _, 0x02, _, _, _, var major, var minor, ..] ? (ushort)((major << 8) | minor) : null;

    /// <summary>Whether a server's first message says that a session ticket will follow.</summary>
    /// <param name="answer">The message.</param>
    public static bool PromisesTicket(ReadOnlySpan<byte> answer)
    {
        // Record, handshake, version and random number; the session's id with its length, suite, compression, extensions.
        const int sessionId = 5 + 4 + 2 + 32;
        if (AgreedVersion(answer) is null || answer.Length <= sessionId)
            return false;
        for (var at = sessionId + 1 + answer[sessionId] + 5; at + 4 <= answer.Length;)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(answer[at..]) == SessionTicket)
                return true;
            at += 4 + BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 2)..]);
        }

        return false;
    }

    private static byte[] Offering(ushort version, ushort[] suites, HostName host, byte[] furtherExtensions)
    {
        var name = Encoding.ASCII.GetBytes(host.ToString());
        byte[] extensions =
        [
            .. Extension(0, [.. Prefixed([0, .. Prefixed(name)])]),
            // X25519, secp256r1, secp384r1; uncompressed points.
            .. Extension(10, [.. Prefixed([0x00, 0x1d, 0x00, 0x17, 0x00, 0x18])]),
            .. Extension(11, [0x01, 0x00]),
            // ECDSA and RSA, with SHA-256, SHA-384 and SHA-1.
            .. Extension(13, [.. Prefixed([0x04, 0x03, 0x05, 0x03, 0x02, 0x03, 0x08, 0x04, 0x04, 0x01, 0x05, 0x01, 0x02, 0x01])]),
            .. furtherExtensions,
        ];
        // The random number need not be one: no key comes of this connection.
        byte[] hello =
        [
            .. Number(version), .. new byte[32], 0, .. Prefixed([.. suites.SelectMany(Number)]), 1, 0, .. Prefixed(extensions),
        ];
        return [0x16, 0x03, 0x01, .. Prefixed([0x01, 0x00, .. Prefixed(hello)])];
    }

    private static byte[] Extension(ushort type, byte[] content) => [.. Number(type), .. Prefixed(content)];

    private static byte[] Prefixed(byte[] content) => [.. Number((ushort)content.Length), .. content];

    private static byte[] Number(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return bytes;
    }
}
