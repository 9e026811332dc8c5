using System.Text.RegularExpressions;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of a broker that the stack makes itself, and of who logs in there.</summary>
internal static partial class BrokerControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-BRK-01", Severity.High, "Redis is encrypted at rest and takes TLS only")
        {
            Sources = ["ElastiCache.4", "ElastiCache.5"],
            Guide = Guides.Firewall,
            Fix = "Set atRestEncryptionEnabled and transitEncryptionEnabled to true and transitEncryptionMode to required.",
            Check = Control.Each(ReplicationGroup, it => Verdict.All(
                it["atRestEncryptionEnabled"].Is(true),
                it["transitEncryptionEnabled"].Is(true),
                it["transitEncryptionMode"].IfGiven(mode => mode.Is("required")))),
        },
        new("FLW-BRK-02", Severity.High, "Redis authenticates its clients")
        {
            Sources = ["ElastiCache.6"],
            Guide = Guides.Firewall,
            Fix = "Name a user group, whose users have the rights that they need.",
            Check = Control.Each(ReplicationGroup, it => Verdict.Any(
                Verdict.When(!it["authToken"].IsAbsent, "authToken is not given"),
                Verdict.When(it["userGroupIds"].Items.Any(), "neither a user group nor an authToken is given"))),
        },
        new("FLW-BRK-03", Severity.Critical, "RabbitMQ is reached from inside the VPC only")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Leave publiclyAccessible out, and name the subnets.",
            Check = Control.Each(MessageBroker, it => Verdict.All(
                it["publiclyAccessible"].IfGiven(flag => flag.Is(false)), Verdict.When(it["subnetIds"].Items.Any(), "subnetIds is empty"))),
        },
        new("FLW-BRK-04", Severity.Medium, "The administrators' Flower has a login of its own at the broker")
        {
            Sources = [],
            Guide = Guides.ReadOnly,
            Fix = "Give admin.broker a urlSecretArn of its own, and take the right to send tasks from the viewers' login.",
            Setting = $"Give {Argument.Of<FlowerAdminArgs>(nameof(FlowerAdminArgs.Broker))} a "
                + $"{Argument.Of<BrokerArgs>(nameof(BrokerArgs.UrlSecretArn))} of its own, and take the right to send tasks from the viewers' "
                + "login.",
            Check = plan =>
            {
                var viewers = plan.FlowerPods.Where(pod => !pod.IsForAdministrators).SelectMany(pod => BrokerUrls(plan, pod)).ToHashSet(StringComparer.Ordinal);
                return plan.FlowerPods.Where(pod => pod.IsForAdministrators)
                    .Select(pod => new Finding(pod.Workload, IsNoneOf(viewers, [.. BrokerUrls(plan, pod)])));
            },
        },
    ];

    private static Verdict IsNoneOf(HashSet<string> viewers, string[] urls) => urls.Length == 0 || urls.Concat(viewers).Contains(Plan.Unknown)
        ? Verdict.Unknown("the secret with the broker's URL")
        : Verdict.When(!urls.Any(viewers.Contains), $"its broker's URL, {string.Join(", ", urls)}, is a viewers' too");

    // The ARNs that the pod mounts as the broker's URL, through the Secrets Store CSI driver or the External Secrets Operator.
    private static IEnumerable<string> BrokerUrls(PlanIndex plan, FlowerPod pod)
    {
        var volumes = pod.Workload.PodSpec()["volumes"].Items.ToArray();
        var mounted = volumes.Select(it => it.At("csi.volumeAttributes.secretProviderClass").Text).ToHashSet(StringComparer.Ordinal);
        var delivered = volumes.Select(it => it.At("secret.secretName").Text).ToHashSet(StringComparer.Ordinal);
        return plan.InNamespaceOf(pod.Workload, MountedSecrets).Where(it => mounted.Contains(it.Input().At("metadata.name").Text))
            .Select(it => it.Input().At("spec.parameters.objects").Text ?? "")
            .SelectMany(objects => objects == Plan.Unknown ? [objects] : MountedUrl().Matches(objects).Select(match => match.Groups["arn"].Value))
            .Concat(plan.InNamespaceOf(pod.Workload, CopiedSecret).Where(it => delivered.Contains(it.Input().At("spec.target.name").Text))
                .SelectMany(it => it.Input().At("spec.data").Items)
                .Where(it => it["secretKey"].Text == FlowerSecretFiles.BrokerUrl).Select(it => it.At("remoteRef.key").Text ?? Plan.Unknown));
    }

    [GeneratedRegex(@"objectName:\s*""(?<arn>[^""]+)""(?:(?!objectName)[\s\S])*?objectAlias:\s*""broker-url""")]
    private static partial Regex MountedUrl();
}
