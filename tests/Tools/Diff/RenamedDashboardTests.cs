using FlowerInfra.Tests.Components;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using Pulumi;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra.Tests.Tools.Diff;

/// <summary>A dashboard of a team's own stack that is called otherwise: what its reviewers read, with an alias and without.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class RenamedDashboardTests
{
    [Test]
    public async Task With_an_alias_secrets_and_the_load_balancers_route_stay_and_what_is_named_in_the_cluster_is_replaced()
    {
        var diff = await RenameAsync(new ComponentResourceOptions { Aliases = { new Alias { Name = "billing" } } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Changes.Select(it => it.Kind), Has.None.EqualTo(ChangeKind.Create).And.None.EqualTo(ChangeKind.Delete));
            Assert.That(KindsOf(diff, Secret, KmsKey, ListenerRule, TargetGroup), Has.All.EqualTo(ChangeKind.Rename).Or.EqualTo(ChangeKind.Update));
            Assert.That(KindsOf(diff, Namespace, StatefulSet), Has.All.EqualTo(ChangeKind.Replace));
            Assert.That(diff.Lines(), Has.Some.EqualTo("danger data: payments-namespace: is replaced by an empty one; everything in it is deleted"));
            Assert.That(diff.Lines(), Has.Some.EqualTo("notice other: payments-route-rule: is what was called billing-route-rule"));
            Assert.That(diff.Lines(), Has.None.StartsWith("danger secrets"));
        }
    }

    [Test]
    public async Task Without_one_the_old_dashboard_goes_with_its_secrets_and_a_new_one_comes()
    {
        var diff = await RenameAsync(new ComponentResourceOptions());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Changes.Select(it => it.Kind).Distinct(), Is.EquivalentTo(new[] { ChangeKind.Create, ChangeKind.Delete }));
            Assert.That(diff.Lines(), Has.Some.EqualTo(
                "danger secrets: billing-credentials-basic-auth, billing-credentials-cookie-secret: is deleted, and comes back for 30 days"));
            Assert.That(diff.Lines(), Has.Some.EqualTo("danger data: billing-credentials-key: is deleted; what it encrypts can't be read after 30 days"));
        }
    }

    private static List<ChangeKind> KindsOf(PlanDiff diff, params string[] types) =>
        diff.Changes.Where(it => types.Contains(it.Resource.Type)).Select(it => it.Kind).ToList();

    private static async Task<PlanDiff> RenameAsync(ComponentResourceOptions options) => PlanDiff.Of(
        await ProgramStack.PreviewAsync(() => _ = new FlowerDashboard("billing", ComponentExamples.Dashboard())),
        await ProgramStack.PreviewAsync(() => _ = new FlowerDashboard("payments", ComponentExamples.Dashboard(), options)));
}
