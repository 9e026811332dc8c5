using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary><c>controls</c>: the catalogue of security controls, and their state in a stack.</summary>
internal static partial class ControlsCommand
{
    public static Command Create(CommandContext context)
    {
        var stack = CommandOptions.Stack(required: false);
        var format = CommandOptions.Format("table", "markdown", "json", "sarif", "junit");
        var file = CommandOptions.File();
        var command = new Command("controls", "Lists the security controls and, with a stack, their state in it")
        {
            stack, format, file, CreateExplain(context),
        };
        command.SetAction((result, _) => RunAsync(context, result.GetValue(stack), result.GetValue(format)!, result.GetValue(file)));
        return command;
    }

    private static Command CreateExplain(CommandContext context)
    {
        var id = new Argument<string>("id") { Description = "The control's id, for example FLW-LB-01", HelpName = "ID" };
        var command = new Command("explain", "Says what a control asks, why, how to meet it and how to waive it") { id };
        command.SetAction((result, _) => ExplainAsync(context, result.GetValue(id)!));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string? stack, string format, string? file)
    {
        await context.WriteBannerAsync(format == "table" && file is null).ConfigureAwait(false);
        if (file is not null)
            ResultFile.Check(file);
        if (stack is null && format == "junit")
            throw Refusal(new ArgumentFault("--format", format, "shows findings, and there are none without a stack", "Add --stack."));
        var preview = stack is null ? null : await EvaluatedPreview.RunAsync(context, context.Settings(stack)).ConfigureAwait(false);
        await context.WriteAsync(file, format switch
        {
            "json" => ControlsJson.ToJson(preview),
            "sarif" => ControlsSarif.ToSarif(preview, stack is null ? null : context.FileOf(stack)),
            "junit" => ControlsJunit.ToXml(preview!),
            "markdown" => ControlList.ToMarkdown(preview),
            _ => ControlList.ToTable(preview, context.FormOf(file)),
        }).ConfigureAwait(false);
        return preview is null ? ExitCode.Success : await FindingNotes.WriteAsync(context, preview, isShown: true).ConfigureAwait(false);
    }

    private static async Task<int> ExplainAsync(CommandContext context, string id)
    {
        var control = ControlCatalogue.Find(id) ?? throw Refusal(new ArgumentFault("ID", id, "is not the id of a control", Similar(id)));
        await context.WriteBannerAsync(isResult: true).ConfigureAwait(false);
        await context.Output.WriteAsync(ControlExplanation.Render(control, context.Form)).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static string Similar(string id)
    {
        var known = ControlCatalogue.All.Select(it => it.Id).ToList();
        var parts = Parts().Match(id);
        // Numbers differ in one digit from many others: the area and the number tell more than the letters.
        var written = parts.Success
            ? string.Create(CultureInfo.InvariantCulture, $"FLW-{parts.Groups[1].Value.ToUpperInvariant()}-{int.Parse(parts.Groups[2].Value, CultureInfo.InvariantCulture):00}")
            : id;
        if (ControlCatalogue.Find(written)?.Id is { } same)
            return $"Did you mean {same}?";
        var area = known.FindAll(it => parts.Success && it.StartsWith($"FLW-{parts.Groups[1].Value}-", StringComparison.OrdinalIgnoreCase));
        return area.Count > 0 ? $"Take one of {area[0]} to {area[^1]}."
            : SimilarName.In(known, written) is { } near ? $"Did you mean {near}?"
            : "Take an id that the command \"controls\" lists.";
    }

    private static ArgumentFaultsException Refusal(ArgumentFault fault) => new("The command line", [fault]);

    [GeneratedRegex("^(?:FLW)?[-_ ]?([A-Z0-9]*[A-Z])[-_ ]?([0-9]{1,4})$", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();
}
