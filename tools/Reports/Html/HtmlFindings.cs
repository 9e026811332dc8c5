namespace FlowerInfra;

/// <summary>What the controls of a stack found: failures with what to do, what is unknown, waivers, and what passes.</summary>
internal static class HtmlFindings
{
    /// <summary>Writes it.</summary>
    /// <param name="preview">The plan with its controls evaluated.</param>
    public static MarkupText Of(EvaluatedPlan preview)
    {
        var text = new MarkupText();
        var failures = preview.Findings(ControlStatus.Fail);
        if (failures.Count == 0)
            text.Add($"<p class=\"good\">No control fails.</p>\n");
        Groups(text, "Failures", failures, hasFix: true);
        Groups(text, "Known only after deployment", preview.Findings(ControlStatus.Unknown), hasFix: false);
        Waivers(text, preview);
        var passed = preview.Findings(ControlStatus.Pass);
        if (passed.Count > 0)
        {
            text.Add($"<details><summary>Passed: {passed.Count} controls</summary><ul>\n");
            foreach (var group in passed)
                text.Add($"<li><strong>{group.Control.Id}</strong> {group.Control.Title}: {Names([.. group.Lines.SelectMany(it => it.Resources)])}</li>\n");
            text.Add($"</ul></details>\n");
        }

        return text;
    }

    private static void Groups(MarkupText text, string title, IReadOnlyList<FindingGroup> groups, bool hasFix)
    {
        if (groups.Count == 0)
            return;
        text.Add($"<h3>{title}</h3>\n<ul>\n");
        foreach (var group in groups)
        {
            text.Add($"<li><span class=\"{(hasFix ? "bad" : "care")}\">{group.Control.Severity.Word()}</span> <strong>{group.Control.Id}</strong>: {group.Control.Title}.<ul>");
            foreach (var (message, resources) in group.Lines)
                text.Add($"<li>{Names(resources)}: <code>{message}</code></li>");
            if (hasFix && group.Fix is { } fix)
                text.Add($"<li>Fix: {fix}</li>");
            text.Add($"<li class=\"quiet\">A failure {group.Control.Severity.Meaning()}.");
            if (group.Control.Guide is { } guide)
                text.Add($" Asked for by: {guide}.");
            text.Add($"</li></ul></li>\n");
        }

        text.Add($"</ul>\n");
    }

    private static void Waivers(MarkupText text, EvaluatedPlan preview)
    {
        foreach (var (title, waivers) in FindingTable.Waivers(preview))
        {
            text.Add($"<h3>{title}</h3>\n<ul>\n");
            foreach (var waiver in waivers)
            {
                if (waiver.Resources.Count > 0)
                    text.Add($"<li><strong>{waiver.Id}</strong> {FindingTable.Line(waiver)}</li>\n");
                if (waiver.Problem is { } problem)
                    text.Add($"<li><strong>{waiver.Id}</strong> <span class=\"care\">waives nothing</span>: {problem}</li>\n");
            }

            text.Add($"</ul>\n");
        }
    }

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", PictureWords.First(names, 20));
}
