using Pulumi;

namespace FlowerInfra;

/// <summary>Who may reach a dashboard's pods, and what they may reach.</summary>
public sealed class NetworkIsolationArgs : ResourceArgs
{
    /// <summary>The namespace that is closed.</summary>
    [Input("namespace", required: true)]
    public required Input<string> Namespace { get; set; }

    /// <summary>The id of the VPC.</summary>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>The load balancer's security group, the only way in for users.</summary>
    [Input("loadBalancerSecurityGroupId", required: true)]
    public required Input<string> LoadBalancerSecurityGroupId { get; set; }

    /// <summary>The address ranges of the load balancer's subnets.</summary>
    [Input("loadBalancerCidrBlocks", required: true)]
    public required List<string> LoadBalancerCidrBlocks { get; set; }

    /// <summary>
    /// The cluster's security group: the kubelet's probes come from it, and the cluster's DNS is reached through it.
    /// </summary>
    [Input("clusterSecurityGroupId", required: true)]
    public required Input<string> ClusterSecurityGroupId { get; set; }

    /// <summary>The broker.</summary>
    [Input("broker", required: true)]
    public required BrokerArgs Broker { get; set; }

    /// <summary>The result backend, or null when workers keep no results.</summary>
    [Input("resultBackend")]
    public BrokerArgs? ResultBackend { get; set; }

    /// <summary>The ranges of the identity provider, which Flower asks over HTTPS; empty without OAuth.</summary>
    [Input("identityProviderCidrBlocks")]
    public List<string> IdentityProviderCidrBlocks { get; set; } = [];

    /// <summary>Lets the pods send HTTPS to every address (weakens CKV_AWS_382, AWS-0104). Default: false.</summary>
    [Input("allowHttpsToAnyAddress")]
    public bool AllowHttpsToAnyAddress { get; set; }

    /// <summary>The namespace of the Prometheus that may read <c>/metrics</c>; null admits none.</summary>
    [Input("prometheusNamespace")]
    public string? PrometheusNamespace { get; set; }

    /// <summary>
    /// The link-local IPv4 address on which NodeLocal DNSCache answers the pods, for example <c>169.254.20.10</c>. Default:
    /// none; pods ask CoreDNS, also where the cache takes the address of the cluster's DNS service. Not allowed are AWS's own
    /// addresses 169.254.169.0/24 and 169.254.170.0/24.
    /// </summary>
    [Input("nodeLocalDnsAddress")]
    public string? NodeLocalDnsAddress { get; set; }

    /// <summary>Tags for the security group and its rules.</summary>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
