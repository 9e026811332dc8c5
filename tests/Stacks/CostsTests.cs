using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>What docs/costs.md says of prod.</summary>
[TestFixture]
[NonParallelizable]
internal sealed partial class CostsTests
{
    [Test]
    public async Task The_counts_are_those_of_the_plan()
    {
        var plan = await RepositoryStacks.PlanAsync("prod");
        var rows = Row().Matches(await File.ReadAllTextAsync(Path.Combine(RepositoryStacks.Root, "docs", "costs.md")))
            .Select(it => (Type: it.Groups[1].Value, Count: int.Parse(it.Groups[2].Value))).ToList();

        Assert.That(rows, Has.Count.EqualTo(8));
        Assert.That(rows, Is.EqualTo(rows.Select(it => (it.Type, plan.Resources.Count(resource => resource.Type == it.Type)))));
    }

    [GeneratedRegex(@"\| `([^`]+)` \| ([0-9]+) \|")]
    private static partial Regex Row();
}
