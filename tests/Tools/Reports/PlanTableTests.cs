using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reports;

/// <summary>The preview as people read it.</summary>
[TestFixture]
internal sealed class PlanTableTests
{
    private static readonly char[] Guides = [' ', '\n', '│', '├', '└', '─'];

    private static IEnumerable<string> Stacks => RepositoryStacks.Names;

    [TestCaseSource(nameof(Stacks))]
    public async Task On_a_terminal_of_80_columns_no_word_is_cut_and_only_long_words_pass_the_edge(string stack)
    {
        var preview = Findings.Evaluate(await RepositoryStacks.PlanAsync(stack));

        var piped = PlanTable.Render(preview, isVerbose: true, default);
        var shown = PlanTable.Render(preview, isVerbose: true, new TextForm(80, HasColours: false));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Words(shown), Is.EqualTo(Words(piped)));
            Assert.That(shown.Split('\n').Where(line => line.Length > 80 && Words(line).Length > 1), Is.Empty);
            Assert.That(piped.Split('\n').Max(it => it.Length), Is.GreaterThan(200));
        }
    }

    [Test]
    public async Task The_tree_and_what_passes_are_shown_on_demand()
    {
        var preview = Findings.Evaluate(await RepositoryStacks.PlanAsync("prod"));

        var brief = PlanTable.Render(preview, isVerbose: false, default);
        var verbose = PlanTable.Render(preview, isVerbose: true, default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(brief, Does.StartWith("flower-infra prod\n\nWho gets in\n").And.Not.Contain("└──").And.Not.Contain("\nPassed\n"));
            Assert.That(verbose, Does.Contain("\nResources\n").And.Contain("└──").And.Contain("\nPassed\n").And.Contain("\n  FLW-LB-01  The load balancer is internal: flower-lb-alb\n"));
            Assert.That(preview.Plan.Resources.Select(it => it.Name), Has.All.Matches<string>(name => verbose.Contains(name, StringComparison.Ordinal)));
        }
    }

    private static string[] Words(string text) => text.Split(Guides, StringSplitOptions.RemoveEmptyEntries);
}
