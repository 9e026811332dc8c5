namespace FlowerInfra;

/// <summary>A picture in a page, and as a table, which says more than the picture has room for.</summary>
internal static class HtmlPicture
{
    private const int MostPasses = 12;
    private const int MostNames = 8;

    /// <summary>The title of the section with the table.</summary>
    public const string TableTitle = "The edges as a table";

    /// <summary>The picture; empty when nothing is in it.</summary>
    /// <param name="name">What it is a picture of.</param>
    /// <param name="picture">The picture, folded.</param>
    public static MarkupText Draw(string name, Picture picture) => picture.Nodes.Count == 0 ? new MarkupText() : new MarkupText()
        .Add($"<div class=\"scroll\" role=\"region\" aria-label=\"Picture, scrolls sideways\" tabindex=\"0\">\n{PictureSvg.Draw(name, picture)}</div>\n")
        .Add($"<p class=\"quiet\">Each number is a row of the table below. “TLS” and “plain” say whether all of a line is encrypted; dotted frames are trust boundaries.</p>\n");

    /// <summary>The table.</summary>
    /// <param name="picture">The picture, folded.</param>
    public static MarkupText Table(Picture picture)
    {
        var table = new MarkupText();
        var bundles = PictureBundle.Of(picture);
        if (bundles.Count == 0)
            return table;
        table.Add($"<table class=\"stack\"><caption>Who reaches what, over which port, through which checks, encrypted with what</caption>\n");
        table.Add($"<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\">Over</th><th scope=\"col\">Through</th><th scope=\"col\">Encrypted</th></tr></thead>\n<tbody>\n");
        foreach (var bundle in bundles)
        {
            foreach (var edge in bundle.Edges)
                Row(table, bundle, edge);
        }

        return table.Add($"</tbody></table>\n");
    }

    private static void Row(MarkupText table, PictureBundle bundle, PictureEdge edge)
    {
        table.Add($"<tr><th scope=\"row\">{bundle.Number}");
        if (edge.Mark != PictureMark.None)
            table.Add($" <span class=\"{(edge.Mark == PictureMark.Added ? "good" : edge.Mark == PictureMark.Removed ? "bad" : "care")}\">{edge.Mark.Sign()}{edge.Mark.Word()}</span>");
        table.Add($"</th><td data-label=\"From\">{Name(bundle.From)}</td><td data-label=\"To\">{Name(bundle.To)}</td><td data-label=\"Over\">{PictureTraffic.Shown(edge.Traffic)}</td><td data-label=\"Through\"><ul>");
        var passes = new[] { Rules("out by", edge.Leaving), Rules("in by", edge.Entering) }.OfType<string>().Concat(PictureWords.First(edge.Checks, MostPasses)).DefaultIfEmpty("no check that the plan shows");
        foreach (var pass in passes)
            table.Add($"<li>{pass}</li>");
        table.Add($"</ul></td><td data-label=\"Encrypted\">{edge.Encryption.Words}</td></tr>\n");
    }

    private static string? Rules(string verb, IReadOnlyList<string> names) => names.Count == 0 ? null : $"{verb} {string.Join(", ", PictureWords.First(names, MostNames))}";

    private static string Name(PictureNode node) => node.Zone == PictureZone.Pods || node.Lines.Count == 0 ? node.Title
        : node.IsRange ? $"{node.Title}: {string.Join(", ", node.Lines)}"
        : node.Lines.Any(it => it == "not of this stack") ? $"{node.Title} ({node.Lines[0]})"
        : node.Title;
}
