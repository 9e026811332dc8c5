using FlowerInfra.Tests.Stacks;
using FlowerInfra.Tests.Tools.Controls;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reports;

[TestFixture]
internal sealed class PlanMarkdownTests
{
    [Test]
    public void Failures_and_waivers_are_seen_before_the_rest_is_unfolded()
    {
        var text = PlanMarkdown.ToMarkdown(Findings.Sample());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.StartWith("## p s\n\n"));
            Assert.That(text, Does.Contain("\n- **critical** FLW-LB-01: The load balancer is internal\n  - `alb`: `internal is not true (false)`\n  - Fix: Set internal to true"));
            Assert.That(text, Does.Contain("\n- FLW-LB-06: `alb: old clients; last day 2030-06-01`\n"));
            Assert.That(Visible(text), Does.Contain("### Failures").And.Contain("### Waivers").And.Contain("### Who gets in").And.Not.Contain("```"));
        }
    }

    [Test]
    public async Task The_largest_shipped_stack_fits_into_a_comment_with_all_of_its_resources()
    {
        var plan = await RepositoryStacks.PlanAsync("prod");

        var text = PlanMarkdown.ToMarkdown(Findings.Evaluate(plan));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Has.Length.LessThan(65_536).And.Not.Contain("More doesn't fit"));
            Assert.That(plan.Resources.Select(it => it.Name), Has.All.Matches<string>(name => text.Contains(name, StringComparison.Ordinal)));
        }
    }

    [TestCase(2_000)]
    [TestCase(20_000)]
    public void Of_a_larger_one_the_end_is_left_out_and_the_failures_are_not(int more)
    {
        var plan = SamplePlan.With("alb", "internal", "false");
        var secret = plan.Resources.First(it => it.Type == ResourceTypes.Secret);
        plan = plan with
        {
            Resources = [.. plan.Resources, .. Enumerable.Range(0, more).Select(it => secret with { Urn = $"{secret.Urn}-{it}", Name = $"{secret.Name}-{it}" })],
        };

        var text = PlanMarkdown.ToMarkdown(Findings.Evaluate(plan));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Has.Length.LessThan(65_536).And.Contain("More doesn't fit into a comment").And.Contain("FLW-LB-01"));
            Assert.That(Count(text, "<details>"), Is.EqualTo(Count(text, "</details>")));
        }
    }

    [TestCase("a `b` c", "`` a `b` c ``")]
    [TestCase("@org/team", "`@org/team`")]
    [TestCase("x</details>\n## All is well", @"`x</details>\u000a## All is well`")]
    public void What_somebody_wrote_is_never_markup(string reason, string shown)
    {
        var text = PlanMarkdown.ToMarkdown(Findings.Sample(new Waiver("FLW-LB-06", null, reason, Findings.Today)));

        Assert.That(text, Does.Contain(shown.Trim('`').Trim()).And.Contain($"- FLW-LB-06: `").And.Not.Contain("\n## All is well"));
    }

    private static string Visible(string text) => text[..text.IndexOf("<details>", StringComparison.Ordinal)];

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
