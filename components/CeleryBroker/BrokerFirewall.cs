using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;

namespace FlowerInfra;

/// <summary>
/// The broker's security group: one rule for each peer that is listed, on the TLS port, from its security group and from no address
/// range. Dashboards add the rule for their own pods. It has no egress rule: a broker only answers.
/// Controls: EC2.18, EC2.19, CKV_AWS_23, AWS-0124.
/// </summary>
internal sealed class BrokerFirewall
{
    private readonly BrokerScope _scope;

    /// <summary>Creates the group where the server has none yet, and the rules.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    public BrokerFirewall(BrokerScope scope)
    {
        _scope = scope;
        SecurityGroupId = scope.Model.Server switch
        {
            ExistingServer existing => existing.SecurityGroupId,
            CreatedServer created => new SecurityGroup($"{scope.Name}-access", new SecurityGroupArgs
            {
                Description = $"Celery broker {scope.Name}: TLS from the listed groups only",
                VpcId = created.VpcId,
                Tags = scope.Tags,
            }, scope.Child).Id,
            _ => throw new ArgumentOutOfRangeException(nameof(scope)),
        };
        foreach (var peer in scope.Model.Peers)
            Admit($"from-{peer.Name}", peer.SecurityGroupId, scope.Model.Server.Port, $"Broker over TLS from {peer.Name}");
        if (scope.Model.Server is AmazonMqServer { ManagementSecurityGroupId: { } management })
            Admit("management", management, ManagementPort, "Management interface for the commands that set users and rights");
    }

    /// <summary>The port of RabbitMQ's management interface on Amazon MQ.</summary>
    public const int ManagementPort = 443;

    /// <summary>The id of the group.</summary>
    public Output<string> SecurityGroupId { get; }

    private void Admit(string label, Output<string> from, Input<int> port, string description) =>
        _ = new SecurityGroupIngressRule($"{_scope.Name}-{label}", new SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = SecurityGroupId,
            ReferencedSecurityGroupId = from,
            IpProtocol = "tcp",
            FromPort = port,
            ToPort = port,
            Description = description,
            Tags = _scope.Tags,
        }, _scope.Child);
}
