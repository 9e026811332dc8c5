using System.Globalization;

namespace FlowerInfra;

/// <summary>What the controls of a stack found, for people: failures by severity, what is unknown, and the waivers.</summary>
internal static class FindingTable
{
    /// <summary>Writes it; nothing when everything passes.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="preview">The plan with its controls evaluated.</param>
    public static void Write(TextConsole console, EvaluatedPlan preview)
    {
        Write(console, "Failures", "red", preview.Findings(ControlStatus.Fail), hasFix: true);
        Write(console, "Known only after deployment", "yellow", preview.Findings(ControlStatus.Unknown), hasFix: false);
        foreach (var (title, waivers) in Waivers(preview))
        {
            console.Title(title);
            foreach (var waiver in waivers)
            {
                if (waiver.Resources.Count > 0)
                    console.Line("  ", $"{waiver.Id}  ", "blue", Line(waiver));
                if (waiver.Problem is { } problem)
                    console.Line("  ", $"{waiver.Id}  ", "yellow", problem);
            }

            console.Line();
        }
    }

    /// <summary>The waivers of each kind that there is one of, under its title.</summary>
    /// <param name="preview">The plan with its controls evaluated.</param>
    public static IEnumerable<(string Title, IEnumerable<WaiverUse> Waivers)> Waivers(EvaluatedPlan preview) =>
        preview.Waivers.GroupBy(it => it.Kind).OrderBy(it => it.Key).Select(it => (it.Key.Title(), it.AsEnumerable()));

    /// <summary>A waiver in one line, behind its id: the resources, the reason and the last day if it has one.</summary>
    /// <param name="waiver">The waiver.</param>
    public static string Line(WaiverUse waiver) => $"{string.Join(", ", waiver.Resources)}: {waiver.Reason}"
        + (waiver.Expires is { } day ? $"; last day {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "");

    private static void Write(TextConsole console, string title, string style, IReadOnlyList<FindingGroup> groups, bool hasFix)
    {
        if (groups.Count == 0)
            return;
        console.Title(title);
        foreach (var group in groups)
        {
            console.Line("  ", $"{group.Control.Severity.Word(),-8}  {group.Control.Id}  ", style, group.Control.Title);
            foreach (var (message, resources) in group.Lines)
                console.Line("            ", $"{string.Join(", ", resources)}: {message}");
            if (hasFix && group.Fix is { } fix)
                console.Line("            ", "Fix: ", "bold", fix);
        }

        console.Line();
    }
}
