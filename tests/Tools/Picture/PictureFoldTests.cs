using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>Pictures of more than one can take in.</summary>
[TestFixture]
internal sealed class PictureFoldTests
{
    private const int Many = 200;

    [Test]
    public async Task Of_many_dashboards_each_namespace_is_one_node_and_the_rest_is_a_number()
    {
        var plan = await RepositoryStacks.PlanAsync("dev");
        var whole = FlowerInfra.Picture.Of(new PlanIndex(Copied(plan, Many)));

        var picture = PictureFold.Of(whole);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(picture.Nodes.GroupBy(it => it.Zone).Select(it => it.Count()), Has.All.LessThanOrEqualTo(12));
            Assert.That(new DrawnPicture(picture).Names, Has.Some.EqualTo($"and {Many + 1 - 11} more"));
            Assert.That(picture.Nodes.Where(it => it.Zone == PictureZone.Pods).Select(it => it.Lines[0]), Has.Exactly(11).EqualTo("1 workload"));
            Assert.That(picture.Edges.SelectMany(it => it.Leaving.Concat(it.Entering)).Distinct(), Is.EquivalentTo(whole.Edges.SelectMany(it => it.Leaving.Concat(it.Entering)).Distinct()));
            Assert.That(PictureSvg.Draw("p s", picture).ToString(), Has.Length.LessThan(200_000));
        }
    }

    // Copies of everything that belongs to the dashboard, each in a namespace of its own.
    private static Plan Copied(Plan plan, int count)
    {
        var own = plan.Resources.Where(it => it.Urn.Contains("FlowerDashboard", StringComparison.Ordinal)).ToList();
        return plan with
        {
            Resources = [.. plan.Resources.Concat(Enumerable.Range(1, count).SelectMany(number => own.Select(it => Copy(it, number)))).OrderBy(it => it.Urn, StringComparer.Ordinal)],
        };
    }

    private static PlanResource Copy(PlanResource resource, int number)
    {
        var name = $"team{number}";
        string Rename(string text) => text.Replace("::flower", $"::{name}-flower", StringComparison.Ordinal);
        return resource with
        {
            Urn = Rename(resource.Urn),
            Name = $"{name}-{resource.Name}",
            Parent = resource.Parent is { } parent && parent.Contains("FlowerDashboard", StringComparison.Ordinal) ? Rename(parent) : resource.Parent,
            Inputs = JsonNode.Parse(System.Text.RegularExpressions.Regex.Replace(
                resource.Inputs.ToJsonString(), @"\$\{[^}]*FlowerDashboard[^}]*\}", match => Rename(match.Value))
                .Replace("\"namespace\":\"flower\"", $"\"namespace\":\"{name}\"", StringComparison.Ordinal))!.AsObject(),
        };
    }
}
