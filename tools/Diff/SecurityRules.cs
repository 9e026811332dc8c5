using static FlowerInfra.Concern;
using static FlowerInfra.Impact;
using static FlowerInfra.PropertyRule;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What changes of resources mean for who reaches what. Firewalls' rules are compared as a whole elsewhere.</summary>
internal static class SecurityRules
{
    private const string Pod = "spec.template.spec";

    // What tells of an attack or a change; without it nobody is told.
    private static readonly string[] Watchers =
    [
        EventRule, EventTarget, MetricAlarm, LogMetricFilter, FlowLog, TopicSubscription, WebAclLogging, "aws:guardduty/detector:Detector",
        "aws:guardduty/detectorFeature:DetectorFeature",
    ];

    private static readonly string[] PublicAccess = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    /// <summary>The rules about properties.</summary>
    public static IReadOnlyList<PropertyRule> Properties { get; } =
    [
        Guard(Security, Danger, [LoadBalancer], "internal", "true", "faces the Internet", "is internal now"),
        Guard(Security, Caution, [LoadBalancer], "dropInvalidHeaderFields", "true", "lets invalid headers through", "drops invalid headers now"),
        Guard(Security, Caution, [LoadBalancer], "desyncMitigationMode", "strictest", "lets ambiguous requests through", "refuses ambiguous requests now"),
        Guard(Security, Caution, [LoadBalancer], "accessLogs.enabled", "true", "no longer writes an access log", "writes an access log now"),
        Any(Security, Caution, [LoadBalancer], "accessLogs", "writes its access log differently"),
        Values(Security, Caution, [LoadBalancer], "securityGroups", "is behind other security groups"),
        Guard(Security, Danger, [Listener], "protocol", "HTTPS", "speaks plain HTTP", "speaks TLS now"),
        Values(Security, Caution, [Listener], "sslPolicy", "takes other TLS versions and ciphers"),
        Values(Security, Caution, [Listener], "certificateArn", "shows another certificate"),
        Any(Security, Danger, [Listener], "defaultActions", "answers differently where no rule fits"),
        Any(Security, Caution, [ListenerRule], "actions", "forwards its requests, or signs people in, differently"),
        Guard(Security, Caution, [KmsKey], "enableKeyRotation", "true", "is rotated no more", "is rotated every year now"),
        .. PublicAccess.Select(it => Guard(Security, Danger, [BucketPublicAccess], it, "true", "may become public", "can't become public now")),
        Guard(Security, Danger, [SecretPolicy], "blockPublicPolicy", "true", "may be opened to other accounts", "can't be opened to everyone now"),
        Guard(Security, Danger, [FileSystem], "encrypted", "true", "is stored in the clear", "is encrypted now"),
        Guard(Security, Danger, [StorageClass], "parameters.encrypted", "true", "creates unencrypted volumes", "creates encrypted volumes now"),
        Guard(Security, Danger, [ReplicationGroup], "transitEncryptionEnabled", "true", "speaks without TLS", "speaks TLS now"),
        Guard(Security, Danger, [ReplicationGroup], "atRestEncryptionEnabled", "true", "is stored in the clear", "is encrypted now"),
        Guard(Security, Danger, [MessageBroker], "publiclyAccessible", "false", "faces the Internet", "is private now", "false"),
        Guard(Security, Danger, [Service], "spec.type", "ClusterIP", "is reachable from outside the cluster", "is reachable only inside the cluster now"),
        Guard(Security, Danger, [Namespace], "metadata.labels.pod-security.kubernetes.io/enforce", "restricted",
            "lets pods run without the restricted profile", "admits only pods of the restricted profile now"),
        Guard(Security, Caution, [ServiceAccount], "automountServiceAccountToken", "false", "gives pods a token of the cluster", "gives pods no token now"),
        .. PodGuards(),
        new(Workloads, $"{Pod}.containers[].image", OtherCode),
        new(Workloads, $"{Pod}.initContainers[].image", OtherCode),
        new([ConfigMap], "data", OtherFile),
        new([WebAcl], "rules[]", WebAclRule),
        Any(Security, Danger, [WebAcl], "defaultAction", "does something else with requests that no rule names"),
        new([WebAclAddresses], "addresses", (it, _) => it.After is null
            ? new(Security, Better, $"lets {ShownText.Of(it.Before)} through no more")
            : new(Security, Caution, $"lets {ShownText.Of(it.After)} through now")),
        new([NetworkPolicy], "spec.ingress", (it, _) => Rule(it, Danger, "lets in", "into its pods")),
        new([NetworkPolicy], "spec.egress", (it, _) => Rule(it, Caution, "lets its pods reach", "from its pods")),
        Any(Security, Danger, [NetworkPolicy], "spec.podSelector", "isolates other pods"),
        Any(Security, Danger, [NetworkPolicy], "spec.policyTypes", "isolates its pods in other directions"),
        Any(Security, Danger, [PodSecurityGroups], "spec", "selects other pods, or gives them other security groups"),
        .. Watchers.Select(type => Any(Security, Caution, [type], type switch
        {
            EventRule => "eventPattern",
            EventTarget => "arn",
            LogMetricFilter => "pattern",
            FlowLog => "trafficType",
            TopicSubscription => "endpoint",
            WebAclLogging => "logDestinationConfigs",
            _ => "threshold",
        }, "reports other things, or reports to others")),
        .. AccessPolicyRules.Properties,
    ];

