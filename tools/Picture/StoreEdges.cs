using System.Text.RegularExpressions;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Where AWS keeps secrets, state and logs, who gets there, and with which key they are encrypted.</summary>
internal static partial class StoreEdges
{
    private const string Boundary = "AWS services";

    /// <summary>Draws them.</summary>
    /// <param name="draft">The picture.</param>
    /// <param name="plan">The plan.</param>
    public static void AddTo(PictureDraft draft, PlanIndex plan)
    {
        var identities = plan.OfType(PodIdentity).ToLookup(it => (it.Input()["namespace"].Text, it.Input()["serviceAccount"].Text), it => plan.Shown(it.Input()["roleArn"]));
        foreach (var workload in plan.OfType(Workloads))
            Secrets(draft, plan, workload, identities);
        State(draft, plan);
        Logs(draft, plan);
        foreach (var topic in plan.OfType(Topic))
        {
            var readers = plan.Referring(topic, TopicSubscription, "topic").Select(it => plan.Shown(it.Input()["protocol"])).ToList();
            draft.Add(Store(topic.Urn, $"alerts {topic.Name}", [$"key: {plan.Shown(topic.Input()["kmsMasterKeyId"], "none")}", $"sent by: {SummaryWords.List(readers)}"]));
        }
    }

    private static void Secrets(PictureDraft draft, PlanIndex plan, PlanResource workload, ILookup<(string? Namespace, string? Account), string> identities)
    {
        var volumes = workload.PodSpec()["volumes"].Items.ToList();
        var mounted = volumes.Select(it => it.At("csi.volumeAttributes.secretProviderClass").Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var copied = volumes.Select(it => it["secret"]["secretName"].Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var read = plan.InNamespaceOf(workload, MountedSecrets).Where(it => mounted.Contains(it.Input().At("metadata.name").Text ?? ""))
            .SelectMany(it => SecretName().Matches(it.Input().At("spec.parameters.objects").Text ?? "").Select(match => match.Groups["name"].Value))
            .Concat(plan.InNamespaceOf(workload, CopiedSecret).Where(it => copied.Contains(it.Input().At("spec.target.name").Text ?? ""))
                .SelectMany(it => it.Input().At("spec.data").Items).Select(it => it.At("remoteRef.key").Text).OfType<string>())
            .Select(it => new PlanProperty("", it)).ToList();
        if (read.Count == 0)
            return;
        var keys = SummaryWords.List(read.Select(it => plan.Named(it)).OfType<PlanResource>().Select(it => plan.Shown(it.Input()["kmsKeyId"], "AWS's own")), "their owner's");
        var store = draft.Add(Store(
            $"secrets {workload.Urn}", $"secrets of {workload.Name}", [.. read.Select(it => ShownText.Safe(plan.Shown(it)).Split(":secret:")[^1]), $"key: {keys}"]));
        draft.Add(new PictureEdge(workload.Urn, store, "reads")
        {
            Checks = [$"role {SummaryWords.List(Roles(plan, workload, identities), "of the node")}", mounted.Count > 0 ? "Secrets Store CSI driver: files" : "External Secrets Operator: files"],
            Encryption = new PictureEncryption(true, $"TLS; at rest with key {keys}"),
        });
    }

    private static IEnumerable<string> Roles(PlanIndex plan, PlanResource workload, ILookup<(string? Namespace, string? Account), string> identities)
    {
        var account = workload.PodSpec()["serviceAccountName"].Text ?? "default";
        var space = workload.Input()["metadata"]["namespace"].Text ?? "default";
        return identities[(space, account)]
            .Concat(plan.InNamespaceOf(workload, ServiceAccount).Where(it => it.Input().At("metadata.name").Text == account)
                .Select(it => it.Input()["metadata"]["annotations"]["eks.amazonaws.com/role-arn"]).Where(it => !it.IsAbsent).Select(it => plan.Shown(it)));
    }

    private static void State(PictureDraft draft, PlanIndex plan)
    {
        var ofPods = StorageSummary.State(plan).ToList();
        foreach (var (pod, entry) in plan.FlowerPods.Zip(ofPods).Where(it => it.Second.Facts.Any(fact => fact.Label == "key")))
        {
            draft.Add(new PictureEdge(pod.Workload.Urn, draft.Add(Store(entry)), "mounts") { Encryption = AtRest(entry) });
        }

        foreach (var backup in ofPods.Skip(plan.FlowerPods.Count))
            draft.Add(Store(backup));
    }

    private static void Logs(PictureDraft draft, PlanIndex plan)
    {
        var stores = StorageSummary.Logs(plan).ToDictionary(it => it.Subject, StringComparer.Ordinal);
        foreach (var entry in stores.Values)
            draft.Add(Store(entry));
        foreach (var balancer in plan.OfType(LoadBalancer))
        {
            var bucket = balancer.Input()["accessLogs"]["bucket"];
            if (!bucket.IsAbsent && balancer.Input()["accessLogs"]["enabled"].Flag != false)
                Log(balancer, $"bucket {plan.Named(bucket)?.Name ?? plan.Shown(bucket)}", "access log");
            foreach (var group in plan.Referring(balancer, WebAclAssociation, "resourceArn").Select(it => plan.Named(it.Input()["webAclArn"])).OfType<PlanResource>()
                .SelectMany(acl => plan.Referring(acl, WebAclLogging, "resourceArn")).SelectMany(it => it.Input()["logDestinationConfigs"].Items).Select(plan.Named).OfType<PlanResource>())
            {
                Log(balancer, $"log group {plan.Shown(group.Input()["name"], group.Name)}", "web ACL's log");
            }
        }

        void Log(PlanResource balancer, string subject, string what)
        {
            if (stores.TryGetValue(subject, out var entry))
                draft.Add(new PictureEdge(balancer.Urn, entry.Subject, what) { Encryption = AtRest(entry) });
        }
    }

    private static PictureEncryption AtRest(SummaryEntry entry) => entry.Facts.FirstOrDefault(it => it.Label == "key") is { } key
        ? new PictureEncryption(true, $"at rest with key {key.Value}")
        : new PictureEncryption(null, "as its owner decides");

    private static PictureNode Store(SummaryEntry entry) => Store(entry.Subject, entry.Subject, [.. entry.Facts.Select(it => $"{it.Label}: {ShownText.Safe(it.Value)}")]);

    private static PictureNode Store(string key, string title, IReadOnlyList<string> lines) => new(key, PictureZone.Services, Boundary, title, lines);

    [GeneratedRegex(@"objectName:\s*""(?<name>[^""]+)""")]
    private static partial Regex SecretName();
}
