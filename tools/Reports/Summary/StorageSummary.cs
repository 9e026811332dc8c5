using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What is stored where: with which key, and for how long.</summary>
internal static class StorageSummary
{
    private const string AwsKey = "AWS's own";

    /// <summary>The state of each Flower, and the backups.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<SummaryEntry> State(PlanIndex plan)
    {
        var (classes, volumes) = (new ObjectsByName(plan, StorageClass), new ObjectsByName(plan, PersistentVolume));
        return plan.FlowerPods
            .Select(pod => new SummaryEntry($"state of {pod.Workload.Name}", [.. Volumes(plan, pod, classes, volumes)]))
            .Concat(plan.OfType(BackupPlan).SelectMany(it => it.Input()["rules"].Items.Select(rule => Backup(plan, it, rule))));
    }

    /// <summary>The messages and results of the brokers that the stack makes.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<SummaryEntry> Brokers(PlanIndex plan) => plan.OfType(ReplicationGroup)
        .Select(it => Broker(it, plan.Shown(it.Input()["kmsKeyId"], AwsKey)))
        .Concat(plan.OfType(MessageBroker).Select(it => Broker(it, plan.Shown(it.Input()["encryptionOptions"]["kmsKeyId"], AwsKey))));

    /// <summary>The secrets, those with one key together.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<SummaryEntry> Secrets(PlanIndex plan) => plan.OfType(Secret)
        .GroupBy(it => plan.Shown(it.Input()["kmsKeyId"], AwsKey), it => it.Name)
        .OrderBy(it => it.Key, StringComparer.Ordinal)
        .Select(it => new SummaryEntry($"secrets {SummaryWords.List(it)}", [new("key", it.Key)]));

    /// <summary>The logs.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<SummaryEntry> Logs(PlanIndex plan)
    {
        var groups = plan.OfType(LogGroup).Select(it => new SummaryEntry(
            $"log group {plan.Shown(it.Input()["name"], it.Name)}",
            [new("key", plan.Shown(it.Input()["kmsKeyId"], AwsKey)), new("kept", SummaryWords.Days(it.Input()["retentionInDays"], "for ever"))]));
        var buckets = plan.OfType(Bucket).Select(it => new SummaryEntry($"bucket {it.Name}", [.. Objects(plan, it)]));
        var others = plan.OfType(LoadBalancer).Select(it => it.Input()["accessLogs"]["bucket"])
            .Where(it => !it.IsAbsent && plan.Named(it) is null)
            .Select(it => new SummaryEntry($"bucket {plan.Shown(it)}", [new("kept", "as its owner decides: it is not of this stack")]));
        return groups.Concat(buckets).Concat(others).OrderBy(it => it.Subject, StringComparer.Ordinal);
    }

    private static SummaryEntry Broker(PlanResource broker, string key) => new($"messages of {broker.Name}", [new("key", key)]);

    private static IEnumerable<SummaryFact> Volumes(PlanIndex plan, FlowerPod pod, ObjectsByName classes, ObjectsByName volumes)
    {
        var claims = pod.Workload.PodSpec()["volumes"].Items.Select(it => it["persistentVolumeClaim"]["claimName"]).Where(it => !it.IsAbsent)
            .SelectMany(name => plan.InNamespaceOf(pod.Workload, VolumeClaim)
                .Where(it => plan.Named(name) == it || it.Input()["metadata"]["name"].IsSameAs(name)))
            .ToList();
        return claims.Count == 0 ? [new("", "in memory, a restart loses it")] : claims.SelectMany(claim =>
        {
            var spec = claim.Input()["spec"];
            var system = volumes.Find(spec["volumeName"]) is { } volume ? plan.Named(volume.Input().At("spec.csi.volumeHandle")) : null;
            return new SummaryFact[]
            {
                new("in", system is null ? $"volume {claim.Name} of {plan.Shown(spec.At("resources.requests.storage"))}" : $"file system {system.Name}"),
                new("key", system is not null ? plan.Shown(system.Input()["kmsKeyId"], AwsKey)
                    : classes.Find(spec["storageClassName"]) is { } kind ? plan.Shown(kind.Input()["parameters"]["kmsKeyId"], AwsKey) : "unknown"),
            };
        });
    }

    private static SummaryEntry Backup(PlanIndex plan, PlanResource backup, PlanProperty rule)
    {
        var vault = plan.Named(rule["targetVaultName"]);
        return new SummaryEntry(
            $"backup {backup.Name}",
            [
                new("in", $"vault {vault?.Name ?? plan.Shown(rule["targetVaultName"])}"),
                new("key", vault is null ? "unknown" : plan.Shown(vault.Input()["kmsKeyArn"], AwsKey)),
                new("kept", SummaryWords.Days(rule["lifecycle"]["deleteAfter"], "for ever")),
            ]);
    }

    private static IEnumerable<SummaryFact> Objects(PlanIndex plan, PlanResource bucket)
    {
        var encryption = plan.Referring(bucket, BucketEncryption, "bucket").SelectMany(it => it.Input()["rules"].Items)
            .Select(it => it["applyServerSideEncryptionByDefault"]).ToList();
        yield return new SummaryFact("key", SummaryWords.List(
            encryption.Select(it => plan.Shown(it["kmsMasterKeyId"], $"S3's own ({plan.Shown(it["sseAlgorithm"])})")), "S3's own"));
        yield return new SummaryFact("kept", SummaryWords.List(
            plan.Referring(bucket, BucketLifecycle, "bucket").SelectMany(it => it.Input()["rules"].Items)
                .Select(it => it["expiration"]["days"]).Where(it => !it.IsAbsent).Select(it => SummaryWords.Days(it, "")), "for ever"));
        foreach (var days in plan.Referring(bucket, BucketObjectLock, "bucket").Select(it => it.Input().At("rule.defaultRetention.days")))
            yield return new SummaryFact("locked", SummaryWords.Days(days, "for ever"));
    }
}
