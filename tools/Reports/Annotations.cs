namespace FlowerInfra;

/// <summary>
/// A stack's findings as GitHub's workflow commands, which show them on the run and beside the change. The runner reads them
/// from the standard error too, where they mix with no result
/// (<see href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"/>).
/// </summary>
internal static class Annotations
{
    /// <summary>The commands, one a line; failures first, for GitHub shows the first ten of a step.</summary>
    /// <param name="preview">The plan with its controls evaluated.</param>
    /// <param name="file">The stack's file, relative to the repository.</param>
    public static IEnumerable<string> Of(EvaluatedPlan preview, string file) =>
        preview.Findings(ControlStatus.Fail)
            .Select(it => Command("error", file, $"{it.Control.Id} {it.Control.Title}", Text(it)))
            .Concat(preview.Waivers.Where(it => it.Problem is not null).Select(it => Command("warning", file, it.Id, it.Problem!)));

    /// <summary>The commands for what a comparison finds worse; what fails the command is an error.</summary>
    /// <param name="diff">The comparison.</param>
    /// <param name="fails">Whether the command fails for a concern.</param>
    /// <param name="file">The stack's file, relative to the repository.</param>
    public static IEnumerable<string> Of(PlanDiff diff, Func<Concern, bool> fails, string file) =>
        diff.Controls.Where(it => it.Impact >= Impact.Caution)
            .Select(it => (IsError: fails(Concern.Security), Title: it.Id, Text: $"{it.Resource}: {it.Text}"))
            .Concat(diff.Effects.Where(it => it.Impact >= Impact.Caution).Select(it => (IsError: fails(it.Concern), Title: it.Concern.Word(), Text: it.Line)))
            .OrderByDescending(it => it.IsError)
            .Select(it => Command(it.IsError ? "error" : "warning", file, it.Title, Printable.Of(it.Text)));

    /// <summary>The command for what ended a run.</summary>
    /// <param name="message">The message, a line for each fault.</param>
    public static string Of(string message) =>
        $"::error title=FlowerInfra::{Data(string.Join('\n', message.Split('\n').Select(Printable.Of)))}";

    private static string Text(FindingGroup group)
    {
        var lines = group.Lines.Select(it => $"{string.Join(", ", it.Resources)}: {Printable.Of(it.Message)}");
        return string.Join('\n', group.Fix is null ? lines : lines.Append($"Fix: {group.Fix}"));
    }

    private static string Command(string kind, string file, string title, string text) =>
        $"::{kind} file={Property(file)},title={Property(title)}::{Data(text)}";

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
