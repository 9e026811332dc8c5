using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace FlowerInfra;

/// <summary>
/// A namespace's own access to Secrets Manager for the External Secrets Operator, as the workload's service account
/// (<see href="https://external-secrets.io/latest/provider/aws-secrets-manager/"/>).
/// </summary>
internal sealed class SecretStore(string name, SecretStoreArgs args, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

internal sealed class SecretStoreArgs() : CustomResourceArgs("external-secrets.io/v1", "SecretStore")
{
    [Input("spec")]
    public Input<SecretStoreSpecArgs>? Spec { get; set; }
}

internal sealed class SecretStoreSpecArgs : ResourceArgs
{
    [Input("provider")]
    public Input<SecretStoreProviderArgs>? Provider { get; set; }
}

internal sealed class SecretStoreProviderArgs : ResourceArgs
{
    [Input("aws")]
    public Input<SecretStoreAwsArgs>? Aws { get; set; }
}

internal sealed class SecretStoreAwsArgs : ResourceArgs
{
    [Input("service")]
    public Input<string>? Service { get; set; }

    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("auth")]
    public Input<SecretStoreAwsAuthArgs>? Auth { get; set; }
}

internal sealed class SecretStoreAwsAuthArgs : ResourceArgs
{
    [Input("jwt")]
    public Input<SecretStoreJwtArgs>? Jwt { get; set; }
}

internal sealed class SecretStoreJwtArgs : ResourceArgs
{
    [Input("serviceAccountRef")]
    public Input<ServiceAccountReferenceArgs>? ServiceAccountRef { get; set; }
}

internal sealed class ServiceAccountReferenceArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }
}
