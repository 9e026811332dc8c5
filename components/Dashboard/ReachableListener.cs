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
    /// <param name="loadBalancer">The load balancer; null where none leads to the instance.</param>
    /// <param name="sources">The instance's ranges, each with its place in the list.</param>
    public static Output<string>? For(ArgumentReader reader, SignIn? signIn, LoadBalancerTarget? loadBalancer, IReadOnlyList<(int Index, CidrBlock Range)> sources)
    {
        if (loadBalancer is null)
            return null;
        var listener = loadBalancer.ListenerArn;
        if (sources.Count > 0 && loadBalancer.VpnRanges is { } admitted)
        {
            listener = After(listener, reader.Check(admitted, (ranges, faults) =>
            {
                foreach (var (index, range) in ranges.IsDefaultOrEmpty ? [] : sources)
                {
                    faults.Require(
                        ranges.Any(other => other.Contains(range)), reader.Key($"vpnCidrBlocks[{index}]"), range.ToString(),
                        "is outside the load balancer's ranges, and nobody from there gets in",
                        $"Name a range inside {VpnRanges.Few(ranges)}, or add it to the load balancer's.");
                }
            }));
        }

        if (sources.Count > 0)
            listener = After(listener, VpnRanges.RefuseSubnets(reader, sources, loadBalancer.SubnetRanges));
        if (signIn is LoadBalancerSignIn { Access: var access } && loadBalancer.Providers is { } reached)
        {
            var oidc = reader.At("auth").At("loadBalancerOidc");
            listener = After(listener, reader.Check(Output.Tuple(reached, loadBalancer.ReachesAnyAddress), (it, faults) =>
            {
                // Refused ranges are the fault.
                if (it.Item2 || it.Item1.IsDefault)
                    return;
                var missing = string.Join(", ", access.Ranges.Select(range => range.ToString()).Except(it.Item1));
                faults.Require(
                    missing.Length == 0, oidc.Key("providerCidrBlocks"), missing, "is not a range that the load balancer may reach",
                    "Name it in identityProviderCidrBlocks of the InternalLoadBalancer too.");
                faults.Require(
                    !access.ToAnyAddress, oidc.Key("allowHttpsToAnyAddress"), "true", "is more than the load balancer allows",
                    "Set allowHttpsToAnyAddress of the InternalLoadBalancer too.");
            }));
        }

        return listener;
    }

    // The listener's ARN is another resource's, and what is checked may be known long before it: it is not waited for.
    private static Output<string> After<T>(Output<string> listener, Output<T> check) => Output.Tuple(listener, check).Apply(it => it.Item1);
}
