using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace FlowerInfra;

/// <summary>
/// Tells the AWS Load Balancer Controller which pods belong to a target group
/// (<see href="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/spec/"/>).
/// </summary>
internal sealed class TargetGroupBinding(string name, TargetGroupBindingArgs args, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

internal sealed class TargetGroupBindingArgs() : CustomResourceArgs("elbv2.k8s.aws/v1beta1", "TargetGroupBinding")
{
    [Input("spec")]
    public Input<TargetGroupBindingSpecArgs>? Spec { get; set; }
}

internal sealed class TargetGroupBindingSpecArgs : ResourceArgs
{
    [Input("serviceRef")]
    public Input<ServiceReferenceArgs>? ServiceRef { get; set; }

    [Input("targetGroupARN")]
    public Input<string>? TargetGroupArn { get; set; }

    [Input("targetType")]
    public Input<string>? TargetType { get; set; }

    [Input("networking")]
    public Input<TargetGroupNetworkingArgs>? Networking { get; set; }
}

internal sealed class ServiceReferenceArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("port")]
    public Input<int>? Port { get; set; }
}

internal sealed class TargetGroupNetworkingArgs : ResourceArgs
{
    [Input("ingress")]
    public InputList<TargetGroupIngressArgs> Ingress { get; set; } = new();
}

internal sealed class TargetGroupIngressArgs : ResourceArgs
{
    [Input("from")]
    public InputList<TargetGroupPeerArgs> From { get; set; } = new();

    [Input("ports")]
    public InputList<TargetGroupPortArgs> Ports { get; set; } = new();
}

internal sealed class TargetGroupPeerArgs : ResourceArgs
{
    [Input("securityGroup")]
    public Input<SecurityGroupReferenceArgs>? SecurityGroup { get; set; }
}

internal sealed class SecurityGroupReferenceArgs : ResourceArgs
{
    [Input("groupID")]
    public Input<string>? GroupId { get; set; }
}

internal sealed class TargetGroupPortArgs : ResourceArgs
{
    [Input("port")]
    public Input<int>? Port { get; set; }

    [Input("protocol")]
    public Input<string>? Protocol { get; set; }
}
