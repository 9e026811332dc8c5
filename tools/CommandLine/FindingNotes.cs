namespace FlowerInfra;

/// <summary>What a command says about a stack's findings beside its result, and its exit code.</summary>
internal static class FindingNotes
{
    /// <summary>Writes the annotations where they are asked for, and what the result has no place for.</summary>
    /// <param name="context">The process around it.</param>
    /// <param name="preview">The plan with its controls evaluated.</param>
    /// <param name="isShown">Whether the result shows the problems of waivers.</param>
    /// <returns>The command's exit code.</returns>
    public static async Task<int> WriteAsync(CommandContext context, EvaluatedPlan preview, bool isShown)
    {
        var notes = context.Annotates ? Annotations.Of(preview, context.FileOf(preview.Plan.Stack))
            : isShown ? []
            : preview.Waivers.Where(it => it.Problem is not null).Select(it => Printable.Of($"{it.Id}: {it.Problem}"));
        foreach (var note in notes)
            await context.Error.WriteLineAsync(note).ConfigureAwait(false);
        return preview.HasFailures ? ExitCode.ControlFailed : ExitCode.Success;
    }
}
