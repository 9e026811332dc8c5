using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Where a stack belongs: one region of one AWS account, and one cluster there. Neither the credentials nor the kubeconfig
/// that happen to be current choose it.
/// </summary>
/// <param name="AccountId">The account's twelve digits.</param>
/// <param name="Region">The region's name.</param>
/// <param name="Profile">The profile of AWS's configuration files whose credentials deploy, or null for the environment's.</param>
/// <param name="ClusterName">The EKS cluster's name.</param>
internal sealed partial record DeploymentTarget(string AccountId, string Region, string? Profile, string ClusterName)
{
    private const string RegionKey = "aws:region";
    private const string ProfileKey = "aws:profile";

    /// <summary>Reads the target.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The target; what is missing or refused in it is empty.</returns>
    public static DeploymentTarget Read(BoundConfiguration<FlowerStackArgs> configuration)
    {
        RefuseUnusedSettings(configuration);
        return new DeploymentTarget(
            configuration.Args.AccountId, ReadRegion(configuration), configuration.Settings.GetValueOrDefault(ProfileKey),
            configuration.Texts.GetValueOrDefault("cluster.name", ""));
    }

    private static string ReadRegion(BoundConfiguration<FlowerStackArgs> configuration)
    {
        const string fix = "Write a name such as eu-west-1.";
        if (!configuration.Settings.TryGetValue(RegionKey, out var region))
            configuration.RefuseSetting(RegionKey, null, "is missing", fix);
        else if (!RegionName().IsMatch(region))
            configuration.RefuseSetting(RegionKey, region, "is not the name of a region", fix);
        else
            return region;
        return "";
    }

    // Pulumi hands a provider's keys to its default provider alone, and this program uses none.
    private static void RefuseUnusedSettings(BoundConfiguration<FlowerStackArgs> configuration)
    {
        foreach (var key in configuration.Settings.Keys.Where(it => it is not (RegionKey or ProfileKey)).Order(StringComparer.Ordinal))
        {
            if (key.StartsWith("aws:", StringComparison.Ordinal))
                configuration.RefuseSetting(key, null, "would have no effect", "Remove it: the stack's AWS provider takes aws:region and aws:profile alone.");
            else if (key.StartsWith("kubernetes:", StringComparison.Ordinal))
                configuration.RefuseSetting(key, null, "would have no effect", "Remove it: the stack's Kubernetes provider is made for the cluster that cluster.name names.");
        }
    }

    [GeneratedRegex(@"^[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}\z")]
    private static partial Regex RegionName();
}
