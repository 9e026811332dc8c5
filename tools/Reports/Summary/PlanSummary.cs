namespace FlowerInfra;

/// <summary>
/// What a reader must see to judge a stack, from its plan alone: whatever the configuration says, this is what would be
/// created, also where a transformation changed it.
/// </summary>
internal static class PlanSummary
{
    /// <summary>The sections that have something to say.</summary>
    /// <param name="plan">The plan.</param>
    public static IReadOnlyList<SummarySection> Of(PlanIndex plan) =>
    [
        .. new[]
        {
            new SummarySection("Who gets in", true, [.. AccessSummary.Routes(plan), .. AccessSummary.LoadBalancers(plan)]),
            new SummarySection("What is stored where", false, [.. StorageSummary.State(plan), .. StorageSummary.Brokers(plan), .. StorageSummary.Secrets(plan), .. StorageSummary.Logs(plan)]),
            new SummarySection("What destroying it costs", false, [.. DeletionSummary.Of(plan)]),
        }.Where(it => it.Entries.Count > 0),
    ];
}
