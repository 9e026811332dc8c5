using System.Text.RegularExpressions;
using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra.Tests.Stacks;

/// <summary>One configuration has one plan, and what means the same has the same plan.</summary>
[TestFixtureSource(typeof(RepositoryStacks), nameof(RepositoryStacks.Names))]
[NonParallelizable]
internal sealed partial class DeterminismTests(string stack)
{
    [Test]
    public async Task Two_runs_give_the_same_bytes()
    {
        var first = PlanWriter.ToJson(await RepositoryStacks.PreviewAsync(RepositoryStacks.Settings(stack)));
        var second = PlanWriter.ToJson(await RepositoryStacks.PreviewAsync(RepositoryStacks.Settings(stack)));

        Assert.That(second, Is.EqualTo(first));
    }

    // Every list of the stacks but one is a set: of ranges, subnets, names, addresses or users.
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public async Task The_order_of_keys_and_lists_in_the_file_does_not_matter(int turn)
    {
        using var shuffled = new EditedStack(stack, Shuffled(RepositoryStacks.File(stack), turn));
        Assert.That(shuffled.Read().Values.Values, Is.Not.EqualTo(RepositoryStacks.Settings(stack).Values.Values), "Nothing was shuffled");

        var plan = await RepositoryStacks.PreviewAsync(shuffled.Read());

        Assert.That(OfProviders(plan), Is.EqualTo(OfProviders(await RepositoryStacks.PlanAsync(stack))));
    }

    // A component's inputs are the arguments as they were written; no provider gets them.
    private static string OfProviders(Plan plan) => PlanWriter.ToJson(plan with { Resources = [.. plan.Resources.Where(it => !it.Component)] });

    private static string Shuffled(string text, int turn)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(text);
        yaml.Load(reader);
        Shuffle(yaml.Documents[0].RootNode, turn, "");
        using var writer = new StringWriter { NewLine = "\n" };
        yaml.Save(writer, assignAnchors: false);
        return writer.ToString();
    }

    // A task that names no queue goes to the first of them.
    [GeneratedRegex(@"\.flower-infra:celery\.(broker|clients\.[^.]+|workers\.[^.]+)\.queues\z")]
    private static partial Regex KeepsItsOrder();

    private static void Shuffle(YamlNode node, int turn, string path)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                var pairs = Turned(mapping.Children.ToList(), turn);
                mapping.Children.Clear();
                foreach (var (key, value) in pairs)
                {
                    Shuffle(value, turn, $"{path}.{key}");
                    mapping.Children.Add(key, value);
                }

                break;
            case YamlSequenceNode sequence when !KeepsItsOrder().IsMatch(path):
                var items = Turned(sequence.Children.ToList(), turn);
                sequence.Children.Clear();
                foreach (var item in items)
                {
                    Shuffle(item, turn, path);
                    sequence.Children.Add(item);
                }

                break;
        }
    }

    // Turn 0 reverses; the others rotate, which a plan that only compares neighbours would survive.
    private static List<T> Turned<T>(List<T> items, int turn) => turn == 0
        ? [.. Enumerable.Reverse(items)]
        : [.. items.Skip(turn % Math.Max(1, items.Count)), .. items.Take(turn % Math.Max(1, items.Count))];
}
