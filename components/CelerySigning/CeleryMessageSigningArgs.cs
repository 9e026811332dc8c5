using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pulumi;

namespace FlowerInfra;

/// <summary>Who signs Celery's messages in one namespace, and whom everybody there believes.</summary>
public sealed class CeleryMessageSigningArgs : ResourceArgs
{
    internal const int DefaultValidDays = 365;

    /// <summary>
    /// The namespace of the clients and workers, which exists already. A pod reads secrets of its own namespace only.
    /// </summary>
    /// <example>orders</example>
    [Input("namespace", required: true)]
    public required Input<string> Namespace { get; set; }

    /// <summary>
    /// The signers, each with a key pair of its own: every client, every group of workers, and, in their own namespace, the
    /// administrators' Flower. Viewers have none. Plain: each is a certificate.
    /// </summary>
    [Input("signers", required: true)]
    public required List<CelerySignerArgs> Signers { get; set; }

    /// <summary>
    /// Certificates of signers in other namespaces and clusters, as PEM, by a name of your choice: <c>kubectl get secret NAME -o
    /// jsonpath='{.data.tls\.crt}'</c> prints one in base64. Plain: each name is a file. Default: none.
    /// </summary>
    /// <example>{"flower-admin": "-----BEGIN CERTIFICATE-----…"}</example>
    [Input("trustedCertificates")]
    public Dictionary<string, Input<string>>? TrustedCertificates { get; set; }

    /// <summary>
    /// The name of a cert-manager issuer that exists already. Celery compares certificates with its store and looks at no
    /// authority: a self-signed one gives the same protection. Default: a self-signed issuer is created.
    /// </summary>
    /// <example>orders-issuer</example>
    [Input("issuerName")]
    public Input<string>? IssuerName { get; set; }

    /// <summary>Whether <see cref="IssuerName"/> is a ClusterIssuer. Default: false.</summary>
    [Input("isClusterIssuer")]
    public bool? IsClusterIssuer { get; set; }

    /// <summary>
    /// For how many days a certificate is valid, 30 or more. Rotate to a new generation well before: an expired certificate in the
    /// store stops the start of every verifier. Shortly before, cert-manager replaces it with one that no verifier knows.
    /// Plain: it is checked before anything is created. Default: 365.
    /// </summary>
    [Input("validDays")]
    public int? ValidDays { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal SigningModel Read(ArgumentReader reader)
    {
        reader.Require(Signers.Count > 0, "signers", null, "nobody signs", "Name the clients and the workers.");
        var signers = Signers.Select((signer, index) => signer.Read(reader.At($"signers[{index}]"))).ToArray();
        for (var i = 0; i < signers.Length; i++)
        {
            reader.Require(
                Array.FindIndex(signers, it => it.Name == signers[i].Name) == i, $"signers[{i}].name", signers[i].Name, "is already a signer",
                "Give every signer its own name, and so its own key.");
        }

        reader.Require(
            IsClusterIssuer != true || IssuerName is not null, "isClusterIssuer", "true", "names no issuer", "Give issuerName too.");
        return new SigningModel
        {
            NamespaceName = reader.Text("namespace", Namespace, TextRule.KubernetesName),
            Signers = signers,
            IssuerName = reader.OptionalText("issuerName", IssuerName, TextRule.KubernetesName),
            IsClusterIssuer = IsClusterIssuer == true,
            ValidDays = ReadValidDays(reader, ValidDays),
            Trusted = ReadTrusted(reader, TrustedCertificates),
        };
    }

    /// <summary>Reads for how long certificates are valid.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="given">The days as given.</param>
    internal static int ReadValidDays(ArgumentReader reader, int? given)
    {
        var days = given ?? DefaultValidDays;
        reader.Require(days >= 30, "validDays", $"{days}", "leaves no time for a rotation", "Give 30 or more.");
        return days;
    }

    /// <summary>Reads the certificates of signers elsewhere.</summary>
    /// <param name="reader">Reads the arguments around them.</param>
    /// <param name="given">The certificates as given; null counts as none.</param>
    internal static SortedDictionary<string, Output<string>> ReadTrusted(ArgumentReader reader, Dictionary<string, Input<string>>? given)
    {
        var trusted = new SortedDictionary<string, Output<string>>(StringComparer.Ordinal);
        foreach (var (name, pem) in given ?? [])
        {
            var key = $"trustedCertificates.{name}";
            reader.Require(ObjectName.Is(name), key, name, "is not a name for a file", ObjectName.Fix);
            trusted[name] = reader.Check(pem.ToOutput(), (text, faults) =>
            {
                if (!UnresolvedReference.StandsIn(text) && ProblemOf(text) is { } problem)
                    faults.Add(reader.Key(key), null, problem, "Give the signer's RSA certificate alone, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.");
            });
        }

        return trusted;
    }

    // Celery reads the first certificate of a file, and signs and verifies with RSA only.
    private static string? ProblemOf(string pem)
    {
        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return "holds a private key, and everybody who reads the namespace reads it";
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return "is not a certificate in PEM";
        }

        if (certificates.Count != 1)
            return $"holds {certificates.Count} certificates";
        using var key = certificates[0].GetRSAPublicKey();
        return key is null ? "is not for an RSA key, and Celery verifies no other" : null;
    }
}
