using System.Globalization;
using FlowerInfra.Tests.Stacks;
using FlowerInfra.Tests.Tools.Diff;
using FlowerInfra.Tests.Tools.Reports;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>The pages of <c>prod</c> in a real browser: on a phone, on a desk, by night, on paper and read aloud.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class PageInBrowserTests
{
    // What the browser measures: what is wider than the page, what of the picture's text is wider than its place, and text whose
    // contrast with what is behind it is below WCAG's 4.5 to 1 (https://www.w3.org/TR/WCAG22/#contrast-minimum).
    private const string Defects = """
        (() => {
          const found = [];
          if (document.documentElement.scrollWidth > innerWidth) found.push('the page is ' + document.documentElement.scrollWidth + ' wide');
          for (const text of document.querySelectorAll('svg text')) {
            const room = text.classList.contains('mark') && !text.classList.contains('name') ? 142 : 192;
            if (text.getComputedTextLength() > room) found.push('no room for ' + text.textContent);
          }
          const rgb = it => it.match(/[\d.]+/g).map(Number);
          const light = it => it.slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const ratio = (one, other) => { const [a, b] = [light(one), light(other)].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); };
          const behind = it => { for (; it; it = it.parentElement) { const c = rgb(getComputedStyle(it).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
          const seen = new Set();
          for (const it of document.querySelectorAll('body *')) {
            if (![...it.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
            const inside = it.closest('svg');
            if (inside && it.tagName !== 'text') continue;
            const style = getComputedStyle(it);
            const back = inside ? rgb(getComputedStyle(it.parentElement.querySelector('.node') ?? inside.querySelector('.back')).fill) : behind(it);
            const key = (inside ? style.fill : style.color) + ' on ' + back;
            if (!seen.has(key) && ratio(rgb(inside ? style.fill : style.color), back) < 4.5) found.push(key + ' in ' + it.textContent);
            seen.add(key);
          }
          return found.join('\n');
        })()
        """;

    private static readonly string[] Requests = ["Network.requestWillBeSent"];
    private static readonly string[] Complaints = ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"];

    [Test]
    public async Task A_page_fits_is_readable_fetches_nothing_and_can_be_printed_and_read_aloud()
    {
        var folder = Directory.CreateTempSubdirectory("flower-infra-page-").FullName;
        await using var browser = await Browser.StartAsync();
        var plan = Write(folder, "plan.html", PlanHtml.ToHtml(Findings.Evaluate(await RepositoryStacks.PlanAsync("prod"))));
        var diff = Write(folder, "diff.html", DiffHtml.ToHtml(
            await StackChange.OfAsync(("      - 10.9.0.0/16\n      - fd12", "      - 10.9.0.0/16\n      - 10.99.0.0/16\n      - fd12"), ("sizeGiB: 16", "sizeGiB: 32")), isVerbose: false));

        using (Assert.EnterMultipleScope())
        {
            foreach (var (file, width, height, isDark) in from file in new[] { plan, diff } from size in new[] { (390, 844), (1440, 900) } from isDark in new[] { false, true } select (file, size.Item1, size.Item2, isDark))
            {
                await browser.OpenAsync(file, width, height, isDark);

                var where = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}, {width}, {(isDark ? "dark" : "light")}");
                Assert.That(await browser.ValueAsync(Defects), Is.Empty, where);
                Assert.That(browser.Events.Where(it => Requests.Contains(it["method"]!.GetValue<string>())).Select(it => it["params"]!["request"]!["url"]!.GetValue<string>()), Is.EqualTo(new[] { new Uri(file).AbsoluteUri }), where);
                Assert.That(browser.Events.Where(it => Complaints.Contains(it["method"]!.GetValue<string>())).Select(it => it.ToJsonString()), Is.Empty, where);
            }

            await AssertReadAloudAsync(browser, plan);
            await AssertPrintedAsync(browser, plan);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task AssertReadAloudAsync(Browser browser, string file)
    {
        await browser.OpenAsync(file, 1440, 900, isDark: false);
        var tree = (await browser.CallAsync("Accessibility.getFullAXTree"))["nodes"]!.AsArray()
            .Select(it => (Role: it!["role"]?["value"]?.GetValue<string>(), Name: it["name"]?["value"]?.GetValue<string>())).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tree, Has.Exactly(1).EqualTo(("image", "flower-infra prod: who reaches what")));
            Assert.That(tree.Select(it => it.Role), Has.Exactly(1).EqualTo("main").And.Exactly(1).EqualTo("banner").And.Exactly(1).EqualTo("navigation"));
            Assert.That(tree.Where(it => it.Role == "heading").Select(it => it.Name), Is.SupersetOf(new[] { "flower-infra prod", "Who reaches what", "Who gets in", "Controls", HtmlPicture.TableTitle, "Resources" }));
            Assert.That(tree, Has.Exactly(1).EqualTo(("table", "Who reaches what, over which port, through which checks, encrypted with what")));
            Assert.That(await browser.ValueAsync("[...document.querySelectorAll('h1,h2,h3,h4')].map(it => it.tagName[1]).join('')"), Does.Match("^1(23*)+$"));
            Assert.That(await browser.ValueAsync("document.documentElement.lang"), Is.EqualTo("en"));
        }
    }

    private static async Task AssertPrintedAsync(Browser browser, string file)
    {
        await browser.CallAsync("Emulation.setEmulatedMedia", new System.Text.Json.Nodes.JsonObject { ["media"] = "print" });
        var folded = await browser.ValueAsync("[...document.querySelectorAll('details')].filter(it => it.querySelector(':scope > ul, :scope > pre')?.checkVisibility({ contentVisibilityAuto: true }) === false).length");
        var pdf = Convert.FromBase64String((await browser.CallAsync("Page.printToPDF"))["data"]!.GetValue<string>());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(folded, Is.EqualTo("0"), file);
            Assert.That(pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8), Is.True);
        }
    }

    private static string Write(string folder, string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
