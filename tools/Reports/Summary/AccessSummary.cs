using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Who gets in: from where, over which address and ports, and with what sign-in.</summary>
internal static class AccessSummary
{
    private const string Administrators = ", administrators";

    private static readonly string[] Peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

    /// <summary>Each address behind a load balancer, and each dashboard that has none.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<SummaryEntry> Routes(PlanIndex plan)
    {
        var dashboards = new DashboardTargets(plan);
        // One address with many ranges takes several rules.
        var routes = plan.OfType(ListenerRule)
            .GroupBy(it => (Address: Address(plan, it), Targets: string.Join(' ', dashboards.Targets(it).Select(target => target.Urn))))
            .Select(rules => (rules.Key.Address, Rules: rules.ToList(), Pods: rules.SelectMany(dashboards.Behind).Distinct().ToList()))
            .OrderBy(it => it.Address, StringComparer.Ordinal)
            .ToList();
        var reached = routes.SelectMany(it => it.Pods).ToHashSet();
        return routes.Select(it => Route(plan, it.Address, it.Rules, it.Pods)).Concat(plan.FlowerPods
            .Where(pod => !reached.Contains(pod))
            .Select(pod => new SummaryEntry(
                $"{pod.Workload.Name}{Role(pod)}", [new("from", "no load balancer of this stack"), .. SignInSummary.Of(plan, pod), .. Inside(plan, pod)])));
    }

    /// <summary>The firewall of each load balancer.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<SummaryEntry> LoadBalancers(PlanIndex plan) =>
        from balancer in plan.OfType(LoadBalancer)
        let input = balancer.Input()
        let rules = input["securityGroups"].Items.Select(plan.Named).OfType<PlanResource>()
            .SelectMany(it => plan.Referring(it, IngressRule, "securityGroupId")).ToList()
        orderby balancer.Name
        select new SummaryEntry(
            $"load balancer {balancer.Name}, {(input["internal"].Flag == true ? "internal" : "PUBLIC")}",
            [
                .. rules.GroupBy(Ports).OrderBy(it => it.Key, StringComparer.Ordinal)
                    .Select(it => new SummaryFact($"port {it.Key}", SummaryWords.List(it.Select(rule => Peer(plan, rule))))),
                new("web ACL", SummaryWords.List(
                    plan.Referring(balancer, WebAclAssociation, "resourceArn").Select(it => plan.Shown(it.Input()["webAclArn"])), "none")),
            ]);

    private static SummaryEntry Route(PlanIndex plan, string address, List<PlanResource> rules, List<FlowerPod> pods)
    {
        var listener = rules[0].Input()["listenerArn"];
        var sources = rules.SelectMany(it => it.Input()["conditions"].Items).SelectMany(it => it["sourceIp"]["values"].Items).Select(it => plan.Shown(it));
        return new SummaryEntry(
            $"{address}{(pods is [var first, ..] ? Role(first) : "")}",
            [
                new("from", SummaryWords.List(sources, "whoever the load balancer's firewall admits")),
                new("port", plan.Named(listener) is { } own ? plan.Shown(own.Input()["port"]) : $"that of {plan.Shown(listener)}"),
                .. SignInSummary.AtLoadBalancer(plan, rules[0]),
                .. pods.Count == 0 ? [new("sign-in", "unknown: no Flower of this stack is behind it")] : pods.SelectMany(pod => SignInSummary.Of(plan, pod)),
                .. pods.SelectMany(pod => Inside(plan, pod)),
            ]);
    }

    /// <summary>The address that a rule of a load balancer answers for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rule">The rule.</param>
    public static string Address(PlanIndex plan, PlanResource rule)
    {
        var conditions = rule.Input()["conditions"].Items.ToList();
        var hosts = SummaryWords.List(conditions.SelectMany(it => it["hostHeader"]["values"].Items).Select(it => plan.Shown(it)), "*");
        // A prefix is two patterns, itself and what is below it.
        var paths = conditions.SelectMany(it => it["pathPattern"]["values"].Items).Select(it => plan.Shown(it)).ToList();
        var own = paths.Where(path => !paths.Contains(path.EndsWith("/*", StringComparison.Ordinal) ? path[..^2] : "", StringComparer.Ordinal));
        return $"https://{hosts}{SummaryWords.List(own, "/*").Replace("/*", "/", StringComparison.Ordinal)}";
    }

    /// <summary>The address in an entry's subject.</summary>
    /// <param name="subject">The subject.</param>
    public static string AddressIn(string subject) =>
        subject.EndsWith(Administrators, StringComparison.Ordinal) ? subject[..^Administrators.Length] : subject;

    private static string Role(FlowerPod pod) => pod.IsForAdministrators ? Administrators : "";

    private static string Ports(PlanResource rule)
    {
        var (from, to) = (rule.Input()["fromPort"].Number, rule.Input()["toPort"].Number);
        return rule.Input()["ipProtocol"].Text is "-1" || from is null ? "any" : from == to ? $"{from}" : $"{from}-{to}";
    }

    private static string Peer(PlanIndex plan, PlanResource rule) =>
        plan.Shown(Peers.Select(name => rule.Input()[name]).FirstOrDefault(it => !it.IsAbsent, rule.Input()["cidrIpv4"]));

    // Ranges are the load balancer's subnets, whose clients stand above.
    private static IEnumerable<SummaryFact> Inside(PlanIndex plan, FlowerPod pod) =>
        from policy in PodReading.Selecting(plan, pod.Workload, NetworkPolicy, it => it["spec"]["podSelector"])
        from rule in policy.Resource.Input()["spec"]["ingress"].Items
        let peers = rule["from"].Items.Where(it => it["ipBlock"].IsAbsent).ToList()
        where peers.Count > 0 || rule["from"].IsAbsent
        let ports = SummaryWords.List(rule["ports"].Items.Select(it => plan.Shown(it["port"])), "any port")
        select new SummaryFact("cluster", $"{SummaryWords.List(peers.Select(it => Pods(plan, it)), "every pod")} to port {ports}");

    /// <summary>The pods that a peer of a network policy selects.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="peer">The peer.</param>
    public static string Pods(PlanIndex plan, PlanProperty peer)
    {
        var labels = peer["podSelector"]["matchLabels"].Pairs.Select(it => $"{it.Key}={plan.Shown(it.Value)}");
        var spaces = peer["namespaceSelector"]["matchLabels"].Pairs.Select(it => plan.Shown(it.Value));
        return $"pods {SummaryWords.List(labels, "of any label")} of namespace {SummaryWords.List(spaces, "any")}";
    }
}
