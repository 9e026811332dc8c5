using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace FlowerInfra;

/// <summary>
/// Names the secrets that the Secrets Store CSI driver mounts as files
/// (<see href="https://github.com/aws/secrets-store-csi-driver-provider-aws"/>).
/// </summary>
internal sealed class SecretProviderClass(string name, SecretProviderClassArgs args, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

internal sealed class SecretProviderClassArgs() : CustomResourceArgs("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass")
{
    [Input("spec")]
    public Input<SecretProviderClassSpecArgs>? Spec { get; set; }
}

internal sealed class SecretProviderClassSpecArgs : ResourceArgs
{
    [Input("provider")]
    public Input<string>? Provider { get; set; }

    [Input("parameters")]
    public InputMap<string> Parameters { get; set; } = new();
}
