namespace FlowerInfra;

/// <summary>A stack's preview with its controls evaluated.</summary>
internal static class EvaluatedPreview
{
    /// <summary>Runs a stack and evaluates the controls.</summary>
    /// <param name="context">The process around it.</param>
    /// <param name="settings">The stack's configuration.</param>
    /// <exception cref="ArgumentFaultsException">The configuration has faults: the stack's and the waivers' together.</exception>
    public static async Task<EvaluatedPlan> RunAsync(CommandContext context, StackSettings settings)
    {
        var stack = settings.Stack;
        var faults = new ArgumentFaults();
        var waivers = WaiverReader.Read(settings, faults);
        try
        {
            var plan = await context.Run(settings).ConfigureAwait(false);
            RefuseUnknownResources(settings, plan, waivers, faults);
            faults.ThrowIfAny($"The configuration of stack \"{stack}\"");
            var index = new PlanIndex(plan);
            var evaluated = ControlEvaluation.Evaluate(plan, index, ControlCatalogue.All, waivers, context.Time);
            return new EvaluatedPlan(
                evaluated, index, WaiverUse.Of(evaluated, waivers, context.Time),
                [.. ExampleValues.In(settings.Project, settings.Values, settings.SecretKeys).Select(it => it.Key)]);
        }
        catch (ArgumentFaultsException exception) when (faults.All.Count > 0 && !ReferenceEquals(exception.Faults, faults.All))
        {
            throw new ArgumentFaultsException($"The configuration of stack \"{stack}\"", [.. exception.Faults, .. faults.All]);
        }
    }

    // A waiver that covers nothing waits for a resource that somebody gives this name one day.
    private static void RefuseUnknownResources(StackSettings settings, Plan plan, IReadOnlyList<Waiver> waivers, ArgumentFaults faults)
    {
        var names = plan.Resources.Select(it => it.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var waiver in waivers.Where(it => it.Resource is not null && !names.Contains(it.Resource)))
        {
            faults.Add(
                $"{settings.Project}:waivers.{waiver.Id}.resources", waiver.Resource, "is not the name of a resource of this stack",
                "Take the name from the tree that \"preview --verbose\" prints, or remove it.");
        }
    }
}
