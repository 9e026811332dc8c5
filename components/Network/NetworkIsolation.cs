using System.Net;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// The pods' own security group and the namespace's network policies: two layers that say the same, because the VPC CNI
/// applies policies only after a pod's start (<see href="https://github.com/aws/aws-network-policy-agent/issues/271"/>).
/// In: the load balancer, the kubelet's probes and, when named, Prometheus. Out: the cluster's DNS, the broker, the result backend and the identity provider.
/// Controls: CIS EKS 4.3.2, C-0030, CKV_AWS_382, AWS-0104, KSV-0038.
/// </summary>
public sealed class NetworkIsolation : ComponentResource
{
    private static readonly IPNetwork LinkLocal = IPNetwork.Parse("169.254.0.0/16");
    private static readonly IPNetwork[] OfAws = [IPNetwork.Parse("169.254.169.0/24"), IPNetwork.Parse("169.254.170.0/24")];

    private readonly string _name;
    private readonly NetworkIsolationArgs _args;
    private readonly SecurityGroup _pods;

    /// <summary>Closes the namespace.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">The peers that stay reachable.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public NetworkIsolation(string name, NetworkIsolationArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:NetworkIsolation", name, args, options)
    {
        _name = name;
        _args = args;
        var faults = new ArgumentFaults();
        var loadBalancer = faults.ParseAll<CidrBlock>("loadBalancerCidrBlocks", args.LoadBalancerCidrBlocks, CidrBlock.TryParse);
        // A policy's rule without any peer admits every source.
        faults.Require(
            args.LoadBalancerCidrBlocks.Count > 0, "loadBalancerCidrBlocks", null, "no range is given",
            "Name the ranges of the load balancer's subnets.");
        var broker = args.Broker.Validate(faults, "broker.");
        var backend = args.ResultBackend?.ValidateAsResultBackend(faults, "resultBackend.", args.Broker) ?? [];
        var providers = faults.ParseAll<Destination>("identityProviderCidrBlocks", args.IdentityProviderCidrBlocks, Destination.TryParse);
        ValidateNodeLocalDns(faults, "", args.NodeLocalDnsAddress);
        faults.ThrowIfAny($"NetworkIsolation \"{name}\"", this);

        _pods = new SecurityGroup($"{name}-pods", new SecurityGroupArgs
        {
            Description = $"Flower pods {name}: load balancer, probes, DNS and broker only",
            VpcId = args.VpcId,
            Tags = args.Tags ?? new InputMap<string>(),
        }, new CustomResourceOptions { Parent = this });

        AddSecurityGroupRules();
        IdentityProviderAccess.AddRules(
            name, _pods.Id, providers, args.AllowHttpsToAnyAddress, args.Tags, new CustomResourceOptions { Parent = this });
        _ = new SecurityGroupPolicy($"{name}-pods-policy", new SecurityGroupPolicyArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace },
            Spec = new SecurityGroupPolicySpecArgs
            {
                PodSelector = new LabelSelectorArgs { MatchLabels = { ["app.kubernetes.io/name"] = "flower" } },
                SecurityGroups = new SecurityGroupIdsArgs { GroupIds = { _pods.Id } },
            },
        }, new CustomResourceOptions { Parent = this });
        _ = new DashboardNetworkPolicies(name, this, args, loadBalancer, broker, backend, providers);

        SecurityGroupId = _pods.Id;
        RegisterOutputs();
    }

    /// <summary>The id of the pods' security group.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>Records the fault of NodeLocal DNSCache's address.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a separator.</param>
    /// <param name="address">The address as given.</param>
    internal static void ValidateNodeLocalDns(ArgumentFaults faults, string path, string? address) => faults.Require(
        // The metadata service and the agents that hand out credentials are link-local too.
        address is null || (IPAddress.TryParse(address, out var parsed) && parsed.ToString() == address
            && LinkLocal.Contains(parsed) && !Array.Exists(OfAws, range => range.Contains(parsed))),
        $"{path}nodeLocalDnsAddress", address, "is not a link-local address that a cache may have",
        "Give the address that NodeLocal DNSCache listens on, by default 169.254.20.10.");

    private void AddSecurityGroupRules()
    {
        var broker = _args.Broker;
        Ingress("from-load-balancer", _pods.Id, _args.LoadBalancerSecurityGroupId, "tcp", GatewayPorts.Https, "HTTPS from the load balancer");
        Ingress("health-from-load-balancer", _pods.Id, _args.LoadBalancerSecurityGroupId, "tcp", GatewayPorts.Health, "Health checks from the load balancer");
        Ingress("health-from-kubelet", _pods.Id, _args.ClusterSecurityGroupId, "tcp", GatewayPorts.Health, "Probes from the kubelet");
        Egress("load-balancer-to", _args.LoadBalancerSecurityGroupId, _pods.Id, "tcp", GatewayPorts.Https, "HTTPS to the Flower pods");
        Egress("load-balancer-health-to", _args.LoadBalancerSecurityGroupId, _pods.Id, "tcp", GatewayPorts.Health, "Health checks of the Flower pods");
        foreach (var protocol in new[] { "tcp", "udp" })
        {
            Egress($"dns-{protocol}", _pods.Id, _args.ClusterSecurityGroupId, protocol, 53, $"Cluster DNS over {protocol}");
            Ingress($"dns-{protocol}-from", _args.ClusterSecurityGroupId, _pods.Id, protocol, 53, $"Cluster DNS over {protocol} from the Flower pods");
        }

        Egress("to-broker", _pods.Id, broker.SecurityGroupId, "tcp", broker.Port, "Broker over TLS");
        Ingress("broker-from", broker.SecurityGroupId, _pods.Id, "tcp", broker.Port, "Broker over TLS from the Flower pods");
        if (_args.ResultBackend is { IsBrokersServer: false } backend)
        {
            Egress("to-result-backend", _pods.Id, backend.SecurityGroupId, "tcp", backend.Port, "Result backend over TLS");
            Ingress("result-backend-from", backend.SecurityGroupId, _pods.Id, "tcp", backend.Port, "Result backend over TLS from the Flower pods");
        }

        if (_args.PrometheusNamespace is not null)
            Ingress("metrics-from-cluster", _pods.Id, _args.ClusterSecurityGroupId, "tcp", GatewayPorts.Metrics, "Metrics for Prometheus");
    }

    private void Ingress(string label, Input<string> group, Input<string> from, string protocol, int port, string description) =>
        _ = new SecurityGroupIngressRule($"{_name}-{label}", new SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = group,
            ReferencedSecurityGroupId = from,
            IpProtocol = protocol,
            FromPort = port,
            ToPort = port,
            Description = description,
            Tags = _args.Tags ?? new InputMap<string>(),
        }, new CustomResourceOptions { Parent = this });

    private void Egress(string label, Input<string> group, Input<string> to, string protocol, int port, string description) =>
        _ = new SecurityGroupEgressRule($"{_name}-{label}", new SecurityGroupEgressRuleArgs
        {
            SecurityGroupId = group,
            ReferencedSecurityGroupId = to,
            IpProtocol = protocol,
            FromPort = port,
            ToPort = port,
            Description = description,
            Tags = _args.Tags ?? new InputMap<string>(),
        }, new CustomResourceOptions { Parent = this });
}
