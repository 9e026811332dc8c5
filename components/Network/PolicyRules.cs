using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace FlowerInfra;

/// <summary>What network policies are made of. Each allows one kind of peer, for the pods with one label.</summary>
/// <param name="label">The label's name.</param>
/// <param name="value">The label's value.</param>
internal sealed class PolicyRules(string label, string value)
{
    /// <summary>The pods that the policies are about.</summary>
    public LabelSelectorArgs Pods() => new() { MatchLabels = { [label] = value } };

    /// <summary>Allows what comes from peers.</summary>
    /// <param name="peers">The peers.</param>
    /// <param name="ports">The pods' ports.</param>
    public NetworkPolicySpecArgs IngressFrom(InputList<NetworkPolicyPeerArgs> peers, params NetworkPolicyPortArgs[] ports) => new()
    {
        PodSelector = Pods(),
        PolicyTypes = { "Ingress" },
        Ingress = { new NetworkPolicyIngressRuleArgs { From = peers, Ports = ports } },
    };

    /// <summary>Allows what goes to peers.</summary>
    /// <param name="peers">The peers.</param>
    /// <param name="ports">The peers' ports.</param>
    public NetworkPolicySpecArgs EgressTo(InputList<NetworkPolicyPeerArgs> peers, params NetworkPolicyPortArgs[] ports) => new()
    {
        PodSelector = Pods(),
        PolicyTypes = { "Egress" },
        Egress = { new NetworkPolicyEgressRuleArgs { To = peers, Ports = ports } },
    };

    /// <summary>Allows DNS: CoreDNS by namespace and pod, in a policy of its own, because rules that mix it with address ranges
    /// have blocked it (<see href="https://github.com/aws/aws-network-policy-agent/issues/553"/>).</summary>
    public NetworkPolicySpecArgs EgressToDns() => EgressTo(PodsIn("kube-system", "k8s-app", "kube-dns"), Udp(53), Tcp(53));

    /// <summary>Allows NodeLocal DNSCache. Security groups don't apply on the way from a pod to its own node in the CNI's
    /// standard mode.</summary>
    /// <param name="address">The cache's address.</param>
    public NetworkPolicySpecArgs EgressToNodeLocalDns(Output<string> address) =>
        EgressTo(Range(address.Apply(it => $"{it}/32")), Udp(53), Tcp(53));

    public static NetworkPolicyPortArgs Tcp(Input<int> port) => Port("TCP", port);

    public static InputList<NetworkPolicyPeerArgs> Ranges(Output<ImmutableArray<CidrBlock>> ranges) =>
        ranges.Apply(all => all.Select(range => Range(range.ToString())).ToImmutableArray());

    public static NetworkPolicyPeerArgs Range(Input<string> range) => new() { IpBlock = new IPBlockArgs { Cidr = range } };

    public static NetworkPolicyPeerArgs PodsIn(Input<string> namespaceName, string label, string value) => PodsIn(namespaceName, (label, value));

    public static NetworkPolicyPeerArgs PodsIn(Input<string> namespaceName, params IEnumerable<(string Label, Input<string> Value)> labels)
    {
        var selected = new InputMap<string>();
        foreach (var (label, value) in labels)
            selected.Add(label, value);
        return new()
        {
            NamespaceSelector = new LabelSelectorArgs { MatchLabels = { ["kubernetes.io/metadata.name"] = namespaceName } },
            PodSelector = new LabelSelectorArgs { MatchLabels = selected },
        };
    }

    private static NetworkPolicyPortArgs Udp(Input<int> port) => Port("UDP", port);

    private static NetworkPolicyPortArgs Port(string protocol, Input<int> port) =>
        new() { Protocol = protocol, Port = port };
}
