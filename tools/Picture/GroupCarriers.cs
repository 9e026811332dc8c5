using System.Net;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Which nodes stand behind a security group: what carries it, or the group itself where nothing of the plan does.</summary>
internal sealed class GroupCarriers
{
    private const string OfNobody = "group ";
    private const string Unnamed = "Security group";

    // Where AWS's resources name their groups.
    private static readonly string[] Places =
        ["securityGroups", "securityGroupIds", "vpcSecurityGroupIds", "vpcConfig.securityGroupIds", "networkConfiguration.securityGroups"];

    private static readonly Dictionary<int, string> Servers = new()
    {
        [53] = "DNS",
        [443] = "HTTPS",
        [2049] = "NFS",
        [3306] = "MySQL",
        [5432] = "PostgreSQL",
        [5671] = "RabbitMQ",
        [5672] = "RabbitMQ",
        [6379] = "Redis",
        [6380] = "Redis",
    };

    private readonly PlanIndex _plan;
    private readonly PictureDraft _draft;
    private readonly ILookup<string, string> _carriers;
    private readonly HashSet<string> _carrying;
    private readonly HashSet<string> _reached;

    /// <summary>Finds the carriers of a plan's groups, and draws those that are no pods.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="draft">The picture.</param>
    public GroupCarriers(PlanIndex plan, PictureDraft draft)
    {
        (_plan, _draft) = (plan, draft);
        var ofAws = plan.Resources.Where(it => it.Type.StartsWith("aws:", StringComparison.Ordinal) && it.Type is not (SecurityGroup or CombinedRule))
            .SelectMany(it => Places.SelectMany(path => it.Input().At(path).Items).Select(id => id.Text).OfType<string>().Select(id => (Group: id, Carrier: Of(it))));
        var ofPods =
            from workload in plan.OfType(Workloads)
            from policy in PodReading.Selecting(plan, workload, PodSecurityGroups, it => it["spec"]["podSelector"])
            from id in policy.Resource.Input().At("spec.securityGroups.groupIds").Items
            where id.Text is not null
            select (Group: id.Text!, Carrier: workload);
        var all = ofAws.Concat(ofPods).Distinct().ToList();
        foreach (var carrier in all.Select(it => it.Carrier).Concat(plan.OfType(LoadBalancer)).Where(it => !Workloads.Contains(it.Type)).Distinct())
            draft.Add(Node(carrier));
        _carriers = all.ToLookup(it => it.Group, it => it.Carrier.Urn, StringComparer.Ordinal);
        _carrying = all.Select(it => it.Carrier.Urn).ToHashSet(StringComparer.Ordinal);
        _reached = FirewallRule.All(plan).Select(it => it.Rule.Direction == "ingress" ? it.Rule.Group : it.Rule.Peer).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a node has a firewall that the plan knows.</summary>
    /// <param name="key">The node's key.</param>
    public bool Guards(string key) => _carrying.Contains(key);

    /// <summary>The nodes behind the group or the peer of a rule.</summary>
    /// <param name="text">The group, the range or the prefix list, as the rule has it.</param>
    /// <param name="begins">Whether the connection begins there.</param>
    /// <param name="description">What the rule says it is for.</param>
    public IReadOnlyList<string> Behind(string text, bool begins, string description) =>
        IPNetwork.TryParse(text, out _) || text.StartsWith("pl-", StringComparison.Ordinal) ? [_draft.Add(Range(text, begins, description))]
        : _carriers.Contains(text) ? [.. _carriers[text].Distinct(StringComparer.Ordinal)]
        : [_draft.Add(OfGroup(text))];

    /// <summary>A range of addresses.</summary>
    /// <param name="range">The range, or the id of a prefix list.</param>
    /// <param name="begins">Whether the connection begins there.</param>
    /// <param name="description">What a rule says it is for.</param>
    public static PictureNode Range(string range, bool begins, string description)
    {
        var purpose = description.Replace(range, "", StringComparison.OrdinalIgnoreCase).Trim();
        return new PictureNode(
            $"{(begins ? "from" : "to")} {range}", begins ? PictureZone.Outside : PictureZone.Servers, begins ? "Outside" : "Servers",
            begins ? "Clients" : purpose.Length > 0 ? ShownText.Safe(purpose) : "Addresses",
            [range is "0.0.0.0/0" or "::/0" ? $"everywhere, {range}" : range.StartsWith("pl-", StringComparison.Ordinal) ? $"prefix list {range}" : range])
        {
            IsRange = true,
        };
    }

    /// <summary>A node under the name of what it serves, where it has no other name.</summary>
    /// <param name="node">The node.</param>
    /// <param name="reachedOn">The traffic with which it is reached.</param>
    public static PictureNode Named(PictureNode node, IEnumerable<string> reachedOn)
    {
        if (node.Title != Unnamed || !node.Key.StartsWith(OfNobody, StringComparison.Ordinal))
            return node;
        var names = reachedOn.Select(PictureTraffic.Port).OfType<int>().Select(it => Servers.GetValueOrDefault(it)).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? node : node with { Title = string.Join(", ", names) };
    }

    private PictureNode OfGroup(string text)
    {
        var (zone, boundary) = _reached.Contains(text) ? (PictureZone.Servers, "Servers") : (PictureZone.Outside, "Outside");
        return _plan.Named(new PlanProperty("", text)) is { } own
            ? new PictureNode($"{OfNobody}{text}", zone, boundary, own.Name, ["security group that nothing here carries"])
            : new PictureNode($"{OfNobody}{text}", zone, boundary, Unnamed, [text == Plan.Unknown ? "known only after deployment" : ShownText.Safe(text), "not of this stack"]);
    }

    // A file system has its groups where it is mounted.
    private PlanResource Of(PlanResource carrier) =>
        carrier.Type == MountTarget && _plan.Named(carrier.Input()["fileSystemId"]) is { } system ? system : carrier;

    private PictureNode Node(PlanResource carrier)
    {
        var input = carrier.Input();
        return carrier.Type switch
        {
            LoadBalancer => new PictureNode(carrier.Urn, PictureZone.LoadBalancers, "Load balancer", carrier.Name,
            [
                input["internal"].Flag == true ? "internal" : "PUBLIC",
                $"web ACL: {SummaryWords.List(WebAcls(carrier), "none")}",
            ]),
            FileSystem => new PictureNode(carrier.Urn, PictureZone.Services, "AWS services", $"file system {carrier.Name}", [$"key: {_plan.Shown(input["kmsKeyId"], "AWS's own")}"]),
            _ => new PictureNode(carrier.Urn, PictureZone.Servers, "Servers", carrier.Name,
            [
                carrier.Type[(carrier.Type.LastIndexOf(':') + 1)..],
                .. input["kmsKeyId"].IsAbsent ? Array.Empty<string>() : [$"key: {_plan.Shown(input["kmsKeyId"])}"],
            ]),
        };
    }

    private IEnumerable<string> WebAcls(PlanResource balancer) =>
        _plan.Referring(balancer, WebAclAssociation, "resourceArn").Select(it => _plan.Shown(it.Input()["webAclArn"]));
}
