using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace FlowerInfra;

/// <summary>A certificate that cert-manager issues and renews into a Kubernetes secret
/// (<see href="https://cert-manager.io/docs/usage/certificate/"/>).</summary>
internal sealed class CertManagerCertificate(string name, CertManagerCertificateArgs args, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

internal sealed class CertManagerCertificateArgs() : CustomResourceArgs("cert-manager.io/v1", "Certificate")
{
    [Input("spec")]
    public Input<CertificateSpecArgs>? Spec { get; set; }
}

internal sealed class CertificateSpecArgs : ResourceArgs
{
    [Input("secretName")]
    public Input<string>? SecretName { get; set; }

    [Input("duration")]
    public Input<string>? Duration { get; set; }

    [Input("renewBefore")]
    public Input<string>? RenewBefore { get; set; }

    [Input("commonName")]
    public Input<string>? CommonName { get; set; }

    [Input("dnsNames")]
    public InputList<string> DnsNames { get; set; } = new();

    [Input("privateKey")]
    public Input<CertificatePrivateKeyArgs>? PrivateKey { get; set; }

    [Input("usages")]
    public InputList<string> Usages { get; set; } = new();

    [Input("issuerRef")]
    public Input<IssuerReferenceArgs>? IssuerRef { get; set; }
}

internal sealed class CertificatePrivateKeyArgs : ResourceArgs
{
    [Input("algorithm")]
    public Input<string>? Algorithm { get; set; }

    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("rotationPolicy")]
    public Input<string>? RotationPolicy { get; set; }
}

internal sealed class IssuerReferenceArgs : ResourceArgs
{
    [Input("group")]
    public Input<string>? Group { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }
}
