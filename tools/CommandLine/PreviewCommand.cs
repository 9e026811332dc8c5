using System.CommandLine;

namespace FlowerInfra;

/// <summary><c>preview</c>: what a stack would create, what the cluster needs for it, and the state of its controls.</summary>
internal static class PreviewCommand
{
    public static Command Create(CommandContext context)
    {
        var stack = CommandOptions.Stack(required: true);
        var format = CommandOptions.Format("table", "json");
        var file = new Option<string?>("--out", "-o") { Description = "Write the result into this file", HelpName = "file" };
        var command = new Command("preview", "Shows what a stack would create and whether its security controls hold") { stack, format, file };
        command.SetAction((result, _) => RunAsync(context, result.GetValue(stack)!, result.GetValue(format)!, result.GetValue(file)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string stack, string format, string? file)
    {
        var isJson = format == "json";
        // What a program reads holds the result and nothing else.
        await (isJson || file is not null ? context.Error : context.Output).WriteLineAsync(PulumiSdk.Banner).ConfigureAwait(false);
        if (file is not null)
            ResultFile.Check(file);
        var settings = context.Settings(stack);
        var plan = await EvaluatedPreview.RunAsync(context, settings).ConfigureAwait(false);
        var examples = ExampleValues.In(settings.Project, settings.Values, settings.SecretKeys).Select(it => it.Key).ToList();
        var width = context.IsTerminal && file is null ? (int?)null : PlanTable.RedirectedWidth;
        var text = isJson ? PlanWriter.ToJson(plan) : PlanTable.Render(plan, examples, width);
        if (file is null)
            await context.Output.WriteAsync(text).ConfigureAwait(false);
        else
            ResultFile.Write(file, text);
        if (isJson && examples.Count > 0)
            await context.Error.WriteLineAsync($"{PlanTable.ExamplesTitle}: {string.Join(", ", examples)}").ConfigureAwait(false);
        return plan.Controls.Any(result => result.Status == ControlStatus.Fail) ? ExitCode.ControlFailed : ExitCode.Success;
    }
}
