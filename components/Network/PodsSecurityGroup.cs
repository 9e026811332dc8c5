using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// The security group of pods, with the rules of both ends: a connection needs one where it leaves and one where it arrives.
/// Controls: CIS EKS 4.3.2, CKV_AWS_382, AWS-0104.
/// </summary>
internal sealed class PodsSecurityGroup
{
    private readonly ResourceGroup _group;
    private readonly string _pods;
    private readonly SecurityGroup _securityGroup;

    /// <summary>Creates the group, without rules.</summary>
    /// <param name="group">The group of resources that it belongs to, and is named after.</param>
    /// <param name="pods">What the pods are called in the descriptions of the other ends' rules.</param>
    /// <param name="description">What it lets through. Changing it replaces the group.</param>
    /// <param name="vpcId">The VPC.</param>
    public PodsSecurityGroup(ResourceGroup group, string pods, string description, Input<string> vpcId)
    {
        (_group, _pods) = (group, pods);
        _securityGroup = new SecurityGroup($"{group.Name}-pods", new SecurityGroupArgs { Description = description, VpcId = vpcId, Tags = group.Tags }, group.Child);
    }

    /// <summary>Its id.</summary>
    public Output<string> Id => _securityGroup.Id;

    /// <summary>Gives the group to pods.</summary>
    /// <param name="namespaceName">Their namespace.</param>
    /// <param name="label">The label that they carry.</param>
    /// <param name="value">Its value.</param>
    public void Attach(Output<string> namespaceName, string label, string value) =>
        _ = new SecurityGroupPolicy($"{_group.Name}-pods-policy", new SecurityGroupPolicyArgs
        {
            Metadata = new ObjectMetaArgs { Name = _group.Name, Namespace = namespaceName },
            Spec = new SecurityGroupPolicySpecArgs
            {
                PodSelector = new LabelSelectorArgs { MatchLabels = { [label] = value } },
                SecurityGroups = new SecurityGroupIdsArgs { GroupIds = { Id } },
            },
        }, _group.Child);

    /// <summary>Lets the pods reach the cluster's DNS, the broker and the result backend.</summary>
    /// <param name="cluster">The id of the cluster's security group.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="resultBackend">The result backend; null without one. The broker's own server needs no second rule.</param>
    public void AllowCelery(Input<string> cluster, Broker broker, Broker? resultBackend)
    {
        foreach (var protocol in new[] { "tcp", "udp" })
        {
            Egress($"dns-{protocol}", Id, cluster, protocol, 53, $"Cluster DNS over {protocol}");
            Ingress($"dns-{protocol}-from", cluster, Id, protocol, 53, $"Cluster DNS over {protocol} from {_pods}");
        }

        Egress("to-broker", Id, broker.SecurityGroupId, "tcp", broker.Port, "Broker over TLS");
        Ingress("broker-from", broker.SecurityGroupId, Id, "tcp", broker.Port, $"Broker over TLS from {_pods}");
        if (resultBackend is { IsBrokersServer: false })
        {
            Egress("to-result-backend", Id, resultBackend.SecurityGroupId, "tcp", resultBackend.Port, "Result backend over TLS");
            Ingress("result-backend-from", resultBackend.SecurityGroupId, Id, "tcp", resultBackend.Port, $"Result backend over TLS from {_pods}");
        }
    }

    /// <summary>Lets connections from one security group into another.</summary>
    /// <param name="label">The end of the rule's name.</param>
    /// <param name="group">The id of the group that gets the rule.</param>
    /// <param name="from">The id of the group that connects.</param>
    /// <param name="protocol">The protocol, <c>tcp</c> or <c>udp</c>.</param>
    /// <param name="port">The port.</param>
    /// <param name="description">What for.</param>
    public void Ingress(string label, Input<string> group, Input<string> from, string protocol, Input<int> port, string description) =>
        _ = new SecurityGroupIngressRule($"{_group.Name}-{label}", new SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = group,
            ReferencedSecurityGroupId = from,
            IpProtocol = protocol,
            FromPort = port,
            ToPort = port,
            Description = description,
            Tags = _group.Tags,
        }, _group.Child);

    /// <summary>Lets connections out of one security group to another.</summary>
    /// <param name="label">The end of the rule's name.</param>
    /// <param name="group">The id of the group that gets the rule.</param>
    /// <param name="to">The id of the group that is reached.</param>
    /// <param name="protocol">The protocol, <c>tcp</c> or <c>udp</c>.</param>
    /// <param name="port">The port.</param>
    /// <param name="description">What for.</param>
    public void Egress(string label, Input<string> group, Input<string> to, string protocol, Input<int> port, string description) =>
        _ = new SecurityGroupEgressRule($"{_group.Name}-{label}", new SecurityGroupEgressRuleArgs
        {
            SecurityGroupId = group,
            ReferencedSecurityGroupId = to,
            IpProtocol = protocol,
            FromPort = port,
            ToPort = port,
            Description = description,
            Tags = _group.Tags,
        }, _group.Child);
}
