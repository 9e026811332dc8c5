using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Stacks;
using FlowerInfra.Tests.Tools.Controls;
using FlowerInfra.Tests.Tools.Reports;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>Whatever somebody wrote into a plan stays text in a page and in a picture.</summary>
[TestFixture]
internal sealed partial class HostilePageTests
{
    // What ends an element, an attribute, a comment, a style sheet or a CDATA section, and what begins a script
    // (https://cheatsheetseries.owasp.org/cheatsheets/XSS_Filter_Evasion_Cheat_Sheet.html).
    private static readonly string[] Corpus =
    [
        "<script>alert(1)</script>", "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "</title><svg onload=alert(1)>", "</style><script>alert(1)</script>",
        "</desc></svg><iframe src=javascript:alert(1)>", "]]><script>alert(1)</script>", "--><b>x", "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "&lt;script&gt;", "&#60;b&#62;",
        "{{7*7}}", "<a href=\"javascript:alert(1)\">x</a>", "<meta http-equiv=refresh content=0>", "<base href=//evil.example>", "\u202e<b>\u0000\u001b[31m", "</summary></details><h1>forged</h1>", "＜script＞",
    ];

    [TestCaseSource(nameof(Corpus))]
    public void No_text_of_a_plan_becomes_markup(string value)
    {
        var (plain, hostile) = (PagesOf("harmless"), PagesOf(value));

        foreach (var (one, other) in plain.Zip(hostile))
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Markup(other), Is.EqualTo(Markup(one)));
                Assert.That(other.Where(it => it != '\n' && char.IsControl(it)), Is.Empty);
                Assert.That(other, Does.Not.Contain("\u202e"));
            }
        }
    }

    [Test]
    public async Task A_page_fetches_nothing_and_runs_nothing()
    {
        var page = PlanHtml.ToHtml(Findings.Evaluate(await RepositoryStacks.PlanAsync("prod")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"));
            Assert.That(Markup(page), Has.None.Matches("^(script|link|img|iframe|object|embed|base|form)( |$)").And.None.Matches(@" (src|on\w+)\b"));
            Assert.That(page, Does.Not.Contain("url(http").And.Not.Contain("@import").And.Not.Contain("@font-face"));
        }
    }

    // The name, every text of the inputs that isn't read as something else, and what the controls say.
    private static IReadOnlyList<string> PagesOf(string value)
    {
        var plan = SamplePlan.Create();
        plan = plan with
        {
            Project = value,
            Resources = [.. plan.Resources.Select(it => it with { Inputs = (JsonObject)Put(it.Inputs, value)!, SecretInputs = [value] })],
        };
        var preview = Findings.Evaluate(plan, new Waiver("FLW-LB-06", null, value, Findings.Today)) with { ExampleKeys = [value] };
        var others = preview.Plan with { Resources = [.. preview.Plan.Resources.Skip(3).Select(it => it with { Name = value })] };
        var diff = PlanDiff.Of(preview.Plan, others);
        return [PlanHtml.ToHtml(preview), PlanHtml.ToSvg(preview), DiffHtml.ToHtml(diff, isVerbose: true), DiffHtml.ToSvg(diff)];
    }

    private static JsonNode? Put(JsonNode? node, string value) => node switch
    {
        JsonObject pairs => new JsonObject(pairs.Select(it => KeyValuePair.Create(it.Key, Put(it.Value, value)))),
        JsonArray items => new JsonArray([.. items.Select(it => Put(it, value))]),
        JsonValue text when text.TryGetValue<string>(out var old) && !old.Contains("${", StringComparison.Ordinal) && !old.Contains('\n', StringComparison.Ordinal) =>
            JsonValue.Create(Kept().IsMatch(old) ? old : value),
        _ => node?.DeepClone(),
    };

    // Each element with the names of its attributes, once: a longer text has more rows, and no other ones.
    private static string[] Markup(string page) =>
        [.. Tag().Matches(page).Select(it => $"{it.Groups["name"].Value} {string.Join(' ', Attribute().Matches(it.Value).Select(one => one.Groups["name"].Value).Where(one => one != "class"))}".Trim()).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("<(?<name>[!/]?[A-Za-z][A-Za-z0-9-]*|!--)[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s(?<name>[A-Za-z:-]+)=\"[^\"]*\"")]
    private static partial Regex Attribute();

    // What the picture is drawn by.
    [GeneratedRegex("^(tcp|udp|HTTPS?|TLS|redirect|forward|flower|celery|[0-9]+)$")]
    private static partial Regex Kept();
}
