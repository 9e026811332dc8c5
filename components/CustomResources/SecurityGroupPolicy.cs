using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// Gives the selected pods a network interface with security groups of their own
/// (<see href="https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html"/>).
/// </summary>
internal sealed class SecurityGroupPolicy(string name, SecurityGroupPolicyArgs args, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

internal sealed class SecurityGroupPolicyArgs() : CustomResourceArgs("vpcresources.k8s.aws/v1beta1", "SecurityGroupPolicy")
{
    [Input("spec")]
    public Input<SecurityGroupPolicySpecArgs>? Spec { get; set; }
}

internal sealed class SecurityGroupPolicySpecArgs : ResourceArgs
{
    [Input("podSelector")]
    public Input<LabelSelectorArgs>? PodSelector { get; set; }

    [Input("securityGroups")]
    public Input<SecurityGroupIdsArgs>? SecurityGroups { get; set; }
}

internal sealed class SecurityGroupIdsArgs : ResourceArgs
{
    [Input("groupIds")]
    public InputList<string> GroupIds { get; set; } = new();
}
