using System.Text.RegularExpressions;
using static FlowerInfra.Concern;
using static FlowerInfra.Impact;
using static FlowerInfra.PropertyRule;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What changes of resources mean for whether the dashboards answer.</summary>
internal static partial class AvailabilityRules
{
    private const string Annotations = "spec.template.metadata.annotations";

    private static readonly string[] Answering =
        [LoadBalancer, Listener, ListenerRule, TargetGroup, TargetBinding, Service, DnsRecord, FileSystem, MountTarget, ReplicationGroup, MessageBroker];

    /// <summary>The rules about properties.</summary>
    public static IReadOnlyList<PropertyRule> Properties { get; } =
    [
        new(Workloads, "spec.template", (_, change) => new(Availability, Caution, Restart(change))),
        new(Servers, "spec.replicas", (it, _) => new(
            Availability, it.After?.ToString() == "0" ? Danger : Caution, $"runs another number of pods: {ShownText.OfChange(it)}")),
        Guard(Availability, Caution, [LoadBalancer], "enableDeletionProtection", "true", "may be deleted by mistake", "is protected from deletion now"),
        Values(Availability, Caution, [LoadBalancer], "subnets", "stands in other subnets, and drops connections through the removed ones"),
        Values(Availability, Caution, [TargetGroup], "healthCheck", "judges the pods' health differently"),
        Any(Availability, Caution, [Service], "spec.selector", "leads to other pods"),
        Any(Availability, Caution, [Service], "spec.ports", "answers on other ports"),
        Any(Availability, Caution, [TargetBinding], "spec", "leads the load balancer to other pods"),
        Values(Availability, Caution, [DnsRecord], "", "leads elsewhere"),
        Values(Availability, Caution, [ReplicationGroup], "nodeType", "drops connections while its nodes change"),
        Values(Availability, Caution, [ReplicationGroup], "engineVersion", "drops connections while its engine changes"),
        Values(Availability, Caution, [MessageBroker], "hostInstanceType", "restarts for another instance type"),
        Values(Availability, Caution, [MessageBroker], "engineVersion", "restarts for another engine"),
        Values(Availability, Caution, [KubernetesProvider], "kubeconfig", "reaches the cluster in another way"),
    ];

    /// <summary>What it means that a resource goes, or is replaced.</summary>
    /// <param name="change">The change.</param>
    public static Explanation? Of(ResourceChange change)
    {
        var isServer = Servers.Contains(change.Type, StringComparer.Ordinal);
        if (!isServer && !Answering.Contains(change.Type, StringComparer.Ordinal))
            return null;
        return change.Kind switch
        {
            ChangeKind.Delete => new(Availability, Danger, isServer ? "no longer runs" : "no longer answers"),
            ChangeKind.Replace => change.IsGoneMeanwhile || isServer
                ? new(Availability, Danger, "is gone until the new one is ready")
                : new(Availability, Caution, "is replaced: open connections to the old one break when it goes"),
            _ => null,
        };
    }

    /// <summary>Whether a property is a checksum, which only says that something else changes.</summary>
    /// <param name="property">The property.</param>
    public static bool IsChecksum(PropertyChange property) =>
        property.Shape.Contains(".annotations.", StringComparison.Ordinal)
        && (property.TextBefore is null || Digest().IsMatch(property.TextBefore)) && (property.TextAfter is null || Digest().IsMatch(property.TextAfter));

    private static string Restart(ResourceChange change)
    {
        var changes = change.Properties.Where(it => it.IsAt("spec.template")).ToList();
        var reason = changes.TrueForAll(IsChecksum) ? " because its configuration changes"
            : changes.TrueForAll(it => it.IsAt(Annotations)) ? " because what it reads at its start changes"
            : "";
        return $"restarts{reason}, and is away until the new pod is ready";
    }

    [GeneratedRegex(@"^[0-9a-f]{32,128}\z")]
    private static partial Regex Digest();
}
