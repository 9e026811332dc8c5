using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FlowerInfra;

/// <summary>The texts of secrets.</summary>
internal static class SecretText
{
    /// <summary>
    /// The version of a write-only value, which the provider writes again only when its version changes. Nothing asks the version to grow.
    /// </summary>
    /// <param name="text">What the value depends on.</param>
    public static int Fingerprint(string text) => BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & int.MaxValue;
}
