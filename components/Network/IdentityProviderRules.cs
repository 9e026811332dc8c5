using Pulumi;
using Pulumi.Aws.Vpc;

namespace FlowerInfra;

/// <summary>The rules by which a security group lets HTTPS out to an identity provider or a Django site, one for each range.</summary>
internal static class IdentityProviderRules
{
    /// <summary>Creates the rules.</summary>
    /// <param name="parent">What the rules belong to.</param>
    /// <param name="name">The name that the rules' names begin with.</param>
    /// <param name="securityGroupId">The group that may connect.</param>
    /// <param name="access">Where it may connect to.</param>
    /// <param name="tags">The rules' tags.</param>
    public static void Add(Resource parent, string name, Input<string> securityGroupId, ProviderAccess access, InputMap<string> tags)
    {
        AddRanges(parent, $"{name}-to-identity-provider", securityGroupId, access.Ranges, 443, "Identity provider", tags);
        if (access.ToAnyAddress)
        {
            var rule = Https(tags, securityGroupId, 443, "Identity provider without published ranges");
            rule.CidrIpv4 = "0.0.0.0/0";
            _ = new SecurityGroupEgressRule($"{name}-to-any-https", rule, new CustomResourceOptions { Parent = parent });
        }
    }

    /// <summary>Creates the rules for ranges.</summary>
    /// <param name="parent">What the rules belong to.</param>
    /// <param name="name">The name that the rules' names begin with.</param>
    /// <param name="securityGroupId">The group that may connect.</param>
    /// <param name="ranges">Where it may connect to.</param>
    /// <param name="port">The port.</param>
    /// <param name="whose">Whose ranges they are.</param>
    /// <param name="tags">The rules' tags.</param>
    public static void AddRanges(
        Resource parent, string name, Input<string> securityGroupId, IEnumerable<Destination> ranges, Input<int> port, string whose, InputMap<string> tags)
    {
        foreach (var range in ranges)
        {
            var rule = Https(tags, securityGroupId, port, $"{whose} {range}");
            if (range.IsIPv6)
                rule.CidrIpv6 = range.ToString();
            else
                rule.CidrIpv4 = range.ToString();
            _ = new SecurityGroupEgressRule($"{name}-{range.Key}", rule, new CustomResourceOptions { Parent = parent });
        }
    }

    private static SecurityGroupEgressRuleArgs Https(InputMap<string> tags, Input<string> securityGroupId, Input<int> port, string description) => new()
    {
        SecurityGroupId = securityGroupId,
        IpProtocol = "tcp",
        FromPort = port,
        ToPort = port,
        Description = description,
        Tags = tags,
    };
}
