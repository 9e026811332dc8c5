using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

using static FlowerInfra.PolicyRules;

namespace FlowerInfra;

/// <summary>
/// The namespace's network policies: deny everything both ways, then one policy for each peer.
/// </summary>
internal sealed class DashboardNetworkPolicies
{
    private readonly ResourceGroup _group;
    private readonly Output<string> _namespace;

    public DashboardNetworkPolicies(ResourceGroup group, Instance instance, Platform platform, Output<string> namespaceName)
    {
        (_group, _namespace) = (group, namespaceName);
        var flower = new PolicyRules("app.kubernetes.io/name", "flower");
        Add("default-deny", new NetworkPolicySpecArgs
        {
            PodSelector = new LabelSelectorArgs(),
            PolicyTypes = { "Ingress", "Egress" },
        });

        if (instance.LoadBalancer is { } loadBalancer)
            Add("allow-load-balancer", flower.IngressFrom(Ranges(loadBalancer.SubnetRanges), Tcp(GatewayPorts.Https), Tcp(GatewayPorts.Health)));
        if (instance.SignIn is DjangoProxySignIn proxy)
            Add("allow-django-proxy", flower.IngressFrom(PodsIn(proxy.Namespace, [.. proxy.Labels.Select(it => (it.Name, (Input<string>)it.Value))]), Tcp(GatewayPorts.Https)));
        Add("allow-dns", flower.EgressToDns());
        if (platform.Cluster.NodeLocalDnsAddress is { } cache)
            Add("allow-node-local-dns", flower.EgressToNodeLocalDns(cache));

        Add("allow-broker", flower.EgressTo(Ranges(instance.Broker.Ranges), Tcp(instance.Broker.Port)));
        if (instance.ResultBackend is { } result)
            Add("allow-result-backend", flower.EgressTo(Ranges(result.Ranges), Tcp(result.Port)));

        if (instance.SignIn is OAuthSignIn { Access: var access })
        {
            string[] providers = access.ToAnyAddress ? ["0.0.0.0/0"] : [.. access.Ranges.Select(range => $"{range}").Order(StringComparer.Ordinal)];
            Add("allow-identity-provider", flower.EgressTo(providers.Select(it => Range(it)).ToArray(), Tcp(443)));
        }

        if (instance.SignIn is DjangoSignIn { Access: var site })
        {
            var peers = site.Namespace is { } pods
                ? [PodsIn(pods, [.. site.Labels.Select(it => (it.Name, (Input<string>)it.Value))])]
                : site.Ranges.Select(range => $"{range}").Order(StringComparer.Ordinal).Select(it => Range(it)).ToArray();
            Add("allow-django", flower.EgressTo(peers, Tcp(site.Port)));
        }

        if (platform.Cluster.PrometheusNamespace is { } prometheus)
            Add("allow-prometheus", flower.IngressFrom(PodsIn(prometheus, "app.kubernetes.io/name", "prometheus"), Tcp(GatewayPorts.Metrics)));
    }

    private void Add(string name, NetworkPolicySpecArgs spec) =>
        _ = new NetworkPolicy($"{_group.Name}-{name}", new Pulumi.Kubernetes.Types.Inputs.Networking.V1.NetworkPolicyArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = _namespace },
            Spec = spec,
        }, _group.Child);
}
