using System.CommandLine;

namespace FlowerInfra;

/// <summary><c>diff</c>: what a stack changes over an older version of it.</summary>
internal static class DiffCommand
{
    private const string None = "none";
    private const string AnyChange = "any";

    public static Command Create(CommandContext context)
    {
        var stack = CommandOptions.Stack(required: true);
        var file = new Option<string?>("--base", "-b") { Description = "The older plan: a file that \"preview --format json\" wrote", HelpName = "file" };
        var reference = new Option<string?>("--base-ref") { Description = "The older version: a branch, tag or commit of the Git repository", HelpName = "reference" };
        var head = new Option<string?>("--head") { Description = "The newer plan, in place of the work tree", HelpName = "file" };
        var format = CommandOptions.Format("table", "markdown", "json", "sarif", "html", "svg");
        var result = CommandOptions.File();
        var failOn = new Option<string[]>("--fail-on")
        {
            Description = $"Exit with 1 when something gets worse for a concern ({string.Join(", ", Concerns)}), or on any change: {AnyChange}, {None}",
            HelpName = "concern",
            DefaultValueFactory = _ => [None],
        };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Also show checksums, and the values of created and deleted resources" };
        var command = new Command("diff", "Shows what a stack changes compared with an older version, and what that means")
        {
            stack, file, reference, head, format, result, failOn, verbose,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            context,
            new DiffInput(parsed.GetValue(stack)!, parsed.GetValue(file), parsed.GetValue(reference), parsed.GetValue(head)),
            parsed.GetValue(format)!, parsed.GetValue(result), FailsOn(parsed.GetValue(failOn) ?? []), parsed.GetValue(verbose), cancellation));
        return command;
    }

    private static IEnumerable<string> Concerns => Enum.GetValues<Concern>().Where(it => it != Concern.Other).Select(it => it.Word());

    private static async Task<int> RunAsync(
        CommandContext context, DiffInput input, string format, string? file, HashSet<string> failsOn, bool isVerbose, CancellationToken cancellation)
    {
        await context.WriteBannerAsync(format == "table" && file is null).ConfigureAwait(false);
        input.Check();
        if (file is not null)
            ResultFile.Check(file);
        var (before, after) = await input.ReadAsync(context, cancellation).ConfigureAwait(false);
        var diff = PlanDiff.Of(before, after);
        await context.WriteAsync(file, format switch
        {
            "json" => DiffJson.ToJson(diff),
            "sarif" => DiffSarif.ToSarif(diff, context.FileOf(input.Stack)),
            "html" => DiffHtml.ToHtml(diff, isVerbose),
            "svg" => DiffHtml.ToSvg(diff),
            "markdown" => DiffMarkdown.ToMarkdown(diff, isVerbose),
            _ => DiffTable.Render(diff, isVerbose, context.FormOf(file)),
        }).ConfigureAwait(false);
        foreach (var note in context.Annotates ? Annotations.Of(diff, concern => failsOn.Contains(concern.Word()), context.FileOf(input.Stack)) : [])
            await context.Error.WriteLineAsync(note).ConfigureAwait(false);
        return (failsOn.Contains(AnyChange) && !diff.IsEmpty) || Enum.GetValues<Concern>().Any(it => failsOn.Contains(it.Word()) && diff.Worsens(it))
            ? ExitCode.ControlFailed
            : ExitCode.Success;
    }

    private static HashSet<string> FailsOn(string[] given)
    {
        string[] known = [None, AnyChange, .. Concerns];
        var words = given.SelectMany(it => it.Split(',', StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.Ordinal);
        if (words.FirstOrDefault(it => !known.Contains(it, StringComparer.Ordinal)) is { } unknown)
        {
            throw new ArgumentFaultsException(
                "The command line", [new ArgumentFault("--fail-on", unknown, "is no concern", $"Take one of {string.Join(", ", known)}, or several, separated by commas.")]);
        }

        return words;
    }
}
