using System.Collections.Immutable;
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
    private readonly ResourceGroup _group;
    private readonly Output<string> _namespace;

    public DashboardNetworkPolicies(ResourceGroup group, Instance instance, Platform platform, Output<string> namespaceName)
    {
        (_group, _namespace) = (group, namespaceName);
        Add("default-deny", new NetworkPolicySpecArgs
        {
            PodSelector = new LabelSelectorArgs(),
            PolicyTypes = { "Ingress", "Egress" },
        });

        if (instance.LoadBalancer is { } loadBalancer)
            Add("allow-load-balancer", IngressFrom(Ranges(loadBalancer.SubnetRanges), Tcp(GatewayPorts.Https), Tcp(GatewayPorts.Health)));
        if (instance.SignIn is DjangoProxySignIn proxy)
            Add("allow-django-proxy", IngressFrom(Pods(proxy.Namespace, proxy.Labels.Select(it => (it.Name, (Input<string>)it.Value))), Tcp(GatewayPorts.Https)));
        Add("allow-dns", EgressTo(Pods("kube-system", "k8s-app", "kube-dns"), Udp(53), Tcp(53)));
        if (platform.Cluster.NodeLocalDnsAddress is { } cache)
        {
            // Security groups don't apply on the way from a pod to its own node in the CNI's standard mode.
            Add("allow-node-local-dns", EgressTo(Range(cache.Apply(address => $"{address}/32")), Udp(53), Tcp(53)));
        }

        Add("allow-broker", EgressTo(Ranges(instance.Broker.Ranges), Tcp(instance.Broker.Port)));
        if (instance.ResultBackend is { } result)
            Add("allow-result-backend", EgressTo(Ranges(result.Ranges), Tcp(result.Port)));

        if (instance.SignIn is OAuthSignIn { Access: var access })
        {
            string[] providers = access.ToAnyAddress ? ["0.0.0.0/0"] : [.. access.Ranges.Select(range => $"{range}").Order(StringComparer.Ordinal)];
            Add("allow-identity-provider", EgressTo(providers.Select(Range).ToArray(), Tcp(443)));
        }

        if (instance.SignIn is DjangoSignIn { Access: var site })
        {
            var peers = site.Namespace is { } pods
                ? [Pods(pods, site.Labels.Select(it => (it.Name, (Input<string>)it.Value)))]
                : site.Ranges.Select(range => $"{range}").Order(StringComparer.Ordinal).Select(Range).ToArray();
            Add("allow-django", EgressTo(peers, Tcp(site.Port)));
        }

        if (platform.Cluster.PrometheusNamespace is { } prometheus)
            Add("allow-prometheus", IngressFrom(Pods(prometheus, "app.kubernetes.io/name", "prometheus"), Tcp(GatewayPorts.Metrics)));
    }

    private static NetworkPolicySpecArgs IngressFrom(InputList<NetworkPolicyPeerArgs> peers, params NetworkPolicyPortArgs[] ports) => new()
    {
        PodSelector = FlowerPods(),
        PolicyTypes = { "Ingress" },
        Ingress = { new NetworkPolicyIngressRuleArgs { From = peers, Ports = ports } },
    };

    private static NetworkPolicySpecArgs EgressTo(InputList<NetworkPolicyPeerArgs> peers, params NetworkPolicyPortArgs[] ports) => new()
    {
        PodSelector = FlowerPods(),
        PolicyTypes = { "Egress" },
        Egress = { new NetworkPolicyEgressRuleArgs { To = peers, Ports = ports } },
    };

    private static LabelSelectorArgs FlowerPods() => new() { MatchLabels = { ["app.kubernetes.io/name"] = "flower" } };

    private static NetworkPolicyPortArgs Tcp(Input<int> port) => Port("TCP", port);

    private static NetworkPolicyPortArgs Udp(Input<int> port) => Port("UDP", port);

    private static NetworkPolicyPortArgs Port(string protocol, Input<int> port) =>
        new() { Protocol = protocol, Port = port };

    private static InputList<NetworkPolicyPeerArgs> Ranges(Output<ImmutableArray<CidrBlock>> ranges) =>
        ranges.Apply(all => all.Select(range => Range(range.ToString())).ToImmutableArray());

    private static NetworkPolicyPeerArgs Range(string range) => Range((Input<string>)range);

    private static NetworkPolicyPeerArgs Range(Input<string> range) => new() { IpBlock = new IPBlockArgs { Cidr = range } };

    private static NetworkPolicyPeerArgs Pods(Input<string> namespaceName, string label, string value) => Pods(namespaceName, [(label, value)]);

    private static NetworkPolicyPeerArgs Pods(Input<string> namespaceName, IEnumerable<(string Label, Input<string> Value)> labels)
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

    private void Add(string name, NetworkPolicySpecArgs spec) =>
        _ = new NetworkPolicy($"{_group.Name}-{name}", new Pulumi.Kubernetes.Types.Inputs.Networking.V1.NetworkPolicyArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = _namespace },
            Spec = spec,
        }, _group.Child);
}
