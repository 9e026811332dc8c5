using static FlowerInfra.PictureMeasures;

namespace FlowerInfra;

/// <summary>
/// Draws a picture as SVG: the same bytes stand alone and in a page. It has no script and fetches nothing, follows the reader's
/// light or dark, and says everything by words and dashes that it says by colours.
/// </summary>
internal static class PictureSvg
{
    private const string Style = """
        .picture{color-scheme:light dark;font-family:ui-monospace,"DejaVu Sans Mono","Liberation Mono",Menlo,Consolas,monospace;font-size:11px;--back:#fff;--node:#f6f8fa;--text:#1f2328;--quiet:#59636e;--added:#116329;--changed:#7d4e00;--removed:#b3261e}
        .picture text{fill:var(--text);stroke:none;white-space:pre}
        .picture .back{fill:var(--back)}
        .picture .box{fill:none;stroke:var(--quiet);stroke-dasharray:2 3}
        .picture .boundary{fill:var(--quiet)}
        .picture .node{fill:var(--node);stroke:var(--quiet)}
        .picture .name{font-size:12px;font-weight:bold}
        .picture .line{fill:none;stroke:var(--quiet)}
        .picture .tip{fill:var(--quiet)}
        .picture .added>.node,.picture .added>.line{stroke:var(--added);stroke-width:2.5}
        .picture .changed>.node,.picture .changed>.line{stroke:var(--changed);stroke-width:2;stroke-dasharray:9 3 2 3}
        .picture .removed>.node,.picture .removed>.line{stroke:var(--removed);stroke-width:2;stroke-dasharray:5 4}
        .picture .added>.mark{fill:var(--added)}.picture .changed>.mark{fill:var(--changed)}.picture .removed>.mark{fill:var(--removed)}
        @media (prefers-color-scheme:dark){.picture{--back:#0d1117;--node:#161b22;--text:#e6edf3;--quiet:#9da7b3;--added:#7ee2a8;--changed:#e3b341;--removed:#ff8a80}}
        @media print{.picture{--back:#fff;--node:#fff;--text:#000;--quiet:#444;--added:#000;--changed:#000;--removed:#000}}
        """;

    /// <summary>Draws a picture.</summary>
    /// <param name="name">What it is a picture of.</param>
    /// <param name="picture">The picture, folded.</param>
    public static MarkupText Draw(string name, Picture picture)
    {
        var layout = new PictureLayout(picture);
        var svg = new MarkupText();
        svg.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" role=\"img\" aria-labelledby=\"picture-title\" aria-describedby=\"picture-description\" ");
        svg.Add($"viewBox=\"0 0 {layout.Width} {layout.Height}\" width=\"{layout.Width}\" height=\"{layout.Height}\">\n");
        svg.Add($"<title id=\"picture-title\">{name}: who reaches what</title>\n<desc id=\"picture-description\">{Description(layout)}</desc>\n<style>\n");
        svg.Add($"{MarkupText.OfOurs(Style)}\n</style>\n");
        svg.Add($"<defs><marker id=\"picture-tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\">");
        svg.Add($"<path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n<rect class=\"back\" width=\"{layout.Width}\" height=\"{layout.Height}\"/>\n");
        foreach (var box in layout.Boxes)
            Box(svg, box);
        foreach (var line in layout.Lines)
            Line(svg, line);
        foreach (var node in layout.Nodes)
            Node(svg, node);
        return svg.Add($"</svg>\n");
    }

    private static string Description(PictureLayout layout) => string.Join(". ", layout.Nodes.GroupBy(it => it.Node.Boundary, StringComparer.Ordinal)
        .Select(it => $"{it.Key}: {string.Join(", ", it.Select(node => node.Node.MarkedTitle))}")) + ". The table of edges says who reaches what.";

    private static void Box(MarkupText svg, PlacedBox box)
    {
        svg.Add($"<rect class=\"box\" x=\"{box.X}\" y=\"{box.Y}\" width=\"{BoxWidth}\" height=\"{box.Height}\" rx=\"6\"/>");
        svg.Add($"<text class=\"boundary\" x=\"{box.X + Padding}\" y=\"{box.Y + Row}\">{RowText.Cut(Printable.Of(box.Title), RowCharacters)}</text>\n");
    }

    private static void Line(MarkupText svg, PlacedLine line)
    {
        svg.Add($"<g class=\"edge {line.Bundle.Mark.Word()}\"><title>{line.Bundle.From.Title} to {line.Bundle.To.Title}: {line.Bundle.Label}</title>");
        svg.Add($"<path class=\"line\" d=\"{line.Path}\" marker-{(line.EndsLeft ? "start" : "end")}=\"url(#picture-tip)\"/>");
        svg.Add($"<text class=\"mark\" x=\"{line.LabelX}\" y=\"{line.LabelY}\">{line.Label}</text></g>\n");
    }

    private static void Node(MarkupText svg, PlacedNode node)
    {
        svg.Add($"<g class=\"{node.Node.Mark.Word()}\"><rect class=\"node\" x=\"{node.X}\" y=\"{node.Y}\" width=\"{NodeWidth}\" height=\"{node.Height}\" rx=\"4\"/>");
        var y = node.Y + Padding - (Row - TitleFont);
        foreach (var (row, style) in node.Title.Select(it => (it, "name mark")).Concat(node.Rows.Select(it => (it, "row"))))
        {
            y += Row;
            svg.Add($"<text class=\"{style}\" x=\"{node.X + Padding}\" y=\"{y}\">{row}</text>");
        }

        svg.Add($"</g>\n");
    }
}
