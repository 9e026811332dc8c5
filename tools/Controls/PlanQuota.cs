using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>
/// How much of one of AWS's quotas a plan takes. What others have made there is not counted, and a customer-managed prefix list
/// counts once, though AWS counts the most entries that it may have.
/// </summary>
/// <param name="Resource">The resource that has the quota; null when it is none of the plan's.</param>
/// <param name="What">What is counted, and of what.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Limit">How many AWS allows at first; it raises each of these quotas on request.</param>
internal sealed record PlanQuota(PlanResource? Resource, string What, int Count, int Limit)
{
    // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
    private const int MostRulesOfGroup = 60;

    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
    private const int MostRulesOfListener = 100;
    private const int MostCertificates = 25;

    /// <summary>The rules of each security group, by direction and family: AWS counts each of the four by itself.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<PlanQuota> RulesOfGroups(PlanIndex plan) =>
        from made in plan.OfType(IngressRule, EgressRule, CombinedRule, SecurityGroup)
        from rule in FirewallRule.Of(made)
        where rule.Group is not (Plan.Unknown or Plan.Secret)
        from family in FamiliesOf(rule.Peer)
        group made by (rule.Group, rule.Direction, family) into rules
        let owner = plan.Named(new PlanProperty("securityGroupId", rules.Key.Group))
        select new PlanQuota(
            owner, $"{rules.Key.Direction} rules for {rules.Key.family} of security group {owner?.Name ?? rules.Key.Group}",
            rules.Count(), MostRulesOfGroup);

    /// <summary>
    /// The rules and the certificates of each listener, without its default ones. AWS counts those of a load balancer, which has one
    /// HTTPS listener here.
    /// </summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<PlanQuota> OfListeners(PlanIndex plan) =>
        Of(plan, ListenerRule, "rules", MostRulesOfListener).Concat(Of(plan, ListenerCertificate, "further certificates", MostCertificates));

    /// <summary>A control's check that nothing is above its quota.</summary>
    /// <param name="find">Finds what a plan takes.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> Check(Func<PlanIndex, IEnumerable<PlanQuota>> find) => plan =>
        from quota in find(plan)
        group quota by quota.Resource into quotas
        select new Finding(quotas.Key, Verdict.All(quotas.Select(it => Verdict.When(it.Count <= it.Limit, $"{it.Count} {it.What} are more than {it.Limit}"))));

    private static IEnumerable<PlanQuota> Of(PlanIndex plan, string type, string what, int limit) =>
        from part in plan.OfType(type)
        group part by part.Input()["listenerArn"].Text ?? "" into parts
        let owner = plan.Named(new PlanProperty("listenerArn", parts.Key))
        select new PlanQuota(owner, $"{what} of listener {owner?.Name ?? parts.Key}", parts.Count(), limit);

    // A peer that is no range counts in both.
    private static IEnumerable<string> FamiliesOf(string peer) => !peer.Contains('/', StringComparison.Ordinal) || peer.StartsWith("${", StringComparison.Ordinal)
        ? ["IPv4", "IPv6"]
        : [peer.Contains(':', StringComparison.Ordinal) ? "IPv6" : "IPv4"];
}
