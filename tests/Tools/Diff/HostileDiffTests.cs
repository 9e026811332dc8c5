using System.Text.Json;
using System.Text.Json.Nodes;
using FlowerInfra.Tests.Tools.CommandLine;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Diff;

/// <summary>What somebody else wrote into a plan, in every format.</summary>
[TestFixture]
internal sealed class HostileDiffTests
{
    private const string Markup = "x</details>\n## All is well\n@org/team [link](https://example.com) `a` ``` <script>";

    private static IEnumerable<string> Formats(PlanDiff diff) =>
    [
        DiffMarkdown.ToMarkdown(diff, isVerbose: true), DiffTable.Render(diff, isVerbose: true, default), DiffJson.ToJson(diff),
        DiffHtml.ToHtml(diff, isVerbose: true), DiffHtml.ToSvg(diff), DiffSarif.ToSarif(diff, "stacks/Pulumi.s.yaml"), string.Join('\n', Annotations.Of(diff, _ => true, "stacks/Pulumi.s.yaml")),
    ];

    // Of an object nobody knows which of its texts is one; its policy's or its chart's own schema says so, as secretInputs.
    private static IEnumerable<string> Recognisable => HostileValues.WithSecret.Where(it => it[0] is not ('{' or '['));

    [TestCaseSource(nameof(Recognisable))]
    public void What_looks_like_a_secret_is_in_no_format(string value)
    {
        var diff = Of(value, "plain");
        var back = Of("plain", value);

        Assert.That(Formats(diff).Concat(Formats(back)).Where(it => it.Contains(HostileValues.Secret, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_secret_input_is_in_no_format()
    {
        var before = SmallPlan.Resource("shop:index:Thing", "it", ("password", $"\"{HostileValues.Secret}\"")) with { SecretInputs = ["password"] };
        var plan = PlanReader.FromJson(PlanWriter.ToJson(SmallPlan.Of(before)));
        var diff = PlanDiff.Of(plan, SmallPlan.Of(before with { Inputs = new JsonObject { ["password"] = Plan.Secret } }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.IsEmpty, Is.True);
            Assert.That(Formats(PlanDiff.Of(SmallPlan.Of(), plan)), Has.None.Contains(HostileValues.Secret));
        }
    }

    [Test]
    public void What_stops_being_a_secret_is_a_danger_and_not_shown_before()
    {
        var diff = PlanDiff.Of(
            SmallPlan.Of(SmallPlan.Resource("shop:index:Thing", "it", ("password", $"\"{Plan.Secret}\""))),
            SmallPlan.Of(SmallPlan.Resource("shop:index:Thing", "it", ("password", "\"open\""))));

        Assert.That(diff.Lines(), Is.EqualTo(new[] { "danger secrets: it: password is no longer a secret, and stands in the clear in the state" }));
    }

    [Test]
    public void Nothing_in_a_comment_is_markup()
    {
        var thing = SmallPlan.Resource("shop:index:Thing", Markup, ("a", JsonSerializer.Serialize(Markup)));
        var other = thing with { Inputs = new JsonObject { ["a"] = "b", [Markup] = Markup } };
        var diff = PlanDiff.Of(SmallPlan.Of(thing), SmallPlan.Of(other) with { Controls = [new ControlResult(Markup, ControlStatus.Fail, thing.Urn, Markup)] });
        var text = DiffMarkdown.ToMarkdown(diff, isVerbose: true);
        var visible = Outside(text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Split('\n'), Has.None.StartsWith("## All is well"));
            Assert.That(Count(visible, "</details>"), Is.EqualTo(Count(visible, "<details>")));
            Assert.That(visible, Does.Not.Contain("<script").And.Not.Contain("[link]("));
            Assert.That(visible.Replace("\\", "", StringComparison.Ordinal).Split('\n').Where(it => it.Contains("@org", StringComparison.Ordinal)), Is.Empty.Or.All.Contains("🔴"));
        }
    }

    [Test]
    public void Control_characters_reach_no_terminal_and_begin_no_command_of_GitHubs()
    {
        const string value = "\u001b]0;title\a\n::error::forged\u202e\u009b31m";
        var diff = Of("plain", value);

        foreach (var text in Formats(diff))
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(text.Where(it => char.IsControl(it) && it != '\n'), Is.Empty);
                Assert.That(text, Does.Not.Contain("\u202e"));
                Assert.That(text.Split('\n'), Has.None.StartsWith("::error::"));
            }
        }
    }

    [TestCase(2_000_000, 1)]
    [TestCase(40, 20_000)]
    public void Of_what_is_huge_the_worst_is_kept(int length, int count)
    {
        var before = Enumerable.Range(0, count).Select(it => SmallPlan.Resource("shop:index:Thing", $"thing-{it}", ("a", $"\"{new string('a', length)}\"")));
        var after = Enumerable.Range(0, count).Select(it => SmallPlan.Resource("shop:index:Thing", $"thing-{it}", ("a", $"\"{new string('b', length)}{it}\"")));
        var balancer = SmallPlan.Resource(ResourceTypes.LoadBalancer, "alb", ("internal", "true"));
        var diff = PlanDiff.Of(SmallPlan.Of([.. before, balancer]), SmallPlan.Of([.. after, balancer with { Inputs = new JsonObject { ["internal"] = false } }]));
        var text = DiffMarkdown.ToMarkdown(diff, isVerbose: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Has.Length.LessThan(65_536).And.Contain("alb: faces the Internet"));
            Assert.That(Count(text, "<details>"), Is.EqualTo(Count(text, "</details>")));
        }
    }

