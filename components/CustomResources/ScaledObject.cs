using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace FlowerInfra;

/// <summary>
/// Tells KEDA how many pods a Deployment has (<see href="https://keda.sh/docs/latest/reference/scaledobject-spec/"/>).
/// </summary>
internal sealed class ScaledObject(string name, ScaledObjectArgs args, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

internal sealed class ScaledObjectArgs() : CustomResourceArgs("keda.sh/v1alpha1", "ScaledObject")
{
    [Input("spec")]
    public Input<ScaledObjectSpecArgs>? Spec { get; set; }
}

internal sealed class ScaledObjectSpecArgs : ResourceArgs
{
    [Input("scaleTargetRef")]
    public Input<ScaleTargetArgs>? ScaleTargetRef { get; set; }

    [Input("minReplicaCount")]
    public Input<int>? MinReplicaCount { get; set; }

    [Input("maxReplicaCount")]
    public Input<int>? MaxReplicaCount { get; set; }

    [Input("triggers")]
    public InputList<ScaleTriggerArgs> Triggers { get; set; } = new();
}

internal sealed class ScaleTargetArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }
}

internal sealed class ScaleTriggerArgs : ResourceArgs
{
    [Input("type")]
    public Input<string>? Type { get; set; }

    [Input("metadata")]
    public InputMap<string> Metadata { get; set; } = new();

    [Input("authenticationRef")]
    public Input<ScaleTargetArgs>? AuthenticationRef { get; set; }
}
