using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>
/// A resource whose URN changes is deleted and made again, however equal its inputs are. The URNs of each stack are frozen,
/// so that a refactoring can't do that unnoticed.
/// </summary>
[TestFixtureSource(typeof(RepositoryStacks), nameof(RepositoryStacks.Names))]
[NonParallelizable]
internal sealed class UrnTests(string stack)
{
    private string ListName => $"urns.{stack}.txt";

    [Test]
    public async Task The_urns_are_the_frozen_ones()
    {
        var plan = await RepositoryStacks.PlanAsync(stack);
        var urns = plan.Resources.Select(it => it.Urn).ToHashSet(StringComparer.Ordinal);
        var frozen = Frozen().ToHashSet(StringComparer.Ordinal);

        var gone = frozen.Except(urns).Order(StringComparer.Ordinal).ToList();
        var added = urns.Except(frozen).Order(StringComparer.Ordinal).ToList();

        Assert.That(gone.Count + added.Count, Is.Zero, () =>
            $"""
            The URNs of stack "{stack}" changed. Whoever has deployed it would lose what is gone, its data included.
            Gone:
            {Lines(gone)}
            New:
            {Lines(added)}
            A resource was renamed, or has another type or parent: give it an alias of its old URN, and write into UPGRADE.md what
            it means for those who have deployed it. Then, or when a resource was really added or removed, write the list anew:
            {UpdateCommand}
            """);
    }

    [Test]
    public void The_list_is_sorted_and_names_each_urn_once() =>
        Assert.That(Frozen(), Is.Ordered.Using<string>(StringComparer.Ordinal).And.Unique);

    [Test]
    public void The_documentation_names_the_command_that_writes_the_list_anew() =>
        Assert.That(File.ReadAllText(Path.Combine(RepositoryStacks.Root, "UPGRADE.md")), Does.Contain(UpdateCommand.Replace(stack, "dev", StringComparison.Ordinal)));

    private string UpdateCommand =>
        $"dotnet run -c Offline --project infra -- preview --stack {stack} --format json | jq -r '.resources[].urn' > tests/Stacks/{ListName}";

    private string[] Frozen()
    {
        using var stream = typeof(UrnTests).Assembly.GetManifestResourceStream(ListName);
        Assert.That(stream, Is.Not.Null, $"Stack \"{stack}\" has no frozen list of URNs yet. Write it: {UpdateCommand}");
        using var reader = new StreamReader(stream!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Lines(List<string> urns) => urns.Count == 0 ? "  none" : string.Join('\n', urns.Select(urn => $"  {urn}"));
}