    /// <summary>What it means that a resource comes or goes.</summary>
    /// <param name="change">The change.</param>
    /// <param name="gone">The namespaces that go with what is in them.</param>
    public static IEnumerable<Explanation> Of(ResourceChange change, IReadOnlySet<string> gone)
    {
        var isGone = change.Kind == ChangeKind.Delete;
        if (isGone && Watchers.Contains(change.Type, StringComparer.Ordinal))
            yield return new(Security, Caution, "no longer reports anything");
        switch (change.Type)
        {
            case NetworkPolicy when isGone && !gone.Contains(change.Before!.Input()["metadata"]["namespace"].Text ?? ""):
                yield return new(Security, Danger, "no longer isolates its pods");
                break;
            case NetworkPolicy when change.Kind == ChangeKind.Create && change.After!.Input()["spec"]["ingress"].Items.Any():
                yield return new(Security, Caution, "lets in new connections");
                break;
            case PodSecurityGroups when isGone && !gone.Contains(change.Before!.Input()["metadata"]["namespace"].Text ?? ""):
                yield return new(Security, Danger, "leaves its pods to the nodes' security groups");
                break;
            case WebAclAssociation when isGone:
                yield return new(Security, Danger, "leaves the load balancer without its web ACL");
                break;
            case WebAclAssociation when change.Kind == ChangeKind.Create:
                yield return new(Security, Better, "puts a web ACL before the load balancer");
                break;
            case IamRolePolicyAttachment when change.Kind != ChangeKind.Update:
                yield return new(Security, isGone ? Better : Caution, $"{(isGone ? "takes from" : "gives")} a role {ShownText.Of(change.Resource.Inputs["policyArn"])}");
                break;
        }
    }

    private static IEnumerable<PropertyRule> PodGuards()
    {
        foreach (var container in new[] { $"{Pod}.containers[].securityContext", $"{Pod}.initContainers[].securityContext" })
        {
            yield return Guard(Security, Danger, Workloads, $"{container}.privileged", "false", "runs with the node's rights", "runs without the node's rights now", "false");
            yield return Guard(Security, Danger, Workloads, $"{container}.allowPrivilegeEscalation", "false", "may gain rights", "can't gain rights now");
            yield return Guard(Security, Danger, Workloads, $"{container}.runAsNonRoot", "true", "may run as root", "can't run as root now");
            yield return Guard(Security, Caution, Workloads, $"{container}.readOnlyRootFilesystem", "true", "may change its own files", "can't change its own files now");
            yield return Any(Security, Caution, Workloads, $"{container}.capabilities", "runs with other capabilities");
        }

        foreach (var name in new[] { "hostIPC", "hostNetwork", "hostPID" })
            yield return Guard(Security, Danger, Workloads, $"{Pod}.{name}", "false", "shares the node's namespaces", "no longer shares the node's namespaces", "false");
        yield return Guard(
            Security, Caution, Workloads, $"{Pod}.automountServiceAccountToken", "false", "gets a token of the cluster", "gets no token of the cluster now");
    }

    private static Explanation? OtherCode(PropertyChange image, ResourceChange change) =>
        new(Security, Notice, $"runs other code: {ShownText.OfChange(image)}");

    private static Explanation? OtherFile(PropertyChange file, ResourceChange change)
    {
        var name = file.Path.StartsWith("data.", StringComparison.Ordinal) ? file.Path["data.".Length..] : file.Path;
        var (added, removed) = TextDifference.Count(file.TextBefore ?? "", file.TextAfter ?? "");
        var what = name switch
        {
            "nginx.conf" => "changes what the gateway lets through, or how",
            "flowerconfig.py" => "changes Flower's options, the sign-in among them",
            "celeryconfig.py" => "changes how Flower speaks with the broker",
            _ => "changes a file",
        };
        return new(Security, what.StartsWith("changes a", StringComparison.Ordinal) ? Notice : Caution, $"{what}: {name} +{added} -{removed} lines");
    }

    private static Explanation? WebAclRule(PropertyChange rule, ResourceChange change)
    {
        var name = rule.Path.Split('[', ']') is [_, var key, ..] ? key : "";
        return rule.Shape != "rules[]" ? new(Security, Caution, $"rule {name} of the web ACL changes: {ShownText.OfChange(rule)}")
            : rule.After is null ? new(Security, Danger, $"rule {name} of the web ACL is gone")
            : new(Security, Caution, $"rule {name} of the web ACL is new");
    }

    private static Explanation? Rule(PropertyChange rule, Impact opening, string lets, string direction) =>
        rule.After is null ? new(Security, Better, $"a path {direction} is closed: {ShownText.Of(rule.Before)}")
        : rule.Before is null ? new(Security, opening, $"{lets} more: {ShownText.Of(rule.After)}")
        : new(Security, opening, $"{lets} others: {ShownText.OfChange(rule)}");
}
