using System.CommandLine;

namespace FlowerInfra;

/// <summary><c>preview</c>: what a stack would create, what it needs for that, and the state of its controls.</summary>
internal static class PreviewCommand
{
    public static Command Create(CommandContext context)
    {
        var stack = CommandOptions.Stack(required: true);
        var format = CommandOptions.Format("table", "json", "markdown", "html", "svg");
        var file = CommandOptions.File();
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Also show every resource and what passes" };
        var command = new Command("preview", "Shows what a stack would create and whether its security controls hold") { stack, format, file, verbose };
        command.SetAction((result, _) => RunAsync(
            context, result.GetValue(stack)!, result.GetValue(format)!, result.GetValue(file), result.GetValue(verbose)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string stack, string format, string? file, bool isVerbose)
    {
        var isTable = format == "table";
        await context.WriteBannerAsync(isTable && file is null).ConfigureAwait(false);
        if (file is not null)
            ResultFile.Check(file);
        var preview = await EvaluatedPreview.RunAsync(context, context.Settings(stack)).ConfigureAwait(false);
        await context.WriteAsync(file, format switch
        {
            "json" => PlanWriter.ToJson(preview.Plan),
            "markdown" => PlanMarkdown.ToMarkdown(preview),
            "html" => PlanHtml.ToHtml(preview),
            "svg" => PlanHtml.ToSvg(preview),
            _ => PlanTable.Render(preview, isVerbose, context.FormOf(file)),
        }).ConfigureAwait(false);
        if (format is "json" or "svg" && preview.ExampleKeys.Count > 0)
            await context.Error.WriteLineAsync($"{PlanTable.ExamplesTitle}: {PlanTable.ExampleKeys(preview)}").ConfigureAwait(false);
        return await FindingNotes.WriteAsync(context, preview, isShown: format is not ("json" or "svg")).ConfigureAwait(false);
    }
}
