using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The pods' own security group and the namespace's network policies: two layers that say the same, because the VPC CNI
/// applies policies only after a pod's start (<see href="https://github.com/aws/aws-network-policy-agent/issues/271"/>).
/// In: the load balancer or a Django site's pods, the kubelet's probes and, when named, Prometheus. Out: the cluster's DNS, the broker, the result backend and the identity provider or the Django site.
/// Controls: CIS EKS 4.3.2, C-0030, CKV_AWS_382, AWS-0104, KSV-0038.
/// </summary>
internal sealed class NetworkIsolation
{
    private readonly ResourceGroup _group;
    private readonly PodsSecurityGroup _pods;

    /// <summary>Closes the namespace.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="platform">What the instances share.</param>
    /// <param name="namespaceName">The instance's namespace.</param>
    /// <param name="options">The group's options.</param>
    public NetworkIsolation(Instance instance, Platform platform, Output<string> namespaceName, ComponentResourceOptions options)
    {
        _group = new ResourceGroup("NetworkIsolation", $"{instance.Name}-isolation", options, platform.Tags);
        _pods = new PodsSecurityGroup(
            _group,
            "the Flower pods",
            $"Flower pods {_group.Name}: {(instance.LoadBalancer is null ? "Django site" : "load balancer")}, probes, DNS and broker only",
            platform.Cluster.VpcId);
        AddSecurityGroupRules(instance, platform);
        if (instance.SignIn is OAuthSignIn { Access: var access })
            IdentityProviderRules.Add(_group.Resource, _group.Name, _pods.Id, access, _group.Tags);
        if (instance.SignIn is DjangoSignIn { Access: var site })
            AddDjangoRules(site, platform);
        _pods.Attach(namespaceName, "app.kubernetes.io/name", "flower");
        _ = new DashboardNetworkPolicies(_group, instance, platform, namespaceName);
    }

    /// <summary>The group in the resource tree.</summary>
    public Resource Resource => _group.Resource;

    /// <summary>The id of the pods' security group.</summary>
    public Output<string> SecurityGroupId => _pods.Id;

    private void AddSecurityGroupRules(Instance instance, Platform platform)
    {
        var cluster = platform.Cluster.SecurityGroupId;
        if (instance.LoadBalancer is { SecurityGroupId: var loadBalancer })
        {
            _pods.Ingress("from-load-balancer", _pods.Id, loadBalancer, "tcp", GatewayPorts.Https, "HTTPS from the load balancer");
            _pods.Ingress("health-from-load-balancer", _pods.Id, loadBalancer, "tcp", GatewayPorts.Health, "Health checks from the load balancer");
            _pods.Egress("load-balancer-to", loadBalancer, _pods.Id, "tcp", GatewayPorts.Https, "HTTPS to the Flower pods");
            _pods.Egress("load-balancer-health-to", loadBalancer, _pods.Id, "tcp", GatewayPorts.Health, "Health checks of the Flower pods");
        }

        if (instance.SignIn is DjangoProxySignIn proxy)
        {
            _pods.Ingress("from-django-proxy", _pods.Id, proxy.SecurityGroupId ?? cluster, "tcp", GatewayPorts.Https, "HTTPS from the Django site");
            if (proxy.SecurityGroupId is { } site)
                _pods.Egress("django-proxy-to", site, _pods.Id, "tcp", GatewayPorts.Https, "HTTPS to the Flower pods");
        }

        _pods.Ingress("health-from-kubelet", _pods.Id, cluster, "tcp", GatewayPorts.Health, "Probes from the kubelet");
        _pods.AllowCelery(cluster, instance.Broker, instance.ResultBackend);
        if (platform.Cluster.PrometheusNamespace is not null)
            _pods.Ingress("metrics-from-cluster", _pods.Id, cluster, "tcp", GatewayPorts.Metrics, "Metrics for Prometheus");
    }

    private void AddDjangoRules(DjangoAccess site, Platform platform)
    {
        IdentityProviderRules.AddRanges(_group.Resource, $"{_group.Name}-to-django", _pods.Id, site.Ranges, site.Port, "Django site", _group.Tags);
        if (site.Namespace is null)
            return;
        var pods = site.SecurityGroupId ?? platform.Cluster.SecurityGroupId;
        _pods.Egress("to-django", _pods.Id, pods, "tcp", site.Port, "Django site over TLS");
        _pods.Ingress("django-from", pods, _pods.Id, "tcp", site.Port, "Django site over TLS from the Flower pods");
    }
}