    [Test]
    public void Long_texts_show_where_they_differ()
    {
        var common = new string('x', 500);
        var change = Of($"{common}one{common}", $"{common}two{common}").Changes.Single().Properties.Single();

        Assert.That(ShownText.OfChange(change), Does.Contain("one").And.Contain("two").And.Length.LessThan(400));
    }

    [Test]
    public void Texts_of_many_lines_are_compared_by_lines()
    {
        var lines = Enumerable.Range(0, 100).Select(it => $"line {it}").ToArray();
        var diff = Of(string.Join('\n', lines), string.Join('\n', lines.Select(it => it == "line 50" ? "line fifty" : it)));

        Assert.That(ChangeBlock.Of(diff, isVerbose: false).Single().Lines, Is.EqualTo(new[]
        {
            "~ a:", "  line 48", "  line 49", "- line 50", "+ line fifty", "  line 51", "  line 52",
        }));
    }

    private static PlanDiff Of(string before, string after) => PlanDiff.Of(
        SmallPlan.Of(SmallPlan.Resource("shop:index:Thing", "it", ("a", JsonSerializer.Serialize(before)))),
        SmallPlan.Of(SmallPlan.Resource("shop:index:Thing", "it", ("a", JsonSerializer.Serialize(after)))));

    // What is in no code, neither in a line nor in a block.
    private static string Outside(string text)
    {
        var visible = new List<string>();
        string? fence = null;
        foreach (var line in text.Split('\n'))
        {
            if (fence is not null)
            {
                fence = line == fence ? null : fence;
                continue;
            }

            var ticks = line.TakeWhile(it => it == '`').Count();
            if (ticks >= 3)
                fence = new string('`', ticks);
            else
                visible.Add(WithoutCode(line));
        }

        return string.Join('\n', visible);
    }

    private static string WithoutCode(string line)
    {
        for (var start = line.IndexOf('`', StringComparison.Ordinal); start >= 0; start = line.IndexOf('`', StringComparison.Ordinal))
        {
            var ticks = line.Skip(start).TakeWhile(it => it == '`').Count();
            var fence = new string('`', ticks);
            var end = start + ticks;
            do
            {
                end = line.IndexOf(fence, end, StringComparison.Ordinal);
                Assert.That(end, Is.Positive, $"Code that doesn't end: {line}");
                var run = line.Skip(end).TakeWhile(it => it == '`').Count();
                if (run == ticks)
                    break;
                end += run;
            }
            while (true);
            line = line[..start] + line[(end + ticks)..];
        }

        return line;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
