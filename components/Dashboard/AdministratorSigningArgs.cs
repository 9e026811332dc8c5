using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The key pair of the administrators' Flower, which cert-manager makes in its namespace, and the certificates of the workers whose
/// answers it reads. The workers' <see cref="CeleryMessageSigningArgs.TrustedCertificates"/> hold its certificate in turn: that of the
/// secret <c>NAME-admin-signing-flower-GENERATION</c>.
/// </summary>
public sealed class AdministratorSigningArgs : ResourceArgs
{
    /// <summary>
    /// The generation that it signs with; see <see cref="CelerySignerArgs"/> for a rotation's steps. Plain: it is in the name of
    /// a certificate. Default: 1.
    /// </summary>
    [Input("generation")]
    public int? Generation { get; set; }

    /// <summary>The generations that have a key pair beside it. Plain: each has a certificate. Default: none.</summary>
    /// <example>[2]</example>
    [Input("otherGenerations")]
    public List<int>? OtherGenerations { get; set; }

    /// <summary>
    /// The workers' certificates, as PEM, by a name of your choice: without them it reads no worker's answer. Plain: each name is
    /// a file.
    /// </summary>
    /// <example>{"orders-worker": "-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----"}</example>
    [Input("trustedCertificates")]
    public Dictionary<string, Input<string>>? TrustedCertificates { get; set; }

    /// <summary>
    /// For how many days the certificate is valid; see <see cref="CeleryMessageSigningArgs.ValidDays"/>. Plain: it is checked
    /// before anything is created. Default: 365.
    /// </summary>
    [Input("validDays")]
    public int? ValidDays { get; set; }

    /// <summary>Reads these arguments. The namespace is the instance's.</summary>
    /// <param name="reader">Reads them.</param>
    internal SigningModel Read(ArgumentReader reader) => new()
    {
        NamespaceName = Output.Create(""),
        Signers = [new CelerySignerArgs { Name = "flower", Generation = Generation, OtherGenerations = OtherGenerations }.Read(reader)],
        IsClusterIssuer = false,
        ValidDays = CeleryMessageSigningArgs.ReadValidDays(reader, ValidDays),
        Trusted = CeleryMessageSigningArgs.ReadTrusted(reader, TrustedCertificates),
    };
}
