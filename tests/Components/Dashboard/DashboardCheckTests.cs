using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Components.Dashboard;

/// <summary>What <see cref="FlowerDashboard.Check"/> says before anything exists.</summary>
[TestFixture]
internal sealed class DashboardCheckTests
{
    [Test]
    public async Task It_finds_what_the_dashboard_refuses_in_the_same_words()
    {
        var refusal = await ComponentExamples.RefusalAsync(RefusedExample.Args());

        Assert.That(FlowerDashboard.Check("flower", RefusedExample.Args()), Is.Not.Empty.And.EqualTo(refusal.Faults));
    }

    [Test]
    public async Task It_creates_nothing_asks_nobody_and_leaves_the_arguments_as_they_are()
    {
        var args = ComponentExamples.WithAdmin();
        args.State = State.EncryptedStateExample.OnEbs();
        (args.Cluster.VpcId, args.Cluster.SecurityGroupId) = (null, null);
        IReadOnlyList<ArgumentFault>? faults = null;

        var checking = await MockedProgram.RunAsync(() => faults = FlowerDashboard.Check("flower", args));
        var creating = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults, Is.Empty);
            Assert.That(checking.Resources, Is.Empty);
            Assert.That(checking.Functions, Is.Empty);
            Assert.That(creating.Resources, Is.Not.Empty);
        }
    }

    [Test]
    public void It_judges_the_name_too() =>
        Assert.That(FlowerDashboard.Check("Flower", ComponentExamples.Dashboard()).Select(fault => fault.Key), Is.EqualTo(new[] { "name" }));

    [Test]
    public void What_another_resource_gives_later_is_no_fault_yet()
    {
        var args = ComponentExamples.Dashboard();
        args.Images.Flower = Output.Create(new TaskCompletionSource<string>().Task);

        Assert.That(FlowerDashboard.Check("flower", args), Is.Empty);
    }
}
