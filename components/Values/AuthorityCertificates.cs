using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pulumi;

namespace FlowerInfra;

/// <summary>The certificates of an authority, as PEM. They are mounted from a ConfigMap, which everybody who reads the namespace reads.</summary>
internal static class AuthorityCertificates
{
    /// <summary>Reads an argument with such certificates.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="key">The argument's name.</param>
    /// <param name="pem">The text as given.</param>
    public static Output<string> Read(ArgumentReader reader, string key, Input<string> pem) => reader.Check(pem.ToOutput(), (text, faults) => faults.Require(
        UnresolvedReference.StandsIn(text) || (text is not null && HoldsCertificates(text) && !text.Contains("PRIVATE KEY", StringComparison.Ordinal)),
        reader.Key(key), null, "is not a certificate in PEM, or holds a private key",
        "Give the certificates alone, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----."));

    private static bool HoldsCertificates(string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
