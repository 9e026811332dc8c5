using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pulumi;

namespace FlowerInfra;

/// <summary>An existing Celery broker that Flower watches.</summary>
public sealed class BrokerArgs : ResourceArgs, IServerArgs
{
    /// <inheritdoc />
    [Input("urlSecretArn", required: true)]
    public required Input<string> UrlSecretArn { get; set; }

    /// <inheritdoc />
    [Input("urlSecretKmsKeyArn")]
    public Input<string>? UrlSecretKmsKeyArn { get; set; }

    /// <inheritdoc />
    [Input("securityGroupId", required: true)]
    public required Input<string> SecurityGroupId { get; set; }

    /// <inheritdoc />
    [Input("cidrBlocks", required: true)]
    public required InputList<string> CidrBlocks { get; set; }

    /// <inheritdoc />
    [Input("port")]
    public Input<int>? Port { get; set; }

    /// <summary>
    /// The certificate authority that signs the broker's certificate, as PEM, with its line breaks. Default: the image's public
    /// authorities.
    /// </summary>
    /// <example>-----BEGIN CERTIFICATE-----…</example>
    [Input("certificateAuthority")]
    public Input<string>? CertificateAuthority { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal Broker Read(ArgumentReader reader) => ((IServerArgs)this).Read(reader) with
    {
        // It is mounted from a ConfigMap, which everybody who reads the namespace reads.
        CertificateAuthority = CertificateAuthority is null ? null : reader.Check(CertificateAuthority.ToOutput(), (pem, faults) => faults.Require(
            UnresolvedReference.StandsIn(pem) || (HoldsCertificates(pem) && !pem.Contains("PRIVATE KEY", StringComparison.Ordinal)),
            reader.Key("certificateAuthority"), null, "is not a certificate in PEM, or holds a private key",
            "Give the certificates alone, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.")),
    };

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
