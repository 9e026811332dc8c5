using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>
/// Who passes a broker's firewall: the groups that its <see cref="CeleryBroker"/> lists, and the pods of the components that log in there
/// and bring their own rule. Everybody else is found, whichever kind of resource lets them in.
/// </summary>
internal static class BrokerPeers
{
    /// <summary>A finding for each rule of a broker's security group, and for each group with rules of its own.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<Finding> Find(PlanIndex plan)
    {
        var byUrn = plan.Resources.ToDictionary(it => it.Urn, StringComparer.Ordinal);
        var brokers = plan.OfType(BrokerComponent).ToArray();
        var groups = Groups(plan, brokers).ToHashSet(StringComparer.Ordinal);
        var listed = brokers.SelectMany(it => it.Input()["peers"].Items.Select(peer => peer["securityGroupId"].Text))
            .Concat(brokers.Select(it => it.Input()["server"]["amazonMq"]["managementSecurityGroupId"].Text))
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var rule in plan.OfType(IngressRule, CombinedRule))
        {
            var input = rule.Input();
            if (input["securityGroupId"].Text is not { } group || (rule.Type == CombinedRule && input["type"].Text == "egress"))
                continue;
            if (groups.Contains(group))
                yield return new Finding(rule, IsListed(rule, listed, byUrn));
        }

        // Rules inside the group itself: no list says whose they are.
        foreach (var group in plan.OfType(SecurityGroup).Where(it => groups.Contains($"${{{it.Urn}.id}}")))
        {
            yield return new Finding(group, group.Input()["ingress"].IsNotGiven);
        }
    }

    /// <summary>The group of a broker that exists; absent for one that the plan makes.</summary>
    /// <param name="broker">The <see cref="CeleryBroker"/>.</param>
    public static PlanProperty ExistingGroup(PlanResource broker) => broker.Input()["server"]["existing"]["securityGroupId"];

    // The groups of the brokers that the plan makes, of those that a CeleryBroker stands around, and of those that a dashboard watches.
    private static IEnumerable<string> Groups(PlanIndex plan, IReadOnlyList<PlanResource> brokers) =>
        plan.OfType(ReplicationGroup).SelectMany(it => it.Input()["securityGroupIds"].Items)
            .Concat(plan.OfType(MessageBroker).SelectMany(it => it.Input()["securityGroups"].Items))
            .Concat(brokers.Select(ExistingGroup))
            .Concat(plan.OfType(Dashboard).SelectMany(it => new[] { it.Input()["broker"]["securityGroupId"], it.Input()["admin"]["broker"]["securityGroupId"] }))
            .Select(it => it.Text).OfType<string>().Where(it => it is not (Plan.Unknown or Plan.Secret));

    private static Verdict IsListed(PlanResource rule, HashSet<string> listed, Dictionary<string, PlanResource> byUrn)
    {
        var input = rule.Input();
        var peer = rule.Type == CombinedRule ? input["sourceSecurityGroupId"] : input["referencedSecurityGroupId"];
        if (peer.Text is Plan.Unknown or Plan.Secret)
            return Verdict.Unknown(peer.Path);
        return Verdict.All(
            Verdict.When(peer.Text is not null, "admits something else than a security group"),
            Verdict.When(
                peer.Text is null || listed.Contains(peer.Text) || IsOfTheSameComponent(rule, peer.Text, byUrn), $"admits {peer.Text}, which is no listed peer"),
            input[rule.Type == CombinedRule ? "protocol" : "ipProtocol"].Is("tcp"),
            input["toPort"].Meets(input["toPort"].Number == input["fromPort"].Number, "makes a range of ports"),
            input["toPort"].Meets(input["toPort"].Number is not (5672 or 15672), "is a port without TLS"));
    }

    // Dashboards and workers log in with a secret of the broker's, and their pods have a group of their own.
    private static bool IsOfTheSameComponent(PlanResource rule, string peer, Dictionary<string, PlanResource> byUrn) =>
        PlanReference.FindAll(peer, byUrn.ContainsKey).Select(it => byUrn[it.Urn]).Any(group =>
            group.Type == SecurityGroup && Component(rule, byUrn) is { } maker && maker == Component(group, byUrn));

    private static string? Component(PlanResource resource, Dictionary<string, PlanResource> byUrn)
    {
        while (resource.Parent is not null && byUrn.TryGetValue(resource.Parent, out var parent))
        {
            if (parent.Type is Dashboard or Worker)
                return parent.Urn;
            resource = parent;
        }

        return null;
    }

    private const string Dashboard = "flower-infra:index:FlowerDashboard";

    // A team's own worker, whose component brings its pods' rule as a dashboard does.
    private const string Worker = "flower-infra:index:CeleryWorker";
}
