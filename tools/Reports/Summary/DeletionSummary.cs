using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What the deletion of a stack meets: what refuses, what stays, and what is gone.</summary>
internal static class DeletionSummary
{
    // What holds something that a new deployment doesn't bring back.
    private static readonly string[] Holders = [BackupVault, Bucket, FileSystem, KmsKey, LogGroup, Secret, VolumeClaim];

    private const string Lost = "gone at once, with what is in it";

    /// <summary>What becomes of the resources, each of the answers with those that it is for.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<SummaryEntry> Of(PlanIndex plan)
    {
        var refused = plan.Resources.Where(it => it.Protect || IsGuarded(it)).ToHashSet();
        var classes = new ObjectsByName(plan, StorageClass);
        var others = plan.OfType(Holders).Where(it => !refused.Contains(it)).ToLookup(it => Stays(it, classes) ?? Lost, it => it.Name, StringComparer.Ordinal);
        return new[] { ("refused until the protection is lifted", refused.Select(it => it.Name)) }
            .Concat(others.OrderBy(it => it.Key == Lost).ThenBy(it => it.Key, StringComparer.Ordinal).Select(it => (it.Key, it.AsEnumerable())))
            .Where(it => it.Item2.Any())
            .Select(it => new SummaryEntry(it.Item1, [new("", SummaryWords.List(it.Item2))]));
    }

    // AWS's own protection, which holds without the engine too.
    private static bool IsGuarded(PlanResource resource) => resource.Type switch
    {
        LoadBalancer => resource.Input()["enableDeletionProtection"].Flag == true,
        LogGroup => resource.Input()["deletionProtectionEnabled"].Flag == true,
        _ => false,
    };

    private static string? Stays(PlanResource resource, ObjectsByName classes)
    {
        var input = resource.Input();
        return resource.Type switch
        {
            Secret => $"comes back for {SummaryWords.Days(input["recoveryWindowInDays"], "30 days")}",
            KmsKey => $"comes back for {SummaryWords.Days(input["deletionWindowInDays"], "30 days")}",
            Bucket or BackupVault when input["forceDestroy"].Flag != true => "refused unless it is empty",
            VolumeClaim when classes.Find(input["spec"]["storageClassName"])?.Input()["reclaimPolicy"].Text == "Retain" =>
                "its volume stays until you delete it by hand",
            _ => null,
        };
    }
}
