namespace FlowerInfra;

/// <summary>A stack's preview with its controls evaluated.</summary>
internal static class EvaluatedPreview
{
    /// <summary>Runs a stack and evaluates the controls.</summary>
    /// <param name="context">The process around it.</param>
    /// <param name="settings">The stack's configuration.</param>
    /// <exception cref="ArgumentFaultsException">The configuration has faults: the file's, the stack's and the waivers' together.</exception>
    public static async Task<EvaluatedPlan> RunAsync(CommandContext context, StackSettings settings)
    {
        var ofWaivers = new ArgumentFaults();
        var waivers = WaiverReader.Read(settings, ofWaivers);
        IReadOnlyList<ArgumentFault> ofProgram = [];
        Plan? plan = null;
        try
        {
            plan = await context.Run(settings).ConfigureAwait(false);
            RefuseUnknownResources(settings, plan, waivers, ofWaivers);
        }
        catch (ArgumentFaultsException exception)
        {
            // Of a waiver its own reader says more.
            ofProgram = [.. exception.Faults.Where(it => !IsToldBy(ofWaivers.All, it) && !FollowsFrom(settings, it))];
            if (ofProgram.Count == exception.Faults.Count && settings.Faults.Count + ofWaivers.All.Count == 0)
                throw;
        }
        catch (Exception) when (settings.Faults.Count > 0)
        {
            // What a program makes of half a configuration says nothing about the program.
        }

        IReadOnlyList<ArgumentFault> faults = [.. settings.Faults, .. ofProgram, .. ofWaivers.All];
        if (faults.Count > 0)
            throw new ArgumentFaultsException($"The configuration of stack \"{settings.Stack}\"", faults);
        var index = new PlanIndex(plan!);
        var evaluated = ControlEvaluation.Evaluate(plan!, index, ControlCatalogue.All, waivers, context.Time);
        return new EvaluatedPlan(
            evaluated, index, WaiverUse.Of(evaluated, waivers, context.Time),
            [.. ExampleValues.In(settings.Project, settings.Values, settings.SecretKeys).Select(it => it.Key)]);
    }

    private static bool IsToldBy(IReadOnlyList<ArgumentFault> faults, ArgumentFault fault) => faults.Any(it => it.Key == fault.Key);

    // A key whose line can't be read is missing to the program.
    private static bool FollowsFrom(StackSettings settings, ArgumentFault fault) => settings.Faults
        .Select(it => it.Key.Split(": ")[^1])
        .Any(key => fault.Key == key || fault.Key == $"{settings.Project}:{key}");

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
