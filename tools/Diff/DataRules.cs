using System.Text.Json.Nodes;
using static FlowerInfra.Concern;
using static FlowerInfra.Impact;
using static FlowerInfra.PropertyRule;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What changes of resources mean for what is stored.</summary>
internal static class DataRules
{
    private static readonly string[] All = [];

    // Where each kind of store names its key.
    private static readonly (string Type, string Property)[] Keys =
    [
        (Secret, "kmsKeyId"), (LogGroup, "kmsKeyId"), (Topic, "kmsMasterKeyId"), (BackupVault, "kmsKeyArn"), (FileSystem, "kmsKeyId"),
        (ReplicationGroup, "kmsKeyId"), (StorageClass, "parameters.kmsKeyId"), (BucketEncryption, "rules"),
    ];

    /// <summary>The rules about properties.</summary>
    public static IReadOnlyList<PropertyRule> Properties { get; } =
    [
        Guard(Data, Caution, All, ResourceChange.Protection, "true", "may be deleted from now on", "is protected from deletion now"),
        Guard(Data, Caution, All, ResourceChange.Retention, "true", "is deleted when the stack no longer has it", "stays when the stack no longer has it"),
        Guard(Data, Danger, [Bucket, BackupVault], "forceDestroy", "false", "is deleted with all that is in it", "is deleted only when it is empty", "false"),
        Guard(Data, Caution, [LogGroup], "deletionProtectionEnabled", "true", "may be deleted from now on", "is protected from deletion now"),
        Guard(Data, Danger, [StorageClass], "reclaimPolicy", "Retain", "deletes volumes with their claims", "keeps volumes without their claims now"),
        Guard(Data, Caution, [BucketVersioning], "versioningConfiguration.status", "Enabled", "keeps no older versions", "keeps older versions now"),
        Days(Danger, LogGroup, "retentionInDays", (old, @new) => $"keeps {@new} in place of {old}: what is older is deleted"),
        Days(Danger, BackupPlan, "rules[].lifecycle.deleteAfter", (old, @new) => $"keeps backups {@new} in place of {old}"),
        Days(Danger, BucketLifecycle, "rules[].expiration.days", (old, @new) => $"keeps objects {@new} in place of {old}: what is older is deleted"),
        Days(Danger, BucketLifecycle, "rules[].noncurrentVersionExpiration.noncurrentDays", (old, @new) => $"keeps older versions {@new} in place of {old}"),
        Days(Danger, BucketObjectLock, "rule.defaultRetention.days", (old, @new) => $"locks objects {@new} in place of {old}"),
        Days(Caution, Secret, "recoveryWindowInDays", (old, @new) => $"comes back for {@new} in place of {old} when it is deleted"),
        Days(Caution, KmsKey, "deletionWindowInDays", (old, @new) => $"comes back for {@new} in place of {old} when it is deleted"),
        Any(Data, Caution, [BackupPlan], "rules", "is backed up differently"),
        Any(Data, Caution, [BackupSelection], "", "selects other things to back up"),
        new([VolumeClaim], "spec.resources.requests.storage", Size),
        new(Workloads, "spec.template.spec.volumes[]", Volume),
        .. Keys.Select(it => new PropertyRule([it.Type], it.Property, (property, _) => new(
            Data, Caution, $"is encrypted with another key from now on, and what is there needs the old key: {ShownText.OfChange(property)}"))),
        new([AwsProvider], "region", Moves),
        new([AwsProvider], "allowedAccountIds", Moves),
        new([KubernetesProvider], "clusterIdentifier", Moves),
    ];

    /// <summary>What it means that a resource goes, or is replaced.</summary>
    /// <param name="change">The change.</param>
    /// <param name="classes">The storage classes of the old plan.</param>
    public static Explanation? Of(ResourceChange change, ObjectsByName classes)
    {
        if (change.Kind is not (ChangeKind.Delete or ChangeKind.Replace) || Loss(change.Before!, classes) is not { } loss)
            return change.Kind == ChangeKind.Delete && change.Before!.Protect ? Stopped : null;
        if (change.Resource.Protect && change.Before!.Protect)
            return Stopped;
        var word = change.Kind == ChangeKind.Delete ? "is deleted" : "is replaced by an empty one";
        return change.Before!.RetainOnDelete
            ? new(Data, Caution, $"{word}; the old one stays, and belongs to no stack")
            : new(Data, Danger, $"{word}; {loss}");
    }

    private static Explanation Stopped { get; } = new(Data, Caution, "is protected: the deployment stops before it deletes it");

    private static string? Loss(PlanResource resource, ObjectsByName classes)
    {
        var input = resource.Input();
        return resource.Type switch
        {
            VolumeClaim => classes.Find(input["spec"]["storageClassName"])?.Input()["reclaimPolicy"].Text == "Retain"
                ? "its volume stays with the state in it, and belongs to no claim"
                : "its volume is deleted, and the state in it",
            KmsKey => $"what it encrypts can't be read after {SummaryWords.Days(input["deletionWindowInDays"], "30 days")}",
            Bucket => input["forceDestroy"].Flag == true ? "its objects go with it" : "AWS refuses that unless it is empty",
            BackupVault => input["forceDestroy"].Flag == true ? "the backups go with it" : "AWS refuses that unless it is empty",
            BackupPlan => "it no longer backs anything up",
            LogGroup => "its lines go with it",
            FileSystem => "its files go with it",
            ReplicationGroup or MessageBroker => "queued tasks go with it",
            PersistentVolume => "the claim on it loses its state",
            Namespace => "everything in it is deleted",
            _ => null,
        };
    }

    private static Explanation? Size(PropertyChange size, ResourceChange change)
    {
        var (old, @new) = (Quantity.Of(size.TextBefore), Quantity.Of(size.TextAfter));
        return old is null || @new is null ? new(Data, Caution, $"has another size: {ShownText.OfChange(size)}")
            : @new > old ? new(Data, Notice, $"grows from {size.TextBefore} to {size.TextAfter} in place, and can't shrink again")
            : new(Data, Danger, $"shrinks from {size.TextBefore} to {size.TextAfter}, which Kubernetes refuses");
    }

    private static Explanation? Volume(PropertyChange volume, ResourceChange change)
    {
        var isClaim = volume.Shape.Contains(".persistentVolumeClaim", StringComparison.Ordinal);
        var (had, has) = (Has(volume.Before, isClaim), Has(volume.After, isClaim));
        return had && has ? new(Data, Danger, $"starts with another volume's state: {ShownText.OfChange(volume)}")
            : had ? new(Data, Danger, "keeps its state in memory: a restart loses it")
            : has ? new(Data, Better, "keeps its state on a volume now")
            : null;
    }

    private static bool Has(JsonNode? volume, bool isClaim) =>
        volume is not null && (isClaim || (volume is JsonObject pairs && pairs.ContainsKey("persistentVolumeClaim")));

    private static Explanation? Moves(PropertyChange property, ResourceChange change) =>
        new(Data, Danger, $"everything of this provider is created again in another place: {ShownText.OfChange(property)}");
}
