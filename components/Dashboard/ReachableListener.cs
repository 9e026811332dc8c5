using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The load balancer's listener for an instance, once it is sure that the load balancer admits the instance's sources and
/// reaches its identity provider. A rule for a range that the firewall keeps out would read like an admission and be none.
/// </summary>
internal static class ReachableListener
{
    /// <summary>Checks what is known, and gives the listener's ARN, on which the instance's rules depend.</summary>
    /// <param name="reader">Reads the instance's arguments.</param>
    /// <param name="signIn">How people sign in; null where that has a fault.</param>
    /// <param name="loadBalancer">The load balancer.</param>
    /// <param name="sources">The instance's ranges that have to lie inside the load balancer's.</param>
    public static Output<string> For(ArgumentReader reader, SignIn? signIn, LoadBalancerTarget loadBalancer, IReadOnlyList<(int Index, CidrBlock Range)> sources)
    {
        var listener = loadBalancer.ListenerArn;
        if (sources.Count > 0 && loadBalancer.VpnRanges is { } admitted)
        {
            listener = reader.Check(Output.Tuple(listener, admitted), (it, faults) =>
            {
                foreach (var (index, range) in it.Item2.IsDefaultOrEmpty ? [] : sources)
                {
                    faults.Require(
                        it.Item2.Any(other => other.Contains(range)), reader.Key($"vpnCidrBlocks[{index}]"), range.ToString(),
                        "is not inside the load balancer's ranges, which admit nobody from there",
                        $"Name a range inside {string.Join(", ", it.Item2)}, or add it to the load balancer's.");
                }
            }).Apply(it => it.Item1);
        }

        if (signIn is LoadBalancerSignIn { Access: var access } && loadBalancer.Providers is { } reached)
        {
            var oidc = reader.At("auth").At("loadBalancerOidc");
            listener = reader.Check(Output.Tuple(listener, reached, loadBalancer.ReachesAnyAddress), (it, faults) =>
            {
                if (it.Item3)
                    return;
                var missing = string.Join(", ", access.Ranges.Select(range => range.ToString()).Except(it.Item2));
                faults.Require(
                    missing.Length == 0, oidc.Key("providerCidrBlocks"), missing, "is where the load balancer sends nothing",
                    "Name it in identityProviderCidrBlocks of the InternalLoadBalancer too.");
                faults.Require(
                    !access.ToAnyAddress, oidc.Key("allowHttpsToAnyAddress"), "true", "is more than the load balancer may",
                    "Set allowHttpsToAnyAddress of the InternalLoadBalancer too.");
            }).Apply(it => it.Item1);
        }

        return listener;
    }
}
