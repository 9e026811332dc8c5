using Pulumi;
using Pulumi.Aws.Vpc;

namespace FlowerInfra;

/// <summary>
/// Egress over HTTPS to an identity provider: its ranges, or every address where that is allowed by name. A firewall knows
/// addresses and no names.
/// </summary>
internal static class IdentityProviderAccess
{
    /// <summary>Records the faults of the ranges.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, ending in a dot.</param>
    /// <param name="cidrBlocks">The provider's ranges as given.</param>
    /// <param name="toAnyAddress">Whether every address is allowed.</param>
    public static void Validate(ArgumentFaults faults, string path, List<string>? cidrBlocks, bool toAnyAddress)
    {
        faults.ParseAll<Destination>($"{path}providerCidrBlocks", cidrBlocks, Destination.TryParse);
        var hasRanges = cidrBlocks is { Count: > 0 };
        faults.Require(
            hasRanges != toAnyAddress, $"{path}providerCidrBlocks", null,
            hasRanges ? "contradicts allowHttpsToAnyAddress" : "is missing",
            "Name the provider's address ranges, or set allowHttpsToAnyAddress if it publishes none.");
    }

    /// <summary>Records what a dashboard's sign-in at the load balancer needs and the load balancer's firewall keeps in.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, ending in a dot.</param>
    /// <param name="auth">How people sign in; anything but sign-in at the load balancer needs nothing of it.</param>
    /// <param name="loadBalancer">The load balancer.</param>
    public static void ValidateReach(ArgumentFaults faults, string path, FlowerAuth auth, LoadBalancerReferenceArgs loadBalancer)
    {
        if (auth is not LoadBalancerOidc oidc || loadBalancer.AllowHttpsToAnyAddress || loadBalancer.IdentityProviderCidrBlocks is not { } reached)
            return;
        var missing = string.Join(", ", (oidc.ProviderCidrBlocks ?? []).Except(reached, StringComparer.Ordinal));
        faults.Require(
            missing.Length == 0, $"{path}providerCidrBlocks", missing, "is where the load balancer sends nothing",
            "Name it in identityProviderCidrBlocks of the InternalLoadBalancer too.");
        faults.Require(
            !oidc.AllowHttpsToAnyAddress, $"{path}allowHttpsToAnyAddress", "true", "is more than the load balancer may",
            "Set allowHttpsToAnyAddress of the InternalLoadBalancer too.");
    }

    /// <summary>Creates the rules of a security group, one for each range.</summary>
    /// <param name="name">The name that the rules' names begin with.</param>
    /// <param name="securityGroupId">The group that may connect.</param>
    /// <param name="providers">The provider's ranges.</param>
    /// <param name="toAnyAddress">Whether every address is allowed.</param>
    /// <param name="tags">The rules' tags.</param>
    /// <param name="options">The rules' options.</param>
    public static void AddRules(
        string name, Input<string> securityGroupId, IEnumerable<Destination> providers, bool toAnyAddress,
        InputMap<string>? tags, CustomResourceOptions options)
    {
        foreach (var provider in providers.Distinct())
        {
            var rule = Https(securityGroupId, $"Identity provider {provider}", tags);
            if (provider.IsIPv6)
                rule.CidrIpv6 = provider.ToString();
            else
                rule.CidrIpv4 = provider.ToString();
            _ = new SecurityGroupEgressRule($"{name}-to-identity-provider-{provider.Key}", rule, options);
        }

        if (toAnyAddress)
        {
            var rule = Https(securityGroupId, "Identity provider without published ranges", tags);
            rule.CidrIpv4 = "0.0.0.0/0";
            _ = new SecurityGroupEgressRule($"{name}-to-any-https", rule, options);
        }
    }

    private static SecurityGroupEgressRuleArgs Https(Input<string> securityGroupId, string description, InputMap<string>? tags) => new()
    {
        SecurityGroupId = securityGroupId,
        IpProtocol = "tcp",
        FromPort = 443,
        ToPort = 443,
        Description = description,
        Tags = tags ?? new InputMap<string>(),
    };
}
