using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;

namespace FlowerInfra;

/// <summary>
/// The load balancer's security group: one standalone ingress rule for each VPN range or prefix list and port, and no
/// other way in. It has no egress rule of its own: the provider removes AWS's default one, and every dashboard adds
/// exactly the way to its own pods. Standalone rules, because inline and standalone rules overwrite each other
/// (<see href="https://github.com/hashicorp/terraform-provider-aws/issues/6608"/>).
/// Controls: EC2.18, EC2.19, CKV_AWS_23, CKV_AWS_260, AWS-0124.
/// </summary>
internal sealed class VpnAccess
{
    private readonly ResourceGroup _group;
    private readonly SecurityGroup _loadBalancer;

    /// <summary>Creates the security group and its rules.</summary>
    /// <param name="name">The load balancer's name.</param>
    /// <param name="parent">The load balancer.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="vpn">Who may reach the load balancer.</param>
    /// <param name="tags">The tags.</param>
    public VpnAccess(string name, Resource parent, Input<string> vpcId, VpnRanges vpn, InputMap<string> tags)
    {
        _group = new ResourceGroup("VpnAccess", $"{name}-vpn", new ComponentResourceOptions { Parent = parent }, tags);
        _loadBalancer = new SecurityGroup($"{_group.Name}-load-balancer", new SecurityGroupArgs
        {
            Description = $"Load balancer {_group.Name}: VPN ranges only",
            VpcId = vpcId,
            Tags = tags,
        }, _group.Child);

        foreach (var (port, label) in new[] { (443, "https"), (80, "http") })
        {
            foreach (var range in vpn.Ranges)
            {
                var rule = Rule(port, $"{label} from VPN range {range}");
                if (range.IsIPv6)
                    rule.CidrIpv6 = range.ToString();
                else
                    rule.CidrIpv4 = range.ToString();
                _ = new SecurityGroupIngressRule($"{_group.Name}-{label}-{range.Key}", rule, _group.Child);
            }

            foreach (var prefixList in vpn.PrefixListIds)
            {
                var rule = Rule(port, $"{label} from VPN prefix list {prefixList}");
                rule.PrefixListId = prefixList;
                _ = new SecurityGroupIngressRule($"{_group.Name}-{label}-{prefixList}", rule, _group.Child);
            }
        }
    }

    /// <summary>The id of the load balancer's security group.</summary>
    public Output<string> SecurityGroupId => _loadBalancer.Id;

    private SecurityGroupIngressRuleArgs Rule(int port, string description) => new()
    {
        SecurityGroupId = _loadBalancer.Id,
        IpProtocol = "tcp",
        FromPort = port,
        ToPort = port,
        Description = description,
        Tags = _group.Tags,
    };
}
