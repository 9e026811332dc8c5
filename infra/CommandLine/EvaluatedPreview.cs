namespace FlowerInfra;

/// <summary>A stack's preview with its controls evaluated.</summary>
internal static class EvaluatedPreview
{
    /// <summary>Reads the stack's configuration, runs the stack and evaluates the controls.</summary>
    /// <param name="context">The process around it.</param>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="ArgumentFaultsException">The configuration has faults: the stack's and the waivers' together.</exception>
    public static async Task<Plan> RunAsync(CommandContext context, string stack)
    {
        var settings = PulumiProject.Find(context.Folders).Read(stack);
        var faults = new ArgumentFaults();
        var waivers = WaiverReader.Read(settings, faults);
        try
        {
            var plan = await context.Run(settings).ConfigureAwait(false);
            faults.ThrowIfAny($"The configuration of stack \"{stack}\"");
            return ControlEvaluation.Evaluate(plan, ControlCatalogue.All, waivers, context.Time);
        }
        catch (ArgumentFaultsException exception) when (faults.All.Count > 0 && !ReferenceEquals(exception.Faults, faults.All))
        {
            throw new ArgumentFaultsException($"The configuration of stack \"{stack}\"", [.. exception.Faults, .. faults.All]);
        }
    }
}
