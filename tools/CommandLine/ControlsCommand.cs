using System.CommandLine;

namespace FlowerInfra;

/// <summary><c>controls</c>: the catalogue of security controls, and their state in a stack.</summary>
internal static class ControlsCommand
{
    public static Command Create(CommandContext context)
    {
        var stack = CommandOptions.Stack(required: false);
        var format = CommandOptions.Format("table", "markdown");
        var command = new Command("controls", "Lists the security controls and, with a stack, their state in it") { stack, format };
        command.SetAction((result, _) => RunAsync(context, result.GetValue(stack), result.GetValue(format)!));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string? stack, string format)
    {
        var isTable = format == "table";
        await (isTable ? context.Output : context.Error).WriteLineAsync(PulumiSdk.Banner).ConfigureAwait(false);
        var plan = stack is null ? null : await EvaluatedPreview.RunAsync(context, context.Settings(stack)).ConfigureAwait(false);
        await context.Output.WriteAsync(isTable
            ? ControlList.ToTable(plan, context.IsTerminal ? null : PlanTable.RedirectedWidth)
            : ControlList.ToMarkdown(plan)).ConfigureAwait(false);
        return plan?.Controls.Any(result => result.Status == ControlStatus.Fail) == true ? ExitCode.ControlFailed : ExitCode.Success;
    }
}
