using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using Pulumi;
using Pulumi.Aws.Sns;

namespace FlowerInfra.Tests.Tools.Diff;

[TestFixture]
[NonParallelizable]
internal sealed class RenameTests
{
    [Test]
    public async Task An_alias_makes_a_new_name_a_rename()
    {
        var diff = await CompareAsync(() => Topics("old"), () => Topics("new", new Alias { Name = "old" }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Changes.Select(it => (it.Kind, it.Name)), Is.EqualTo(new[] { (ChangeKind.Rename, "new") }));
            Assert.That(diff.Effects.Select(it => it.Line), Is.EqualTo(new[] { "new: is what was called old" }));
        }
    }

    [Test]
    public async Task Without_one_it_is_another_resource()
    {
        var diff = await CompareAsync(() => Topics("old"), () => Topics("new"));

        Assert.That(diff.Changes.Select(it => (it.Kind, it.Name)), Is.EquivalentTo(new[]
        {
            (ChangeKind.Create, "new"), (ChangeKind.Delete, "old"), (ChangeKind.Replace, "subscription"),
        }));
    }

    [Test]
    public async Task A_renamed_component_takes_its_children_along()
    {
        var diff = await CompareAsync(
            () => Component("flower", new ComponentResourceOptions()),
            () => Component("viewer", new ComponentResourceOptions { Aliases = { new Alias { Name = "flower" } } }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Changes.Select(it => it.Kind), Has.All.EqualTo(ChangeKind.Rename));
            Assert.That(diff.Changes.Select(it => (it.Before!.Name, it.Name)), Is.EquivalentTo(new[]
            {
                ("flower", "viewer"), ("flower-inner", "viewer-inner"), ("flower-inner-topic", "viewer-inner-topic"), ("flower-inner-policy", "viewer-inner-policy"),
            }));
        }
    }

    [Test]
    public async Task A_move_to_another_parent_and_a_urn_are_aliases_too()
    {
        var diff = await CompareAsync(
            () =>
            {
                _ = new Topic("a");
                _ = new Topic("b");
            },
            () => _ = new SampleComponent("Outer", "outer", outer =>
            {
                _ = new Topic("a", new TopicArgs(), new CustomResourceOptions { Parent = outer, Aliases = { new Alias { NoParent = true } } });
                _ = new Topic("c", new TopicArgs(), new CustomResourceOptions
                {
                    Parent = outer,
                    Aliases = { new Alias { Urn = "urn:pulumi:test::shop::aws:sns/topic:Topic::b" } },
                });
            }));

        Assert.That(diff.Changes.Where(it => !it.Resource.Component).Select(it => (it.Kind, it.Name)), Is.EquivalentTo(new[] { (ChangeKind.Rename, "a"), (ChangeKind.Rename, "c") }));
    }

    [Test]
    public async Task Options_stand_in_the_plan_where_they_are_given()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            _ = new Topic("plain");
            _ = new Topic("kept", new TopicArgs(), new CustomResourceOptions
            {
                RetainOnDelete = true,
                DeleteBeforeReplace = true,
                ReplaceOnChanges = { "b", "a" },
                Aliases = { new Alias { Name = "old", Project = "other", Stack = "former" } },
            });
        });

        using (Assert.EnterMultipleScope())
        {
            var kept = plan.Named("kept");
            Assert.That((kept.RetainOnDelete, kept.DeleteBeforeReplace), Is.EqualTo((true, true)));
            Assert.That(kept.ReplaceOnChanges, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(kept.Aliases, Is.EqualTo(new[] { "urn:pulumi:former::other::aws:sns/topic:Topic::old" }));
            Assert.That(PlanWriter.ToJson(plan).Split("retainOnDelete"), Has.Length.EqualTo(2), "Of the plain one nothing is written");
            Assert.That(PlanReader.FromJson(PlanWriter.ToJson(plan)).Resources[0].Aliases, Is.EqualTo(kept.Aliases));
        }
    }

    private static void Topics(string name, params Alias[] aliases)
    {
        var topic = new Topic(name, new TopicArgs(), new CustomResourceOptions { Aliases = [.. aliases.Select(it => (Input<Alias>)it)] });
        _ = new TopicSubscription("subscription", new TopicSubscriptionArgs { Topic = topic.Arn, Protocol = "email", Endpoint = "a@example.com" });
    }

    private static void Component(string name, ComponentResourceOptions options) => _ = new SampleComponent("Outer", name, outer =>
        _ = new SampleComponent("Inner", $"{name}-inner", inner =>
        {
            var topic = new Topic($"{name}-inner-topic", new TopicArgs(), new CustomResourceOptions { Parent = inner });
            _ = new TopicPolicy($"{name}-inner-policy", new TopicPolicyArgs { Arn = topic.Arn, Policy = "{}" }, new CustomResourceOptions { Parent = inner });
        }, new ComponentResourceOptions { Parent = outer }), options);

    private static async Task<PlanDiff> CompareAsync(Action before, Action after) =>
        PlanDiff.Of(await ProgramStack.PreviewAsync(before), await ProgramStack.PreviewAsync(after));
}
