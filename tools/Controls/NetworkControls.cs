using System.Net;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of security groups and network policies.</summary>
internal static class NetworkControls
{
    private static readonly (string Type, string Path)[] Attachments =
    [
        (LoadBalancer, "securityGroups"), (MountTarget, "securityGroups"), (PodSecurityGroups, "spec.securityGroups.groupIds"),
        (ReplicationGroup, "securityGroupIds"), (MessageBroker, "securityGroups"),
    ];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-NET-01", Severity.Critical, "No security group rule admits a public range")
        {
            Sources =
            [
                "EC2.13", "EC2.14", "EC2.18", "EC2.19", "EC2.53", "EC2.54", "CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277", "AWS-0107",
            ],
            Guide = Guides.Isolation,
            Fix = "Name the VPN's private ranges, a managed prefix list or a security group.",
            Setting = $"Name the VPN's private ranges in {Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.VpnCidrBlocks))}, or "
                + $"managed prefix lists in {Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.VpnPrefixListIds))}.",
            Check = FirewallRule.Each(IngressRule, (it, _) => Verdict.All(FirewallRule.RangesOf(it).Select(IsPrivate).Append(HasPeer(it)))),
        },
        new("FLW-NET-02", Severity.Medium, "Every security group and rule says what it is for")
        {
            Sources = ["CKV_AWS_23", "AWS-0099", "AWS-0124"],
            Fix = "Write a description.",
            Check = Control.Each([SecurityGroup, IngressRule, EgressRule], it => it["description"].IsGiven),
        },
        new("FLW-NET-03", Severity.High, "Security groups hold no rules of their own: each rule is a resource")
        {
            Sources = [],
            Fix = "Move ingress and egress into rule resources: inline and standalone rules overwrite each other.",
            Check = Control.Each(SecurityGroup, it => Verdict.All(it["ingress"].IsNotGiven, it["egress"].IsNotGiven)),
        },
        new("FLW-NET-04", Severity.High, "Egress goes to a named peer on a named port")
        {
            Sources = ["CKV_AWS_382", "AWS-0104", "C-0030"],
            Guide = Guides.Firewall,
            Fix = "Name the peer's security group, prefix list or range, the protocol and the port; a public range takes TCP 443 only.",
            Setting = $"Name the identity provider's ranges in {Argument.Of<OktaAuthArgs>(nameof(OktaAuthArgs.ProviderCidrBlocks))} of its sign-in, "
                + $"in place of {Argument.Of<OktaAuthArgs>(nameof(OktaAuthArgs.AllowHttpsToAnyAddress))}.",
            Check = FirewallRule.Each(EgressRule, (it, protocol) => Verdict.All(
                FirewallRule.RangesOf(it).Select(range => IsPrivateOrTls(it, protocol, range))
                    .Append(HasPeer(it))
                    .Append(protocol.Meets(FirewallRule.NameOf(protocol) is not ("" or "-1"), "is every protocol"))
                    .Append(IsOnePort(it)))),
        },
        new("FLW-NET-05", Severity.High, "Pods have all traffic denied both ways unless a policy allows it")
        {
            Sources = ["C-0030", "C-0206", "C-0260", "CKV2_K8S_6", "KSV-0038"],
            Guide = Guides.Isolation,
            Fix = "Add a NetworkPolicy that selects every pod, or these by their labels, with both policy types and no rules.",
            Check = Control.Each(Workloads, (plan, it) => Verdict.All(
                Denies(plan, it, "Ingress", "ingress"), Denies(plan, it, "Egress", "egress"))),
        },
        new("FLW-NET-06", Severity.High, "Network policies name peers and ports, and no public range besides those for HTTPS")
        {
            Sources = ["C-0030", "C-0054", "KSV-0038"],
            Guide = Guides.Isolation,
            Fix = "Give each rule peers and ports: an empty list means everybody. A public range takes TCP 443 only.",
            Setting = $"Name the identity provider's ranges in {Argument.Of<OktaAuthArgs>(nameof(OktaAuthArgs.ProviderCidrBlocks))} of its sign-in, "
                + $"in place of {Argument.Of<OktaAuthArgs>(nameof(OktaAuthArgs.AllowHttpsToAnyAddress))}.",
            Check = Control.Each(NetworkPolicy, it => Verdict.All(
                Verdict.All(it["spec"]["ingress"].Items.Select(rule => IsNarrow(rule, "from"))),
                Verdict.All(it["spec"]["egress"].Items.Select(rule => IsNarrow(rule, "to"))))),
        },
        new("FLW-NET-07", Severity.Medium, "Every network policy selects pods of the plan")
        {
            Sources = ["KSV-0038", "networkpolicy-targets-pod"],
            Guide = Guides.Isolation,
            Fix = "Let spec.podSelector match the labels of a workload in the policy's namespace.",
            Check = Control.Each([NetworkPolicy], (plan, it) => PodReading.SelectsPods(plan, it, it.Input()["spec"]["podSelector"])),
        },
        new("FLW-NET-08", Severity.Medium, "Every security group is in use")
        {
            Sources = ["EC2.22", "CKV2_AWS_5"],
            Guide = Guides.Firewall,
            Fix = "Attach the group to a load balancer, to pods, to a mount target or to a broker, or remove it.",
            Check = Control.Each([SecurityGroup], (plan, it) => Verdict.Any(
            [
                .. Attachments.Select(to => plan.Companion(it, to.Type, to.Path, _ => Verdict.Pass)), Verdict.Fail("nothing is in the group"),
            ])),
        },
        new("FLW-NET-09", Severity.High, "Nothing takes the VPC's default security group")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Name security groups: without any the default one applies.",
            Check = Control.Several(
            [
                .. Attachments.Where(to => to.Type != PodSecurityGroups).Select(to => Control.Each(to.Type, it =>
                    it.At(to.Path).Meets(it.At(to.Path).Items.Any(), "is empty"))),
            ]),
        },
        new("FLW-NET-10", Severity.High, "Flower's and workers' pods have a security group of their own")
        {
            Sources = [],
            Guide = Guides.Isolation,
            Fix = "Add a SecurityGroupPolicy that selects them: without one they share the node's group with every neighbour.",
            Check = plan => plan.FlowerPods.Concat(plan.WorkerPods).Select(it => new Finding(it.Workload, PodReading.IsSelected(
                plan, it.Workload, PodSecurityGroups, policy => policy["spec"]["podSelector"],
                policy => Verdict.When(policy["spec"]["securityGroups"]["groupIds"].Items.Any(), "names no group")))),
        },
        new("FLW-NET-11", Severity.High, "No security group has the same rule twice")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Keep one of the rules: EC2 refuses the second in the middle of a deployment, even with another description.",
            Check = FirewallRule.FindRepeated,
        },
        new("FLW-NET-12", Severity.High, "The VPN's clients can be told apart from the load balancer and from servers")
        {
            Sources = [],
            Guide = Guides.AccessByAddress,
            Fix = "Name the ranges of the VPN's clients: none that shares an address with the load balancer's subnets or holds a server's.",
            Setting = "Name the ranges that the VPN's clients come from in "
                + $"{Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.VpnCidrBlocks))}, and not the VPC's.",
            Check = VpnSources.Check,
        },
        new("FLW-NET-13", Severity.Medium, "No security group gets more rules than AWS allows by default")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Raise the quota L-0EA8095F and waive this, share fewer dashboards, or name prefix lists in place of ranges.",
            Check = PlanQuota.Check(PlanQuota.RulesOfGroups),
        },
    ];

    /// <summary>Holds when a range is private.</summary>
    /// <param name="cidr">The range; an absent one is none that matters.</param>
    public static Verdict IsPrivate(PlanProperty cidr)
    {
        if (cidr.IsAbsent)
            return Verdict.Pass;
        return cidr.Meets(IPNetwork.TryParse(cidr.Text, out var range) && CidrBlock.IsPrivate(range), "is not a private range");
    }

    // An identity provider has public ranges and nothing but HTTPS.
    private static Verdict IsPrivateOrTls(PlanProperty rule, PlanProperty protocol, PlanProperty cidr) => Verdict.Any(IsPrivate(cidr), Verdict.All(
        IsProvider(cidr), protocol.Meets(FirewallRule.NameOf(protocol) == "tcp", "is not tcp"), rule["fromPort"].Is(443), rule["toPort"].Is(443)));

    private static Verdict IsProvider(PlanProperty cidr)
    {
        var problem = IPNetwork.TryParse(cidr.Text, out var range) ? Destination.ProblemOf(range) : "is not a range";
        return cidr.Meets(problem is null, problem ?? "");
    }

    private static Verdict HasPeer(PlanProperty rule) => Verdict.When(
        rule["self"].Flag == true || FirewallRule.PeersOf(rule).Any(peer => !peer.IsAbsent), "no peer is named");

    private static Verdict IsNarrow(PlanProperty rule, string peers) => rule.IsUnknown
        ? Verdict.Unknown(rule.Path)
        : Verdict.All(
            Verdict.When(rule[peers].Items.Any(), $"{rule.Path} names no peer"),
            Verdict.When(rule["ports"].Items.Any(), $"{rule.Path} names no port"),
            Verdict.All(rule[peers].Items.Select(IsNamed)),
            Verdict.All(rule["ports"].Items.SelectMany(port => new[] { port["port"].IsGiven, port["endPort"].IsNotGiven })),
            Verdict.All(rule[peers].Items.Select(peer => peer["ipBlock"]["cidr"]).Select(cidr => Verdict.Any(
                IsPrivate(cidr),
                Verdict.All(IsLinkLocalHost(cidr), Verdict.All(rule["ports"].Items.Select(port => port["port"].Is(53)))),
                Verdict.All(
                    IsProvider(cidr),
                    Verdict.All(rule["ports"].Items.SelectMany(port => new[]
                    {
                        port["protocol"].IfGiven(it => it.Is("TCP")), port["port"].Is(443), port["endPort"].IsNotGiven,
                    })))))));

    // NodeLocal DNSCache has such an address on the pod's own node.
    private static Verdict IsLinkLocalHost(PlanProperty cidr) => cidr.Meets(
        IPNetwork.TryParse(cidr.Text, out var range) && range.PrefixLength == 32 && ClusterArgs.IsNodeLocal(range.BaseAddress),
        "is no address of a node's own");

    // A peer without a range and with empty selectors is every pod of the namespace, or of the cluster.
    private static Verdict IsNamed(PlanProperty peer) => peer.IsUnknown
        ? Verdict.Unknown(peer.Path)
        : Verdict.Any(
            Selects(peer["podSelector"]), Selects(peer["namespaceSelector"]),
            Verdict.When(!peer["ipBlock"].IsAbsent, $"{peer.Path} is every pod"));

    private static Verdict Selects(PlanProperty selector) => selector.Meets(
        selector["matchLabels"].Pairs.Any() || selector["matchExpressions"].Items.Any(), "selects everything");

    private static Verdict IsOnePort(PlanProperty rule) => rule["fromPort"].IsUnknown
        ? Verdict.Unknown(rule["fromPort"].Path)
        : Verdict.All(
            rule["fromPort"].Meets(rule["fromPort"].Number > 0, "is no port"),
            rule["toPort"].Meets(rule["toPort"].Number == rule["fromPort"].Number, "makes a range of ports"));

    // Two equal references are the same namespace, whatever its name will be.
    private static Verdict Denies(PlanIndex plan, PlanResource workload, string direction, string rules)
    {
        var verdict = PodReading.IsSelected(plan, workload, NetworkPolicy, it => it["spec"]["podSelector"], it => Verdict.All(
            it["spec"]["podSelector"]["matchExpressions"].IsNotGiven,
            it["spec"]["policyTypes"].Meets(it["spec"]["policyTypes"].Items.Any(type => type.Text == direction), $"leaves {direction} out"),
            it["spec"][rules].IsNotGiven));
        return verdict.Status == ControlStatus.Fail
            ? Verdict.Fail(
                $"no NetworkPolicy denies all {direction.ToLowerInvariant()} in namespace {workload.Input()["metadata"]["namespace"].Text ?? "default"}")
            : verdict;
    }
}
