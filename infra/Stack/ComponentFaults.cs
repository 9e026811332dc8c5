namespace FlowerInfra;

/// <summary>What the components refuse, under the keys of a stack's configuration.</summary>
internal static class ComponentFaults
{
    // Where the configuration calls something otherwise than the components do.
    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        ["cluster.name"] = "clusterName",
        ["cluster.nodeLocalDnsAddress"] = "nodeLocalDnsAddress",
        ["cluster.oidcProviderArn"] = "oidcProviderArn",
        ["cluster.prometheusNamespace"] = "prometheusNamespace",
        ["cluster.securityGroupId"] = "clusterSecurityGroupId",
        ["deliverWithExternalSecrets"] = "deliverWithExternalSecrets",
        ["images.flower"] = "flowerImage",
        ["images.gateway"] = "gatewayImage",
        ["kmsKeyArn"] = "kmsKeyArn",
        ["rotation.afterDays"] = "rotateAfterDays",
        ["rotation.lambdaArn"] = "rotationLambdaArn",
        ["rotation.roleArn"] = "rotationRoleArn",
    };

    /// <summary>Records what a component refuses.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="refused">The component's faults.</param>
    /// <param name="key">The configuration's key of an argument.</param>
    public static void Record(ArgumentFaults faults, IEnumerable<ArgumentFault> refused, Func<string, string> key)
    {
        foreach (var fault in refused)
            faults.Add(key(fault.Key), fault.Value, fault.Problem, fault.Fix);
    }

    /// <summary>The key of a dashboard's argument.</summary>
    /// <param name="project">The path of what all dashboards share.</param>
    /// <param name="dashboard">The dashboard's path.</param>
    /// <param name="argument">The argument's path.</param>
    /// <param name="isOwn">Whether the dashboard has a section of its own of that name.</param>
    /// <param name="sharedSubnetIds">The subnets of all dashboards.</param>
    public static string KeyOf(string project, string dashboard, string argument, Func<string, bool> isOwn, List<string> sharedSubnetIds)
    {
        const string mounts = "state.efs.subnetIds.";

        var section = argument.Split('.', '[')[0];
        return argument switch
        {
            "name" => dashboard.TrimEnd('.'),
            _ when Shared.TryGetValue(argument, out var key) => $"{project}{key}",
            _ when argument.StartsWith("loadBalancer.", StringComparison.Ordinal) => $"{project}{argument["loadBalancer.".Length..]}",
            _ when argument.StartsWith(mounts, StringComparison.Ordinal) && sharedSubnetIds.IndexOf(argument[mounts.Length..]) is >= 0 and var index =>
                $"{project}subnetIds[{index}]",
            _ when argument.StartsWith("state.deployerRoleArns", StringComparison.Ordinal) => $"{project}{argument["state.".Length..]}",
            _ when section == "deployerRoleArns" || (section is "broker" or "resultBackend" && !isOwn(section)) => $"{project}{argument}",
            _ => $"{dashboard}{argument}",
        };
    }
}
