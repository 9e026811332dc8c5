using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pulumi;

namespace FlowerInfra;

/// <summary>An existing Celery broker that Flower watches.</summary>
public sealed class BrokerArgs : ResourceArgs
{
    /// <summary>
    /// The ARN of the Secrets Manager secret whose whole value is the broker's URL (<c>rediss://…</c> or
    /// <c>amqps://…</c>). The URL carries the password, so that only the secret's ARN passes through here.
    /// </summary>
    [Input("urlSecretArn", required: true)]
    public required string UrlSecretArn { get; set; }

    /// <summary>The ARN of the KMS key that encrypts the secret, or null when it is AWS's own key.</summary>
    [Input("urlSecretKmsKeyArn")]
    public string? UrlSecretKmsKeyArn { get; set; }

    /// <summary>
    /// The id of the broker's security group. The pods' group is added to it as the source of one rule on
    /// <see cref="Port"/>.
    /// </summary>
    [Input("securityGroupId", required: true)]
    public required Input<string> SecurityGroupId { get; set; }

    /// <summary>The broker's private address ranges, to which the pods' network policy admits egress.</summary>
    [Input("cidrBlocks", required: true)]
    public required List<string> CidrBlocks { get; set; }

    /// <summary>The broker's TLS port. Default: 6379, which ElastiCache uses with and without TLS. Amazon MQ: 5671.</summary>
    [Input("port")]
    public int Port { get; set; } = 6379;

    /// <summary>
    /// The certificate authority that signs the broker's certificate, as PEM; null takes the image's public authorities.
    /// </summary>
    [Input("certificateAuthority")]
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// For a result backend: whether it is the broker's own server, such as another database of the same Redis. The broker's
    /// security group rules then serve it too, because AWS refuses the same rule twice. Default: false.
    /// </summary>
    [Input("isBrokersServer")]
    public bool IsBrokersServer { get; set; }

    /// <summary>Records this broker's faults.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of these arguments, ending in a dot.</param>
    /// <returns>The accepted ranges, sorted.</returns>
    internal IReadOnlyList<CidrBlock> Validate(ArgumentFaults faults, string path)
    {
        faults.Require(
            ArnPatterns.Secret().IsMatch(UrlSecretArn), $"{path}urlSecretArn", ArnPatterns.Shown(UrlSecretArn),
            "is not the ARN of a Secrets Manager secret",
            "Give an ARN such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-broker-AbCdEf.");
        faults.Require(
            UrlSecretKmsKeyArn is null || ArnPatterns.Key().IsMatch(UrlSecretKmsKeyArn), $"{path}urlSecretKmsKeyArn",
            UrlSecretKmsKeyArn, "is not the ARN of a KMS key", "Give an ARN such as arn:aws:kms:eu-west-1:123456789012:key/….");
        faults.Require(
            CidrBlocks.Count > 0, $"{path}cidrBlocks", null, "no range is given", "Name the private ranges of the broker's subnets.");
        faults.Require(Port is > 0 and < 65536, $"{path}port", $"{Port}", "is not a port", "Give a port from 1 to 65535.");
        // In the cluster's security group its rule would be DNS's, and EC2 refuses the second of two equal rules.
        faults.Require(Port != 53, $"{path}port", "53", "is DNS's port", "Let the broker listen on another one.");
        // It is mounted from a ConfigMap, which everybody who reads the namespace reads.
        faults.Require(
            CertificateAuthority is null
                || (HoldsCertificates(CertificateAuthority) && !CertificateAuthority.Contains("PRIVATE KEY", StringComparison.Ordinal)),
            $"{path}certificateAuthority", null, "is not a certificate in PEM, or holds a private key",
            "Give the certificates alone, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.");
        var ranges = faults.ParseAll<CidrBlock>($"{path}cidrBlocks", CidrBlocks, CidrBlock.TryParse);
        return [.. ranges.OrderBy(range => range.ToString(), StringComparer.Ordinal)];
    }

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

    /// <summary>Records this result backend's faults.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of these arguments, ending in a dot.</param>
    /// <param name="broker">The broker beside it.</param>
    /// <returns>The accepted ranges, sorted.</returns>
    internal IReadOnlyList<CidrBlock> ValidateAsResultBackend(ArgumentFaults faults, string path, BrokerArgs broker)
    {
        // https://github.com/aws/secrets-store-csi-driver-provider-aws/issues/50
        faults.Require(
            UrlSecretArn != broker.UrlSecretArn, $"{path}urlSecretArn", UrlSecretArn,
            "is the broker's secret, which the Secrets Store CSI driver mounts once only",
            "Store the result backend's URL in a secret of its own.");
        faults.Require(
            !IsBrokersServer || Port == broker.Port, $"{path}isBrokersServer", "true",
            $"contradicts the ports {Port} and {broker.Port}", "Leave it out, or give the broker's port.");
        return Validate(faults, path);
    }
}
