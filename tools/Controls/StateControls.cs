using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>
/// Controls of what Flower keeps: task arguments in plain text, in a file whose contents run as code when it is read.
/// </summary>
internal static class StateControls
{
    private const string VolumeTag = "tagSpecification_";
    private const string TagCondition = "aws:ResourceTag/";

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-DATA-01", Severity.High, "Volumes are encrypted with a customer key")
        {
            Sources = ["AWS-0026", "AWS-0027", "CKV_AWS_3", "CKV_AWS_189", "C-0264"],
            Guide = Guides.State,
            Fix = "Set the parameters encrypted to \"true\" and kmsKeyId to the ARN of a key.",
            Check = Control.Each(StorageClass, it => Verdict.All(
                it["parameters"]["encrypted"].Is("true"), it["parameters"]["kmsKeyId"].IsGiven)),
        },
        new("FLW-DATA-02", Severity.Medium, "Volumes outlive their claims")
        {
            Sources = [],
            Guide = Guides.State,
            Fix = "Set the reclaim policy to Retain.",
            Check = Control.Several(
                Control.Each(StorageClass, it => it["reclaimPolicy"].Is("Retain")),
                Control.Each(PersistentVolume, it => it["spec"]["persistentVolumeReclaimPolicy"].Is("Retain"))),
        },
        new("FLW-DATA-03", Severity.High, "One pod at a time mounts the state")
        {
            Sources = ["C-0257"],
            Guide = Guides.State,
            Fix = "Set accessModes to ReadWriteOncePod: with ReadWriteOnce every pod of the node could mount it.",
            Check = Control.Each(VolumeClaim, it => Verdict.All(
                it["spec"]["accessModes"].Items.Select(mode => mode.Is("ReadWriteOncePod"))
                    .Prepend(it["spec"]["accessModes"].Meets(it["spec"]["accessModes"].Items.Any(), "is empty")))),
        },
        new("FLW-DATA-04", Severity.Medium, "A backup plan covers the state")
        {
            Sources = ["EFS.2", "EC2.28", "CKV2_AWS_9", "CKV2_AWS_18", "NIST.800.53.R5-EFSInBackupPlan"],
            Guide = Guides.State,
            Fix = "Add a backup selection: for volumes by a tag of their storage class, for a file system by its ARN.",
            Setting = $"Leave {Argument.Of<EncryptedStateArgs>(nameof(EncryptedStateArgs.AllowNoBackup))} out.",
            Check = Control.Several(
                VolumesAreBackedUp, Control.EachHas(FileSystem, BackupSelection, "resources", it => it["planId"].IsGiven)),
        },
        new("FLW-DATA-05", Severity.Medium, "Backup plans copy something, and keep it for a set time")
        {
            Sources = [],
            Guide = Guides.State,
            Fix = "Give each rule a vault and lifecycle.deleteAfter, and the plan a selection.",
            Setting = $"Set {Argument.Of<StateBackupArgs>(nameof(StateBackupArgs.DeleteAfterDays))}, or leave it out.",
            Check = Control.Each([BackupPlan], (plan, it) => Verdict.All(
                plan.Companion(it, BackupSelection, "planId", _ => Verdict.Pass),
                Verdict.When(it.Input()["rules"].Items.Any(), "rules is empty"),
                Verdict.All(it.Input()["rules"].Items.Select(rule => Verdict.All(
                    rule["targetVaultName"].IsGiven, rule["lifecycle"]["deleteAfter"].IsAtLeast(1)))))),
        },
        new("FLW-DATA-06", Severity.High, "File systems and backup vaults are encrypted with a customer key")
        {
            Sources = ["EFS.1", "EFS.8", "AWS-0037", "CKV_AWS_42", "CKV_AWS_184"],
            Guide = Guides.State,
            Fix = "Set encrypted to true and name the key.",
            Check = Control.Several(
                Control.Each(FileSystem, it => Verdict.All(it["encrypted"].Is(true), it["kmsKeyId"].IsGiven)),
                Control.Each(BackupVault, it => it["kmsKeyArn"].IsGiven)),
        },
        new("FLW-DATA-07", Severity.High, "Access points confine to one directory and one user")
        {
            Sources = ["EFS.3", "EFS.4", "CKV_AWS_329", "CKV_AWS_330"],
            Guide = Guides.State,
            Fix = "Set rootDirectory.path to a directory of its own and posixUser to a user other than root.",
            Check = Control.Each(AccessPoint, it => Verdict.All(
                it["rootDirectory"]["path"].Meets(it["rootDirectory"]["path"].Text is not (null or "" or "/"), "is the root"),
                it["posixUser"]["uid"].IsAtLeast(1),
                it["posixUser"]["gid"].IsAtLeast(1))),
        },
        new("FLW-DATA-08", Severity.High, "File systems are mounted over TLS only")
        {
            Sources = [],
            Guide = Guides.State,
            Fix = "Add a policy that denies everybody when aws:SecureTransport is false.",
            Check = Control.EachHas(FileSystem, FileSystemPolicy, "fileSystemId", it =>
                it["policy"].DeniesPlaintext("elasticfilesystem:ClientMount", _ => true)),
        },
        // Against EFS.7, which asks for EFS's own backup (https://docs.aws.amazon.com/efs/latest/ug/automatic-backups.html).
        new("FLW-DATA-09", Severity.Medium, "File systems are backed up under their own key only")
        {
            Sources = [],
            Guide = Guides.State,
            Fix = "Add a backup policy whose status is DISABLED: EFS's own backup goes to a vault of the account's. FLW-DATA-04 asks for a plan.",
            Check = Control.EachHas(FileSystem, AutomaticBackup, "fileSystemId", it => it["backupPolicy"]["status"].Is("DISABLED")),
        },
        new("FLW-DATA-10", Severity.High, "What holds data, and the key to it, is protected from deletion")
        {
            Sources = ["KMS.3"],
            Guide = Guides.State,
            Fix = "Set protect in the resource's options.",
            Setting = $"Leave {Argument.Of<EncryptedStateArgs>(nameof(EncryptedStateArgs.AllowDeletion))}, "
                + $"{Argument.Of<AuditTrailArgs>(nameof(AuditTrailArgs.AllowDeletion))} and "
                + $"{Argument.Of<CeleryBrokerArgs>(nameof(CeleryBrokerArgs.AllowDeletion))} out.",
            Check = plan => Kept(plan).Select(it => new Finding(it, Verdict.When(it.Protect, "it is not protected"))),
        },
    ];

    // A namespace that is deleted takes its claims along.
    private static IEnumerable<PlanResource> Kept(PlanIndex plan) => plan.OfType(Bucket, BackupVault, FileSystem, VolumeClaim, ReplicationGroup, MessageBroker)
        .Concat(plan.OfType(Namespace).Where(it => plan.OfType(VolumeClaim).Any(claim => IsIn(plan, claim, it))))
        .Concat(
            plan.OfType(StorageClass).Select(it => it.Input()["parameters"]["kmsKeyId"])
                .Concat(plan.OfType(FileSystem, ReplicationGroup).Select(it => it.Input()["kmsKeyId"]))
                .Concat(plan.OfType(BackupVault).Select(it => it.Input()["kmsKeyArn"]))
                .Select(plan.Named).OfType<PlanResource>())
        .DistinctBy(it => it.Urn, StringComparer.Ordinal);

    private static bool IsIn(PlanIndex plan, PlanResource claim, PlanResource space)
    {
        var (name, own) = (claim.Input()["metadata"]["namespace"], space.Input()["metadata"]["name"]);
        return plan.Named(name) == space || (name.Text is not null && name.Text == own.Text);
    }

    // Only the CSI driver will know the volumes; a selection finds them by the tags that their class gives them.
    private static IEnumerable<Finding> VolumesAreBackedUp(PlanIndex plan)
    {
        var conditions = plan.OfType(BackupSelection)
            .SelectMany(it => it.Input()["conditions"].Items)
            .SelectMany(it => it["stringEquals"].Items)
            .ToArray();
        var isUnknown = conditions.Any(it => it["key"].IsUnknown || it["value"].IsUnknown);
        var selected = conditions
            .Where(it => it["key"].Text?.StartsWith(TagCondition, StringComparison.Ordinal) == true)
            .Select(it => $"{it["key"].Text![TagCondition.Length..]}={it["value"].Text}")
            .ToHashSet(StringComparer.Ordinal);
        return plan.OfType(StorageClass).Select(it => new Finding(it, IsSelected(it.Input()["parameters"])));

        Verdict IsSelected(PlanProperty parameters)
        {
            var tags = parameters.Pairs
                .Where(it => it.Key.StartsWith(VolumeTag, StringComparison.Ordinal))
                .Select(it => it.Value).ToArray();
            if (tags.Any(tag => tag.Text is { } text && selected.Contains(text)))
                return Verdict.Pass;
            return parameters.IsUnknown || isUnknown || tags.Any(tag => tag.IsUnknown)
                ? Verdict.Unknown(parameters.Path)
                : Verdict.Fail("no backup selection finds its volumes by their tags");
        }
    }
}
