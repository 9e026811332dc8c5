using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace FlowerInfra;

/// <summary>A cert-manager issuer of self-signed certificates in one namespace
/// (<see href="https://cert-manager.io/docs/configuration/selfsigned/"/>).</summary>
internal sealed class CertManagerIssuer(string name, CertManagerIssuerArgs args, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

internal sealed class CertManagerIssuerArgs() : CustomResourceArgs("cert-manager.io/v1", "Issuer")
{
    [Input("spec")]
    public Input<IssuerSpecArgs>? Spec { get; set; }
}

internal sealed class IssuerSpecArgs : ResourceArgs
{
    [Input("selfSigned")]
    public Input<SelfSignedIssuerArgs>? SelfSigned { get; set; }
}

/// <summary>The self-signed issuer has no settings: its presence is the setting.</summary>
internal sealed class SelfSignedIssuerArgs : ResourceArgs;
