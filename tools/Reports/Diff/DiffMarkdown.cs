using System.Text;
using static FlowerInfra.MarkdownText;

namespace FlowerInfra;

/// <summary>
/// A comparison as a comment on a change. The first line, which nobody sees, names the stack: whoever posts it again finds the
/// comment by it and replaces it.
/// </summary>
internal static class DiffMarkdown
{
    // What stands before the worst is there at once; what only improves or is only told is folded.
    private const Impact LeastShown = Impact.Caution;

    private const int MostShown = 15;
    private const int LinesOfPart = 200;
    private const string Cut = "\n_More doesn't fit into a comment: `diff` prints the rest._\n";

    /// <summary>The line by which a comment is found again.</summary>
    /// <param name="stack">The stack.</param>
    public static string Marker(string stack) => $"<!-- flower-infra diff: {stack} -->";

    /// <summary>Writes a comparison.</summary>
    /// <param name="diff">The comparison.</param>
    /// <param name="isVerbose">Whether checksums and the values of what comes and goes are shown too.</param>
    public static string ToMarkdown(PlanDiff diff, bool isVerbose)
    {
        var text = new StringBuilder($"{Marker(diff.After.Stack)}\n## {Text(diff.After.Project)} {Text(diff.After.Stack)}: what this changes\n\n");
        text.Append($"{(diff.IsEmpty ? DiffTable.Nothing : DiffTable.Counts(diff))}\n");
        Controls(text, diff.Controls);
        var shown = diff.Effects.TakeWhile((it, index) => it.Impact >= LeastShown && index < MostShown).ToList();
        Effects(text, "### What it means", shown);
        var isCut = Shorten(text, Room - Cut.Length);
        foreach (var folded in Folded(diff, [.. diff.Effects.Skip(shown.Count)], isVerbose))
        {
            if (text.Length + folded.Length > Room - Cut.Length)
                isCut = true;
            else
                text.Append(folded);
        }

        return isCut ? text.Append(Cut).ToString() : text.ToString();
    }

    private static void Controls(StringBuilder text, IReadOnlyList<ControlChange> controls)
    {
        if (controls.Count == 0)
            return;
        text.Append("\n### Controls\n\n");
        foreach (var control in controls)
            text.Append($"- {Sign(control.Impact)} {Code(control.Id)} {Code(control.Resource)}: {Code(control.Text)} ({Text(control.Title)})\n");
    }

    private static void Effects(StringBuilder text, string title, IReadOnlyList<Effect> effects)
    {
        if (effects.Count == 0)
            return;
        text.Append($"\n{title}\n\n");
        foreach (var effect in effects)
            text.Append($"- {Sign(effect.Impact)} **{effect.Concern.Word()}** {Code(effect.Line)}\n");
    }

    private static IEnumerable<string> Folded(PlanDiff diff, IReadOnlyList<Effect> rest, bool isVerbose)
    {
        if (rest.Count > 0)
        {
            var text = new StringBuilder();
            Effects(text, "", rest);
            yield return Details($"{rest.Count} more that this means", text.ToString());
        }

        var blocks = ChangeBlock.Of(diff, isVerbose);
        if (blocks.Count == 0)
            yield break;
        // Where not all blocks have room, the first, worst ones have.
        var parts = Parts(blocks).ToList();
        foreach (var (index, part) in parts.Index())
            yield return Details($"Resources and their values{(parts.Count > 1 ? $", part {index + 1} of {parts.Count}" : "")}", Block("diff", part.SelectMany(it => it.Lines.Select(Indented).Prepend(Coloured(it.Title)))));
    }

    // GitHub colours lines that begin with + or -; a changed value begins with !.
    private static string Coloured(string line) => line is ['~' or '±', ..] ? $"!{line[1..]}" : line;

    // Below the resource, and the sign still first in its line.
    private static string Indented(string line) => Coloured(line).Insert(1, "   ");

    private static IEnumerable<List<ChangeBlock>> Parts(IReadOnlyList<ChangeBlock> blocks)
    {
        var part = new List<ChangeBlock>();
        foreach (var block in blocks)
        {
            if (part.Count > 0 && (part.Sum(it => it.Lines.Count + 1) + block.Lines.Count > LinesOfPart))
            {
                yield return part;
                part = [];
            }

            part.Add(block);
        }

        if (part.Count > 0)
            yield return part;
    }

    private static string Sign(Impact impact) => impact switch
    {
        Impact.Danger => "🔴",
        Impact.Caution => "🟡",
        Impact.Better => "🟢",
        _ => "⚪",
    };
}
