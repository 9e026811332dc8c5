using FlowerInfra.Tests.Tools.Diff;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>What a change looks like in the picture and in the table.</summary>
[TestFixture]
internal sealed class PictureDifferenceTests
{
    [Test]
    public async Task A_range_that_is_let_in_is_a_new_node_with_new_edges()
    {
        var diff = await StackChange.OfAsync(("      - 10.9.0.0/16\n      - fd12", "      - 10.9.0.0/16\n      - 10.99.0.0/16\n      - fd12"));
        var picture = PictureFold.Of(PictureDifference.Of(diff));
        var (drawn, rows) = (new DrawnPicture(picture), PictureRow.Of(picture));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(drawn.Names, Has.Exactly(1).EqualTo("+ Clients"));
            Assert.That(drawn.Marked("added"), Has.Exactly(1).Items);
            Assert.That(rows.Where(it => it.Number.Contains("+ added", StringComparison.Ordinal)).Select(it => (it.From, it.Over)), Is.EquivalentTo(new[] { ("Clients: 10.99.0.0/16", "tcp 443"), ("Clients: 10.99.0.0/16", "tcp 80") }));
            Assert.That(rows.Where(it => it.Number.Contains("removed", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public async Task A_rule_that_goes_is_a_removed_edge_and_one_that_loses_its_policy_a_changed_one()
    {
        var removed = await StackChange.OfAsync("flower-isolation-health-from-kubelet", ResourceTypes.IngressRule, _ => null);
        var changed = await StackChange.OfAsync("billing-flower-isolation-allow-broker", ResourceTypes.NetworkPolicy, _ => null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new DrawnPicture(PictureFold.Of(PictureDifference.Of(removed))).Marked("removed").Single(), Does.Contain("− tcp 8444"));
            var rows = PictureRow.Of(PictureFold.Of(PictureDifference.Of(changed)));
            Assert.That(rows.Where(it => it.Number.Contains("~ changed", StringComparison.Ordinal)).SelectMany(it => it.Through), Has.Exactly(1).EqualTo("CLOSED by network policies"));
        }
    }

    [Test]
    public async Task Nothing_is_marked_where_nothing_changes()
    {
        var plan = await StackChange.ProductionAsync();

        var picture = PictureDifference.Of(PlanDiff.Of(plan, plan));

        Assert.That(picture.Nodes.Select(it => it.Mark).Concat(picture.Edges.Select(it => it.Mark)).Distinct(), Is.EqualTo(new[] { PictureMark.None }));
    }
}
