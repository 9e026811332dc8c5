namespace FlowerInfra;

/// <summary>The edges of a plan's security group rules, each of both ends' rules on one edge.</summary>
internal static class FirewallEdges
{
    /// <summary>Draws them.</summary>
    /// <param name="draft">The picture.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="carriers">Who stands behind a group.</param>
    public static void AddTo(PictureDraft draft, PlanIndex plan, GroupCarriers carriers)
    {
        foreach (var (rule, maker) in FirewallRule.All(plan))
        {
            var enters = rule.Direction == "ingress";
            var description = maker.Input()["description"].Text ?? "";
            var groups = carriers.Behind(rule.Group, begins: !enters, description);
            var peers = carriers.Behind(rule.Peer, begins: enters, description);
            foreach (var (from, to) in from one in enters ? peers : groups from other in enters ? groups : peers select (one, other))
            {
                draft.Add(new PictureEdge(from, to, rule.Traffic)
                {
                    Leaving = enters ? [] : [maker.Name],
                    Entering = enters ? [maker.Name] : [],
                });
            }
        }
    }
}
