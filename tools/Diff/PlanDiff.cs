namespace FlowerInfra;

/// <summary>What a deployment of one plan over another changes, and what that means.</summary>
/// <param name="Before">The old plan.</param>
/// <param name="After">The new plan.</param>
/// <param name="Changes">The resources' changes, sorted by URN.</param>
/// <param name="Controls">The controls whose state changes, the worst first.</param>
/// <param name="Effects">What it means, the worst first.</param>
internal sealed record PlanDiff(
    Plan Before, Plan After, IReadOnlyList<ResourceChange> Changes, IReadOnlyList<ControlChange> Controls, IReadOnlyList<Effect> Effects)
{
    /// <summary>Whether nothing changes.</summary>
    public bool IsEmpty => Changes.Count == 0 && Controls.Count == 0;

    /// <summary>Compares two plans of a stack.</summary>
    /// <param name="before">The old plan.</param>
    /// <param name="after">The new plan.</param>
    public static PlanDiff Of(Plan before, Plan after)
    {
        (before, after) = (CanonicalJson.Of(before), CanonicalJson.Of(after));
        var renames = new PlanRenames(before, after);
        var rewritten = renames.Rewrite(before);
        var changes = PlanComparison.Of(before, after, renames);
        return new PlanDiff(
            before, after, changes, ControlChange.Of(rewritten, after), ChangeEffects.Of(changes, new PlanIndex(rewritten), new PlanIndex(after)));
    }

    /// <summary>How many resources, components aside, change in a way.</summary>
    /// <param name="kind">The way.</param>
    public int Count(ChangeKind kind) => Changes.Count(it => it.Kind == kind && !it.Resource.Component);

    /// <summary>Whether something gets worse for a concern; a control that fails, is waived or is removed is one of security.</summary>
    /// <param name="concern">The concern.</param>
    public bool Worsens(Concern concern) =>
        Effects.Any(it => it.Concern == concern && it.Impact >= Impact.Caution)
        || (concern == Concern.Security && Controls.Any(it => it.Impact >= Impact.Caution));
}
