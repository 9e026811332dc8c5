namespace FlowerInfra;

/// <summary>A plan as a page: the picture, the summary, the controls, the edges, what has to be there first, and the resources.</summary>
internal static class PlanHtml
{
    /// <summary>Writes a plan.</summary>
    /// <param name="preview">The plan with its controls evaluated.</param>
    public static string ToHtml(EvaluatedPlan preview)
    {
        var name = NameOf(preview.Plan);
        var picture = PictureFold.Of(Picture.Of(preview.Index));
        return HtmlPage.Write(name, new MarkupText().Add($"<p>{PlanTable.Counts(preview.Plan)}</p>"),
        [
            ("Who reaches what", HtmlPicture.Draw(name, picture)),
            .. PlanSummary.Of(preview.Index).Select(it => (it.Title, Summary(it))),
            ("Controls", HtmlFindings.Of(preview)),
            (HtmlPicture.TableTitle, HtmlPicture.Table(picture)),
            ("What has to be there first", Needs(preview)),
            ("Resources", HtmlResources.Of(preview.Plan)),
        ]);
    }

    /// <summary>The picture alone, as SVG.</summary>
    /// <param name="preview">The plan.</param>
    public static string ToSvg(EvaluatedPlan preview) => PictureSvg.Draw(NameOf(preview.Plan), PictureFold.Of(Picture.Of(preview.Index))).ToString();

    private static string NameOf(Plan plan) => $"{plan.Project} {plan.Stack}";

    private static MarkupText Summary(SummarySection section)
    {
        var text = new MarkupText().Add($"<dl>\n");
        foreach (var entry in section.Entries)
        {
            text.Add($"<dt>{entry.Subject}</dt>\n");
            if (!section.IsDetailed)
                text.Add($"<dd>{entry.Line}</dd>\n");
            foreach (var fact in section.IsDetailed ? entry.Facts : [])
                text.Add($"<dd><span class=\"quiet\">{fact.Label}</span> {fact.Value}</dd>\n");
        }

        return text.Add($"</dl>\n");
    }

    private static MarkupText Needs(EvaluatedPlan preview)
    {
        var text = new MarkupText();
        List("The account needs", AccountPrerequisites.Of(preview.Plan).Select(it => $"{it.Name}: {it.Reason}"));
        List("The cluster needs", ClusterPrerequisites.Of(preview.Plan).Select(it => $"{it.Name}: {it.Reason}"));
        List(PlanTable.ExamplesTitle, preview.ExampleKeys);
        return text;

        void List(string title, IEnumerable<string> lines)
        {
            var all = lines.ToList();
            if (all.Count == 0)
                return;
            text.Add($"<h3>{title}</h3>\n<ul>\n");
            foreach (var line in all)
                text.Add($"<li>{line}</li>\n");
            text.Add($"</ul>\n");
        }
    }
}
