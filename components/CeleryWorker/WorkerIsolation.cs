using Pulumi;
using Pulumi.Aws.Vpc;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using static FlowerInfra.PolicyRules;

namespace FlowerInfra;

/// <summary>
/// A worker's own security group and network policies, which say the same twice: nothing comes in, and what leaves goes to the
/// cluster's DNS, the broker, the result backend and the listed destinations. The policies select these pods alone, because a
/// namespace may hold others. Controls: CIS EKS 4.3.2, C-0030, CKV_AWS_382, AWS-0104, KSV-0038.
/// </summary>
internal sealed class WorkerIsolation
{
    private const string Label = "app.kubernetes.io/instance";

    private readonly ResourceGroup _group;
    private readonly WorkerModel _worker;
    private readonly Output<string> _namespace;
    private readonly PodsSecurityGroup _pods;

    /// <summary>Closes the pods off.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="namespaceName">Its namespace.</param>
    /// <param name="options">The group's options.</param>
    public WorkerIsolation(WorkerModel worker, Output<string> namespaceName, ComponentResourceOptions options)
    {
        (_worker, _namespace) = (worker, namespaceName);
        _group = new ResourceGroup("WorkerIsolation", $"{worker.Name}-isolation", options, worker.Tags);
        _pods = new PodsSecurityGroup(
            _group, $"the Celery workers {worker.Name}", $"Celery workers {worker.Name}: DNS, broker and listed destinations only", worker.Cluster.VpcId);
        _pods.AllowCelery(worker.Cluster.SecurityGroupId, worker.Broker, worker.ResultBackend);
        AddDestinations();
        _pods.Attach(namespaceName, Label, worker.Name);
        AddPolicies(new PolicyRules(Label, worker.Name));
    }

    /// <summary>The group in the resource tree.</summary>
    public Resource Resource => _group.Resource;

    /// <summary>The id of the pods' security group.</summary>
    public Output<string> SecurityGroupId => _pods.Id;

    private void AddPolicies(PolicyRules rules)
    {
        Add("default-deny", new NetworkPolicySpecArgs { PodSelector = rules.Pods(), PolicyTypes = { "Ingress", "Egress" } });
        Add("allow-dns", rules.EgressToDns());
        if (_worker.Cluster.NodeLocalDnsAddress is { } cache)
            Add("allow-node-local-dns", rules.EgressToNodeLocalDns(cache));
        Add("allow-broker", rules.EgressTo(Ranges(_worker.Broker.Ranges), Tcp(_worker.Broker.Port)));
        if (_worker.ResultBackend is { } result)
            Add("allow-result-backend", rules.EgressTo(Ranges(result.Ranges), Tcp(result.Port)));
        foreach (var (range, port, _) in _worker.Destinations)
            Add($"allow-{range.Key}-{port}", rules.EgressTo(new[] { Range($"{range}") }, Tcp(port)));
    }

    private void AddDestinations()
    {
        foreach (var (range, port, description) in _worker.Destinations)
        {
            var rule = new SecurityGroupEgressRuleArgs
            {
                SecurityGroupId = _pods.Id,
                IpProtocol = "tcp",
                FromPort = port,
                ToPort = port,
                Description = description,
                Tags = _group.Tags,
            };
            if (range.IsIPv6)
                rule.CidrIpv6 = range.ToString();
            else
                rule.CidrIpv4 = range.ToString();
            _ = new SecurityGroupEgressRule($"{_group.Name}-to-{range.Key}-{port}", rule, _group.Child);
        }
    }

    private void Add(string name, NetworkPolicySpecArgs spec) =>
        _ = new NetworkPolicy($"{_group.Name}-{name}", new Pulumi.Kubernetes.Types.Inputs.Networking.V1.NetworkPolicyArgs
        {
            Metadata = new ObjectMetaArgs { Name = $"{_worker.Name}-{name}", Namespace = _namespace },
            Spec = spec,
        }, _group.Child);
}
