using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace FlowerInfra;

/// <summary>
/// The namespace's network policies: deny everything both ways, then one policy for each peer. DNS is selected by
/// namespace and pod on UDP and TCP in a policy of its own, because rules that mix it with address ranges have blocked it
/// (<see href="https://github.com/aws/aws-network-policy-agent/issues/553"/>).
/// </summary>
internal sealed class DashboardNetworkPolicies
{
    private readonly NetworkIsolation _parent;
    private readonly Input<string> _namespace;

    public DashboardNetworkPolicies(
        string name, NetworkIsolation parent, NetworkIsolationArgs args, IReadOnlyList<CidrBlock> loadBalancer,
        IReadOnlyList<CidrBlock> broker, IReadOnlyList<CidrBlock> backend, IReadOnlyList<Destination> identityProviders)
    {
        _parent = parent;
        _namespace = args.Namespace;

        Add($"{name}-default-deny", "default-deny", new NetworkPolicySpecArgs
        {
            PodSelector = new LabelSelectorArgs(),
            PolicyTypes = { "Ingress", "Egress" },
        });

        Add($"{name}-allow-load-balancer", "allow-load-balancer", IngressFrom(
            [.. loadBalancer.Select(Range)], Tcp(GatewayPorts.Https), Tcp(GatewayPorts.Health)));

        Add($"{name}-allow-dns", "allow-dns", EgressTo(
            [Pods("kube-system", "k8s-app", "kube-dns")], Udp(53), Tcp(53)));

        if (args.NodeLocalDnsAddress is { } cache)
        {
            // Security groups don't apply on the way from a pod to its own node in the CNI's standard mode.
            Add($"{name}-allow-node-local-dns", "allow-node-local-dns", EgressTo([Range($"{cache}/32")], Udp(53), Tcp(53)));
        }

        Add($"{name}-allow-broker", "allow-broker", EgressTo([.. broker.Select(Range)], Tcp(args.Broker.Port)));

        if (args.ResultBackend is { } result)
            Add($"{name}-allow-result-backend", "allow-result-backend", EgressTo([.. backend.Select(Range)], Tcp(result.Port)));

        string[] providers = args.AllowHttpsToAnyAddress ? ["0.0.0.0/0"] : [.. identityProviders.Select(provider => $"{provider}").Distinct()];
        if (providers.Length > 0)
            Add($"{name}-allow-identity-provider", "allow-identity-provider", EgressTo([.. providers.Order(StringComparer.Ordinal).Select(Range)], Tcp(443)));

        if (args.PrometheusNamespace is { } prometheus)
        {
            Add($"{name}-allow-prometheus", "allow-prometheus", IngressFrom(
                [Pods(prometheus, "app.kubernetes.io/name", "prometheus")], Tcp(GatewayPorts.Metrics)));
        }
    }

    private static NetworkPolicySpecArgs IngressFrom(NetworkPolicyPeerArgs[] peers, params NetworkPolicyPortArgs[] ports)
    {
        var rule = new NetworkPolicyIngressRuleArgs();
        foreach (var peer in peers)
            rule.From.Add(peer);
        foreach (var port in ports)
            rule.Ports.Add(port);
        return new NetworkPolicySpecArgs { PodSelector = FlowerPods(), PolicyTypes = { "Ingress" }, Ingress = { rule } };
    }

    private static NetworkPolicySpecArgs EgressTo(NetworkPolicyPeerArgs[] peers, params NetworkPolicyPortArgs[] ports)
    {
        var rule = new NetworkPolicyEgressRuleArgs();
        foreach (var peer in peers)
            rule.To.Add(peer);
        foreach (var port in ports)
            rule.Ports.Add(port);
        return new NetworkPolicySpecArgs { PodSelector = FlowerPods(), PolicyTypes = { "Egress" }, Egress = { rule } };
    }

    private static LabelSelectorArgs FlowerPods() => new() { MatchLabels = { ["app.kubernetes.io/name"] = "flower" } };

    private static NetworkPolicyPortArgs Tcp(int port) => new() { Protocol = "TCP", Port = port };

    private static NetworkPolicyPortArgs Udp(int port) => new() { Protocol = "UDP", Port = port };

    private static NetworkPolicyPeerArgs Range(CidrBlock range) => Range(range.ToString());

    private static NetworkPolicyPeerArgs Range(string range) => new() { IpBlock = new IPBlockArgs { Cidr = range } };

    private static NetworkPolicyPeerArgs Pods(string namespaceName, string label, string value) => new()
    {
        NamespaceSelector = new LabelSelectorArgs { MatchLabels = { ["kubernetes.io/metadata.name"] = namespaceName } },
        PodSelector = new LabelSelectorArgs { MatchLabels = { [label] = value } },
    };

    private void Add(string name, string kubernetesName, NetworkPolicySpecArgs spec) =>
        _ = new NetworkPolicy(name, new Pulumi.Kubernetes.Types.Inputs.Networking.V1.NetworkPolicyArgs
        {
            Metadata = new ObjectMetaArgs { Name = kubernetesName, Namespace = _namespace },
            Spec = spec,
        }, new CustomResourceOptions { Parent = _parent });
}
