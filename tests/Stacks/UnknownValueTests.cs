using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Stacks;

/// <summary>
/// The first `pulumi preview` of a stack, in which no resource exists yet: ids, ARNs and generated values are unknown.
/// </summary>
[TestFixtureSource(typeof(RepositoryStacks), nameof(RepositoryStacks.Names))]
[NonParallelizable]
internal sealed class UnknownValueTests(string stack)
{
    // Far above what a run takes: it turns a program that waits for ever for an unknown into a failed test.
    private static readonly TimeSpan Forever = TimeSpan.FromMinutes(2);

    [Test]
    public async Task A_preview_in_which_nothing_exists_yet_ends_and_registers_every_resource()
    {
        var settings = RepositoryStacks.Settings(stack);
        var mocks = new NothingExists();

        using (new StackEnvironment(settings))
            await Deployment.TestAsync<FlowerStack>(mocks, StackEnvironment.Options(settings, isPreview: true)).WaitAsync(Forever);

        var plan = await RepositoryStacks.PlanAsync(stack);
        Assert.That(
            mocks.Names, Is.EqualTo(plan.Resources.Select(it => $"{it.Type} {it.Name}").Order(StringComparer.Ordinal)));
    }
}
