using System.Text;
using static FlowerInfra.MarkdownText;

namespace FlowerInfra;

/// <summary>A plan as a comment on a change: the summary, the failures and the waivers; the rest folded.</summary>
internal static class PlanMarkdown
{
    private const int RoomOfTitle = 1_000;

    private const string Cut = "\n_More doesn't fit into a comment: `preview --verbose` has the rest._\n";

    /// <summary>Writes a plan.</summary>
    /// <param name="preview">The plan with its controls evaluated.</param>
    public static string ToMarkdown(EvaluatedPlan preview)
    {
        var findings = new StringBuilder();
        Findings(findings, "Failures", preview.Findings(ControlStatus.Fail), hasFix: true);
        Waivers(findings, preview);
        var summary = new StringBuilder($"## {Text(preview.Plan.Project)} {Text(preview.Plan.Stack)}\n\n{PlanTable.Counts(preview.Plan)}\n");
        foreach (var section in PlanSummary.Of(preview.Index))
            Summary(summary, section);
        // Where not all has room, what has to change comes before what is so.
        var isCut = Shorten(findings, Room - RoomOfTitle);
        isCut |= Shorten(summary, Room - findings.Length);
        var text = summary.Append(findings);
        foreach (var folded in Folded(preview))
        {
            if (text.Length + folded.Length > Room)
                isCut = true;
            else
                text.Append(folded);
        }

        return isCut ? text.Append(Cut).ToString() : text.ToString();
    }

    private static void Findings(StringBuilder text, string title, IReadOnlyList<FindingGroup> groups, bool hasFix)
    {
        if (groups.Count == 0)
            return;
        text.Append($"\n### {title}\n\n");
        foreach (var group in groups)
        {
            text.Append($"- **{group.Control.Severity.Word()}** {group.Control.Id}: {Text(group.Control.Title)}\n");
            foreach (var (message, resources) in group.Lines)
                text.Append($"  - {Codes(resources)}: {Code(message)}\n");
            if (hasFix && group.Fix is { } fix)
                text.Append($"  - Fix: {Text(fix)}\n");
        }
    }

    private static void Waivers(StringBuilder text, EvaluatedPlan preview)
    {
        foreach (var (title, waivers) in FindingTable.Waivers(preview))
        {
            text.Append($"\n### {title}\n\n");
            foreach (var waiver in waivers)
            {
                if (waiver.Resources.Count > 0)
                    text.Append($"- {waiver.Id}: {Code(FindingTable.Line(waiver))}\n");
                if (waiver.Problem is { } problem)
                    text.Append($"- ⚠️ {waiver.Id}: {Code(problem)}\n");
            }
        }
    }

    private static void Summary(StringBuilder text, SummarySection section)
    {
        text.Append($"\n### {section.Title}\n\n");
        foreach (var entry in section.Entries)
        {
            text.Append($"- {Code(entry.Subject)}{(section.IsDetailed ? "" : $": {Code(entry.Line)}")}\n");
            foreach (var fact in section.IsDetailed ? entry.Facts : [])
                text.Append($"  - {fact.Label}: {Code(fact.Value)}\n");
        }
    }

    private static IEnumerable<string> Folded(EvaluatedPlan preview)
    {
        var unknown = new StringBuilder();
        Findings(unknown, "Known only after deployment", preview.Findings(ControlStatus.Unknown), hasFix: false);
        if (unknown.Length > 0)
            yield return Details("What is known only after deployment", unknown.ToString());
        var needs = AccountPrerequisites.Of(preview.Plan).Concat(ClusterPrerequisites.Of(preview.Plan)).ToList();
        if (needs.Count > 0)
            yield return Details("What the account and the cluster need", string.Concat(needs.Select(it => $"- {Text(it.Name)}: {Text(it.Reason)}\n")));
        if (preview.ExampleKeys.Count > 0)
            yield return Details(PlanTable.ExamplesTitle, string.Concat(preview.ExampleKeys.Select(it => $"- {Code(it)}\n")));
        var tree = TextConsole.Render(default, console => ResourceTree.Write(console, preview.Plan));
        yield return Details($"{preview.Plan.Resources.Count} resources and components", $"```text\n{tree.TrimEnd()}\n```\n");
    }
}
