namespace FlowerInfra;

/// <summary>A plan with the state of its controls, and what reports need beside it.</summary>
/// <param name="Plan">The plan with its controls evaluated.</param>
/// <param name="Index">The plan's index, in which the controls have read its files already.</param>
/// <param name="Waivers">The stack's waivers, but for those that have expired and are failures.</param>
/// <param name="ExampleKeys">The keys whose values are still the examples'.</param>
internal sealed record EvaluatedPlan(Plan Plan, PlanIndex Index, IReadOnlyList<WaiverUse> Waivers, IReadOnlyList<string> ExampleKeys)
{
    /// <summary>Whether a control failed.</summary>
    public bool HasFailures => Plan.Controls.Any(result => result.Status == ControlStatus.Fail);

    /// <summary>The findings of one state, the severest first.</summary>
    /// <param name="status">The state.</param>
    public IReadOnlyList<FindingGroup> Findings(ControlStatus status) => FindingGroup.Of(Plan, status);
}
