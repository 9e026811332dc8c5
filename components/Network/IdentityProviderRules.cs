using Pulumi;
using Pulumi.Aws.Vpc;

namespace FlowerInfra;

/// <summary>The rules by which a security group lets HTTPS out to an identity provider, one for each range.</summary>
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
        var options = new CustomResourceOptions { Parent = parent };
        foreach (var provider in access.Ranges)
        {
            var rule = Https(tags, securityGroupId, $"Identity provider {provider}");
            if (provider.IsIPv6)
                rule.CidrIpv6 = provider.ToString();
            else
                rule.CidrIpv4 = provider.ToString();
            _ = new SecurityGroupEgressRule($"{name}-to-identity-provider-{provider.Key}", rule, options);
        }

        if (access.ToAnyAddress)
        {
            var rule = Https(tags, securityGroupId, "Identity provider without published ranges");
            rule.CidrIpv4 = "0.0.0.0/0";
            _ = new SecurityGroupEgressRule($"{name}-to-any-https", rule, options);
        }
    }

    private static SecurityGroupEgressRuleArgs Https(InputMap<string> tags, Input<string> securityGroupId, string description) => new()
    {
        SecurityGroupId = securityGroupId,
        IpProtocol = "tcp",
        FromPort = 443,
        ToPort = 443,
        Description = description,
        Tags = tags,
    };
}
