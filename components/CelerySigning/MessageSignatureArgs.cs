using Pulumi;

namespace FlowerInfra;

/// <summary>
/// What a pod signs with and whom it believes: <see cref="CeleryMessageSigning.SignatureOf"/> gives it for a signer of the pod's
/// own namespace.
/// </summary>
public sealed class MessageSignatureArgs : ResourceArgs
{
    /// <summary>
    /// The name of the Kubernetes secret with the pod's own key and certificate, <c>tls.key</c> and <c>tls.crt</c>: an RSA key, as
    /// Celery takes no other.
    /// </summary>
    [Input("keyName", required: true)]
    public required Input<string> KeyName { get; set; }

    /// <summary>
    /// The names of the Kubernetes secrets whose certificates are trusted. Of each the pod gets <c>tls.crt</c> alone, as a file of
    /// that name.
    /// </summary>
    [Input("trustedKeyNames", required: true)]
    public required InputList<string> TrustedKeyNames { get; set; }

    /// <summary>
    /// The name of a ConfigMap whose keys are files of further trusted certificates, each ending in <c>.pem</c>. It is another
    /// name when they change, or no pod restarts. Default: none.
    /// </summary>
    [Input("trustedConfigMapName")]
    public Input<string>? TrustedConfigMapName { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal MessageSignature Read(ArgumentReader reader) => new(
        reader.Text("keyName", KeyName, TextRule.ServiceAccount),
        reader.Check(reader.Texts("trustedKeyNames", TrustedKeyNames, TextRule.ServiceAccount), (names, faults) => faults.Require(
            names.Length > 0 || TrustedConfigMapName is not null, reader.Key("trustedKeyNames"), null, "trusts nobody, and every message would be refused",
            "Name the signers' secrets.")),
        reader.OptionalText("trustedConfigMapName", TrustedConfigMapName, TextRule.ServiceAccount));
}
