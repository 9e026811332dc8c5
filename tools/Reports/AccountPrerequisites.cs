namespace FlowerInfra;

/// <summary>What has to be there in the account and its network before a stack can work, as its resources tell.</summary>
public static class AccountPrerequisites
{
    // What docs/deployer-policy.json has no room for: the inline policies of a role have a limit together.
    private static readonly string[] CeleryTypes = ["aws:elasticache/", "aws:mq/", "aws:iam/policy:"];

    /// <summary>The prerequisites of a plan, sorted by name and reason.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<(string Name, string Reason)> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var index = new PlanIndex(plan);
        return Deployer(plan)
            .Concat(Addresses(index))
            .Concat(Backups(index))
            .Concat(Trail(index))
            .Concat(Names(index))
            .Concat(Quotas(index))
            .OrderBy(it => it.Name, StringComparer.Ordinal)
            .ThenBy(it => it.Reason, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, string Reason)> Deployer(Plan plan)
    {
        if (plan.Resources.Any(it => it.Type.StartsWith("aws:", StringComparison.Ordinal)))
            yield return ("docs/deployer-policy.json for the deployer's role", "lets it write these resources");
        if (plan.Resources.Any(it => CeleryTypes.Any(type => it.Type.StartsWith(type, StringComparison.Ordinal))))
            yield return ("docs/deployer-policy-celery.json for the deployer's role", "lets it write the broker, and the policy of those who read the logs");
        if (plan.Resources.Any(it => it.Type.StartsWith("kubernetes:", StringComparison.Ordinal)))
            yield return ("docs/deployer-rbac.yaml for the deployer's role", "lets it write the objects in the cluster");
    }

    private static IEnumerable<(string Name, string Reason)> Addresses(PlanIndex plan)
    {
        if (plan.OfType(ResourceTypes.LoadBalancer).Any(it => it.Input()["ipAddressType"].Text == "dualstack"))
            yield return ("IPv6 ranges on the load balancer's subnets", "a VPN range is IPv6");
    }

    private static IEnumerable<(string Name, string Reason)> Backups(PlanIndex plan)
    {
        if (!plan.OfType(ResourceTypes.BackupSelection).Any())
            yield break;
        if (plan.OfType(ResourceTypes.StorageClass).Any())
            yield return ("AWS Backup's opt-in for EBS", "without it the plan saves no volume and reports nothing");
        if (plan.OfType(ResourceTypes.FileSystem).Any())
            yield return ("AWS Backup's opt-in for EFS", "without it the plan saves no file system and reports nothing");
    }

    private static IEnumerable<(string Name, string Reason)> Trail(PlanIndex plan)
    {
        if (plan.OfType(ResourceTypes.EventRule).Any(it => it.Input()["eventPattern"].Text?.Contains("CloudTrail", StringComparison.Ordinal) == true))
            yield return ("CloudTrail trail with management events", "tells the alerts of changes");
    }

    private static IEnumerable<(string Name, string Reason)> Names(PlanIndex plan)
    {
        if (plan.OfType("aws:acm/certificateValidation:CertificateValidation").Any())
            yield return ("Public hosted zone of the certificate's names", "ACM looks there for its records, from the Internet");
        var records = plan.OfType("aws:route53/record:Record").ToLookup(it => it.Input()["name"].Text ?? "", StringComparer.OrdinalIgnoreCase);
        foreach (var zone in Hosts(plan).ToLookup(host => records[host].FirstOrDefault()?.Input()["zoneId"].Text))
        {
            var hosts = string.Join(", ", zone);
            yield return zone.Key is null
                ? ("DNS record made by whoever keeps the zone", $"points {hosts} to the output loadBalancerDnsName")
                : ("Private hosted zone that the VPN's clients resolve", $"{zone.Key} with {hosts}");
        }
    }

    // Four fifths leave room for what others have made, and for the next dashboard.
    private static IEnumerable<(string Name, string Reason)> Quotas(PlanIndex plan) =>
        PlanQuota.RulesOfGroups(plan).Concat(PlanQuota.OfListeners(plan)).Where(it => it.Count * 5 > it.Limit * 4)
            .Select(it => ("Room in AWS's quotas", $"{it.Count} of {it.Limit} {it.What}, AWS's default"));

    private static IEnumerable<string> Hosts(PlanIndex plan) => plan.OfType(ResourceTypes.ListenerRule)
        .SelectMany(it => it.Input()["conditions"].Items)
        .SelectMany(it => it["hostHeader"]["values"].Items)
        .Select(it => it.Text)
        .OfType<string>()
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Order(StringComparer.Ordinal);
}
