namespace FlowerInfra;

/// <summary>What one control says about all its resources of one state.</summary>
/// <param name="Control">The control.</param>
/// <param name="Lines">What it says, and about which resources; each message once.</param>
/// <param name="Fix">What to do, or null when the messages say so.</param>
internal sealed record FindingGroup(Control Control, IReadOnlyList<(string Message, IReadOnlyList<string> Resources)> Lines, string? Fix)
{
    private const string ComponentPrefix = "flower-infra:index:";

    /// <summary>Groups the findings of a plan, the severest first.</summary>
    /// <param name="plan">The plan with its controls evaluated.</param>
    /// <param name="status">The state.</param>
    public static IReadOnlyList<FindingGroup> Of(Plan plan, ControlStatus status)
    {
        var resources = plan.Resources.ToDictionary(it => it.Urn, StringComparer.Ordinal);
        return
        [
            .. from result in plan.Controls
               where result.Status == status
               group result by result.Id into results
               let control = ControlCatalogue.Find(results.Key)
               orderby control.Severity descending, control.Id
               select new FindingGroup(
                   control,
                   [.. results.GroupBy(it => it.Message, it => it.Urn is null ? "the stack" : resources[it.Urn].Name, StringComparer.Ordinal)
                       .Select(it => (it.Key, (IReadOnlyList<string>)[.. it]))],
                   FixOf(control, [.. results.Select(it => it.Urn).OfType<string>().Select(it => resources[it])])),
        ];
    }

    // Without a resource it is about a waiver, whose message says what to do.
    private static string? FixOf(Control control, IReadOnlyList<PlanResource> resources)
    {
        if (resources.Count == 0)
            return null;
        var ofComponents = resources.Count(it => it.Urn.Contains(ComponentPrefix, StringComparison.Ordinal));
        return control.Setting is not { } setting || ofComponents == 0 ? control.Fix
            : ofComponents == resources.Count ? setting
            : $"{setting} For a resource of your own: {control.Fix}";
    }
}
