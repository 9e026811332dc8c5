namespace FlowerInfra;

/// <summary>A comparison as a page: what it means, the picture with what comes, goes and changes marked, and the values.</summary>
internal static class DiffHtml
{
    /// <summary>Writes a comparison.</summary>
    /// <param name="diff">The comparison.</param>
    /// <param name="isVerbose">Whether checksums and the values of what comes and goes are shown too.</param>
    public static string ToHtml(PlanDiff diff, bool isVerbose)
    {
        var name = NameOf(diff);
        var picture = PictureFold.Of(PictureDifference.Of(diff));
        return HtmlPage.Write(name, new MarkupText().Add($"<p>{(diff.IsEmpty ? DiffTable.Nothing : DiffTable.Counts(diff))}</p>"),
        [
            ("What it means", Effects(diff)),
            ("Controls", Controls(diff)),
            ("Who reaches what", HtmlPicture.Draw(name, picture)),
            (HtmlPicture.TableTitle, HtmlPicture.Table(picture)),
            ("Resources and their values", Values(diff, isVerbose)),
        ]);
    }

    /// <summary>The picture alone, as SVG.</summary>
    /// <param name="diff">The comparison.</param>
    public static string ToSvg(PlanDiff diff) => PictureSvg.Draw(NameOf(diff), PictureFold.Of(PictureDifference.Of(diff))).ToString();

    private static string NameOf(PlanDiff diff) => $"{diff.After.Project} {diff.After.Stack}: what this changes";

    private static MarkupText Effects(PlanDiff diff)
    {
        var text = new MarkupText();
        if (diff.Effects.Count == 0)
            return text;
        text.Add($"<ul>\n");
        foreach (var effect in diff.Effects)
            text.Add($"<li><span class=\"{Style(effect.Impact)}\">{effect.Impact.Word()}</span> {effect.Concern.Word()}: <span class=\"value\">{effect.Line}</span></li>\n");
        return text.Add($"</ul>\n");
    }

    private static MarkupText Controls(PlanDiff diff)
    {
        var text = new MarkupText();
        if (diff.Controls.Count == 0)
            return text;
        text.Add($"<ul>\n");
        foreach (var control in diff.Controls)
            text.Add($"<li><span class=\"{Style(control.Impact)}\">{control.Impact.Word()}</span> <strong>{control.Id}</strong> {control.Resource}: <span class=\"value\">{control.Text}</span> ({control.Title})</li>\n");
        return text.Add($"</ul>\n");
    }

    private static MarkupText Values(PlanDiff diff, bool isVerbose)
    {
        var text = new MarkupText();
        foreach (var block in ChangeBlock.Of(diff, isVerbose))
        {
            if (block.Lines.Count == 0)
            {
                text.Add($"<p class=\"value\">{block.Title}</p>\n");
                continue;
            }

            text.Add($"<details><summary>{block.Title}</summary><pre tabindex=\"0\">");
            foreach (var line in block.Lines)
                text.Add($"{line}\n");
            text.Add($"</pre></details>\n");
        }

        return text;
    }

    private static string Style(Impact impact) => impact switch
    {
        Impact.Danger => "bad",
        Impact.Caution => "care",
        Impact.Better => "good",
        _ => "quiet",
    };
}
