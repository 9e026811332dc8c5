using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace FlowerInfra;

/// <summary>
/// A Kubernetes secret that the External Secrets Operator keeps equal to secrets of a store
/// (<see href="https://external-secrets.io/latest/api/externalsecret/"/>).
/// </summary>
internal sealed class ExternalSecret(string name, ExternalSecretArgs args, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

internal sealed class ExternalSecretArgs() : CustomResourceArgs("external-secrets.io/v1", "ExternalSecret")
{
    [Input("spec")]
    public Input<ExternalSecretSpecArgs>? Spec { get; set; }
}

internal sealed class ExternalSecretSpecArgs : ResourceArgs
{
    [Input("refreshInterval")]
    public Input<string>? RefreshInterval { get; set; }

    [Input("secretStoreRef")]
    public Input<SecretStoreReferenceArgs>? SecretStoreRef { get; set; }

    [Input("target")]
    public Input<ExternalSecretTargetArgs>? Target { get; set; }

    [Input("data")]
    public InputList<ExternalSecretDataArgs> Data { get; set; } = new();
}

internal sealed class SecretStoreReferenceArgs : ResourceArgs
{
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }
}

internal sealed class ExternalSecretTargetArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("creationPolicy")]
    public Input<string>? CreationPolicy { get; set; }
}

internal sealed class ExternalSecretDataArgs : ResourceArgs
{
    [Input("secretKey")]
    public Input<string>? SecretKey { get; set; }

    [Input("remoteRef")]
    public Input<ExternalSecretRemoteReferenceArgs>? RemoteRef { get; set; }
}

internal sealed class ExternalSecretRemoteReferenceArgs : ResourceArgs
{
    [Input("key")]
    public Input<string>? Key { get; set; }
}
