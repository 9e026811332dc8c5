using static FlowerInfra.Concern;
using static FlowerInfra.Impact;
using static FlowerInfra.PropertyRule;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What changes of resources mean for the bill: which are billed and by what, and no prices, which differ by region.</summary>
internal static class CostRules
{
    private static readonly Dictionary<string, string> Billed = new(StringComparer.Ordinal)
    {
        [LoadBalancer] = "by the hour and by use",
        [WebAcl] = "by the month, by rule and by request",
        [KmsKey] = "by the month and by request",
        [Secret] = "by the month and by request",
        [ReplicationGroup] = "by the hour of each node",
        [MessageBroker] = "by the hour of each node, and by what it stores",
        [FileSystem] = "by what it stores",
        [VolumeClaim] = "by the size of its volume",
        [BackupPlan] = "by what its backups store",
        [Bucket] = "by what it stores",
        [LogGroup] = "by what it takes and keeps",
        [FlowLog] = "by what it writes",
        [MetricAlarm] = "by the month",
        ["aws:route53/zone:Zone"] = "by the month",
        ["aws:guardduty/detector:Detector"] = "by what it analyses",
        ["aws:guardduty/detectorFeature:DetectorFeature"] = "by what it analyses",
    };

    /// <summary>The rules about properties.</summary>
    public static IReadOnlyList<PropertyRule> Properties { get; } =
    [
        Values(Cost, Notice, [VolumeClaim], "spec.resources.requests.storage", "is billed for another size"),
        Values(Cost, Notice, [ReplicationGroup], "nodeType", "is billed as another node"),
        Values(Cost, Notice, [ReplicationGroup], "numCacheClusters", "is billed for other nodes"),
        Values(Cost, Notice, [MessageBroker], "hostInstanceType", "is billed as another instance"),
        Values(Cost, Notice, [MessageBroker], "deploymentMode", "is billed for other nodes"),
    ];

    /// <summary>What it means that a resource comes or goes.</summary>
    /// <param name="change">The change.</param>
    public static Explanation? Of(ResourceChange change) => (change.Kind, Billed.GetValueOrDefault(change.Type)) switch
    {
        (ChangeKind.Create, { } unit) => new(Cost, Notice, $"is billed from now on, {unit}"),
        (ChangeKind.Delete, { } unit) => new(Cost, Better, $"is no longer billed, {unit}"),
        _ => null,
    };
}
