using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Where a stack belongs: one region of one AWS account, and one cluster there. Neither the credentials nor the kubeconfig
/// that happen to be current choose it.
/// </summary>
/// <param name="AccountId">The account's twelve digits.</param>
/// <param name="Region">The region's name.</param>
/// <param name="Profile">The profile of AWS's configuration files whose credentials deploy, or null for the environment's.</param>
/// <param name="ClusterName">The EKS cluster's name.</param>
internal sealed record DeploymentTarget(string AccountId, string Region, string? Profile, string ClusterName)
{
    private static readonly string[] Known = ["aws:profile", "aws:region"];

    /// <summary>Reads the target.</summary>
    /// <param name="reader">The project's configuration.</param>
    /// <param name="faults">Where faults are recorded.</param>
    /// <returns>The target; what is missing or refused in it is empty.</returns>
    public static DeploymentTarget Read(ConfigurationReader reader, ArgumentFaults faults)
    {
        RefuseUnusedSettings(faults);
        var aws = new Config("aws");
        return new DeploymentTarget(
            reader.RequireText("accountId", "Write the id of the AWS account, in quotes.", ValueRule.Account),
            ReadRegion(aws, faults),
            aws.Get("profile"),
            reader.RequireText("clusterName", "Write the name of the EKS cluster.", ValueRule.Cluster));
    }

    private static string ReadRegion(Config aws, ArgumentFaults faults)
    {
        const string key = "aws:region";
        if (aws.Get("region") is not { } region)
        {
            faults.Add(key, null, "is missing", ValueRule.Region.Fix);
            return "";
        }

        if (ValueRule.Region.Pattern.IsMatch(region))
            return region;
        faults.Add(key, region, ValueRule.Region.Problem, ValueRule.Region.Fix);
        return "";
    }

    // Pulumi hands a provider's keys to its default provider alone, and this program uses none.
    private static void RefuseUnusedSettings(ArgumentFaults faults)
    {
        foreach (var key in ConfigurationReader.All().Keys.Except(Known, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (key.StartsWith("aws:", StringComparison.Ordinal))
                faults.Add(key, null, "would have no effect", "Remove it: the stack's AWS provider takes aws:region and aws:profile alone.");
            else if (key.StartsWith("kubernetes:", StringComparison.Ordinal))
                faults.Add(key, null, "would have no effect", "Remove it: the stack's Kubernetes provider is made for the cluster that clusterName names.");
        }
    }
}
