namespace FlowerInfra;

/// <summary>
/// A page that stands alone: no script, nothing fetched, and a content security policy that lets neither in, should something
/// hostile ever become markup (<see href="https://www.w3.org/TR/CSP3/"/>).
/// </summary>
internal static class HtmlPage
{
    private const string Style = """
        :root{color-scheme:light dark;--back:#fff;--card:#f6f8fa;--text:#1f2328;--quiet:#59636e;--edge:#d1d9e0;--link:#0b57d0;--bad:#b3261e;--care:#7d4e00;--good:#116329}
        @media (prefers-color-scheme:dark){:root{--back:#0d1117;--card:#161b22;--text:#e6edf3;--quiet:#9da7b3;--edge:#3d444d;--link:#79b8ff;--bad:#ff8a80;--care:#e3b341;--good:#7ee2a8}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,"Liberation Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
        header,nav,main,footer{max-width:96rem;margin:0 auto;padding:.5rem 1rem}
        h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--edge)}h3{font-size:1rem;margin:1.2rem 0 .3rem}
        a{color:var(--link)}nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0;padding:0}nav a{display:inline-block;padding:.25rem 0}
        code,pre,dd,.value{font-family:ui-monospace,"DejaVu Sans Mono","Liberation Mono",Menlo,Consolas,monospace;font-size:.85rem}
        .scroll{overflow-x:auto;border:1px solid var(--edge);border-radius:6px}.scroll:focus-visible{outline:3px solid var(--link)}
        .scroll svg{display:block;width:100%;height:auto;min-width:75rem}
        .quiet{color:var(--quiet)}.bad{color:var(--bad);font-weight:bold}.care{color:var(--care);font-weight:bold}.good{color:var(--good);font-weight:bold}
        table{border-collapse:collapse;width:100%;font-size:.875rem}caption{text-align:left;color:var(--quiet);padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--edge)}th,td[data-label=Over]{white-space:nowrap}td ul{margin:0;padding-left:1rem}
        ul,ol{padding-left:1.25rem}li{margin:.15rem 0}
        dl{margin:.25rem 0 1rem}dt{font-weight:bold;margin-top:.75rem}dd{margin:0 0 0 1rem}
        details{border:1px solid var(--edge);border-radius:6px;background:var(--card);padding:.25rem .75rem;margin:.75rem 0}details details{margin:.25rem 0}
        summary{cursor:pointer;padding:.35rem 0;font-weight:bold}pre{overflow-x:auto;white-space:pre-wrap}
        .tree,.tree ul{list-style:none;padding-left:1rem}
        @media (max-width:48rem){.scroll svg{width:auto;min-width:0}.stack thead{position:absolute;clip-path:inset(50%)}.stack tr{display:block;border-bottom:2px solid var(--quiet);padding:.4rem 0}
        .stack td,.stack th{display:block;border:0;padding:.1rem 0}.stack td::before{content:attr(data-label) ": ";color:var(--quiet)}.stack td ul{padding-left:1.25rem}}
        @media print{:root{--back:#fff;--card:#fff;--text:#000;--quiet:#444;--edge:#888;--link:#000;--bad:#000;--care:#000;--good:#000}
        nav{display:none}body{font-size:10pt}details::details-content{content-visibility:visible;display:block;block-size:auto}.scroll{overflow:visible;border:0}.scroll svg{min-width:0}
        tr,li,.edge{break-inside:avoid}h2,h3{break-after:avoid}}
        """;

    /// <summary>Writes a page.</summary>
    /// <param name="title">Its title, and its one heading of the first level.</param>
    /// <param name="lead">What stands right below the title.</param>
    /// <param name="sections">The sections, each with its title; those without content are left out.</param>
    public static string Write(string title, MarkupText lead, IEnumerable<(string Title, MarkupText Content)> sections)
    {
        var all = sections.Where(it => !it.Content.IsEmpty).ToList();
        var page = new MarkupText();
        page.Add($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
        page.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.Add($"<title>{title}</title>\n<style>\n{MarkupText.OfOurs(Style)}\n</style>\n</head>\n<body>\n");
        page.Add($"<header><h1>{title}</h1>{lead}</header>\n<nav aria-label=\"Sections\"><ul>\n");
        foreach (var (index, section) in all.Index())
            page.Add($"<li><a href=\"#section-{index + 1}\">{section.Title}</a></li>\n");
        page.Add($"</ul></nav>\n<main>\n");
        foreach (var (index, section) in all.Index())
            page.Add($"<section id=\"section-{index + 1}\" aria-labelledby=\"heading-{index + 1}\"><h2 id=\"heading-{index + 1}\">{section.Title}</h2>\n{section.Content}</section>\n");
        return page.Add($"</main>\n</body>\n</html>\n").ToString();
    }
}
