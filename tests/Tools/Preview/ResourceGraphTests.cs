using NUnit.Framework;
using Pulumi;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Sns;

namespace FlowerInfra.Tests.Tools.Preview;

[TestFixture]
[NonParallelizable]
internal sealed class ResourceGraphTests
{
    [Test]
    public async Task A_urn_holds_the_types_of_all_components_around_a_resource_but_not_the_stacks()
    {
        var plan = await ProgramStack.PreviewAsync(() => _ = new SampleComponent("Outer", "outer", outer =>
            _ = new SampleComponent("Inner", "inner", inner =>
                _ = new Topic("topic", new TopicArgs(), new CustomResourceOptions { Parent = inner }),
                new ComponentResourceOptions { Parent = outer })));

        Assert.That(plan.Resources.Select(it => it.Urn), Is.EqualTo(new[]
        {
            "urn:pulumi:test::shop::shop:index:Outer$shop:index:Inner$aws:sns/topic:Topic::topic",
            "urn:pulumi:test::shop::shop:index:Outer$shop:index:Inner::inner",
            "urn:pulumi:test::shop::shop:index:Outer::outer",
        }));
    }

    [Test]
    public async Task A_resource_names_its_parent_and_a_child_of_the_stack_none()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            var parent = new Topic("parent");
            _ = new Topic("child", new TopicArgs(), new CustomResourceOptions { Parent = parent });
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Named("parent").Parent, Is.Null);
            Assert.That(plan.Named("child").Parent, Is.EqualTo(plan.Named("parent").Urn));
            Assert.That(plan.Named("child").Urn, Is.EqualTo("urn:pulumi:test::shop::aws:sns/topic:Topic$aws:sns/topic:Topic::child"));
        }
    }

    [Test]
    public async Task Protection_passes_from_parents_to_children_that_do_not_say_otherwise()
    {
        var plan = await ProgramStack.PreviewAsync(() => _ = new SampleComponent("Outer", "outer", outer =>
        {
            _ = new Topic("kept", new TopicArgs(), new CustomResourceOptions { Parent = outer });
            _ = new Topic("free", new TopicArgs(), new CustomResourceOptions { Parent = outer, Protect = false });
        }, new ComponentResourceOptions { Protect = true }));

        Assert.That(
            plan.Resources.Where(it => it.Protect).Select(it => it.Name), Is.EquivalentTo(new[] { "outer", "kept" }));
    }

    [Test]
    public async Task Dependencies_are_the_urns_named_in_the_options_sorted()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            var group = new SampleComponent("Group", "group", _ => { });
            var topic = new Topic("a");
            _ = new Topic("b", new TopicArgs(), new CustomResourceOptions { DependsOn = { group, topic } });
        });

        Assert.That(plan.Named("b").DependsOn, Is.EqualTo(new[] { plan.Named("a").Urn, plan.Named("group").Urn }));
    }

    [Test]
    public async Task Resources_of_one_type_and_name_keep_their_own_inputs_in_whichever_order_they_are_ready()
    {
        var later = new TaskCompletionSource<string>();
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            _ = new SampleComponent("Outer", "first", it => _ = new Topic(
                "topic", new TopicArgs { DisplayName = Output.Create(later.Task) }, new CustomResourceOptions { Parent = it }));
            _ = new SampleComponent("Inner", "second", it => _ = new Topic(
                "topic", new TopicArgs { DisplayName = "second" }, new CustomResourceOptions { Parent = it }));
            later.SetResult("first");
        });

        Assert.That(
            plan.Resources.Where(it => it.Name == "topic").Select(it => (it.Parent!.Split("::")[^1], (string?)it.Inputs["displayName"])),
            Is.EquivalentTo(new[] { ("first", "first"), ("second", "second") }));
    }

    [Test]
    public async Task Only_components_are_marked_as_such()
    {
        var plan = await ProgramStack.PreviewAsync(() => _ = new SampleComponent("Outer", "outer", outer =>
            _ = new Topic("topic", new TopicArgs(), new CustomResourceOptions { Parent = outer })));

        Assert.That(plan.Resources.Where(it => it.Component).Select(it => it.Name), Is.EqualTo(new[] { "outer" }));
    }

    [Test]
    public void Two_resources_of_one_urn_are_refused_with_the_urn()
    {
        var refusal = Assert.ThrowsAsync<ArgumentFaultsException>(() => ProgramStack.PreviewAsync(() =>
        {
            _ = new Topic("topic");
            _ = new Topic("topic");
        }))!;

        Assert.That(
            refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "urn:pulumi:test::shop::aws:sns/topic:Topic::topic" }));
    }

    [Test]
    public async Task Resources_of_one_type_and_name_below_different_parents_keep_their_own_inputs()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            foreach (var color in new[] { "Red", "Blue" })
            {
                _ = new SampleComponent(color, color, parent =>
                {
                    var topic = new Topic("topic", new TopicArgs { DisplayName = color }, new CustomResourceOptions { Parent = parent });
                    _ = new RolePolicy(
                        $"policy-{color}", new RolePolicyArgs { Role = "r", Policy = topic.Arn }, new CustomResourceOptions { Parent = parent });
                });
            }
        });

        foreach (var color in new[] { "Red", "Blue" })
        {
            var topic = plan.Resources.Single(it => it.Urn.Contains($"shop:index:{color}$aws:sns", StringComparison.Ordinal));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(topic.Text("displayName"), Is.EqualTo(color));
                Assert.That(plan.Named($"policy-{color}").Text("policy"), Is.EqualTo($"${{{topic.Urn}.arn}}"));
            }
        }
    }

    [Test]
    public async Task Two_runs_give_the_same_bytes()
    {
        static void Program()
        {
            var role = new Role("role", new RoleArgs { AssumeRolePolicy = "{}", Tags = { ["b"] = "2", ["a"] = "1", ["c"] = "3" } });
            for (var i = 0; i < 20; i++)
                _ = new Topic($"topic-{i}", new TopicArgs { DisplayName = role.Arn, Tags = { [$"t{i}"] = "x", ["a"] = role.Name } });
        }

        var first = PlanWriter.ToJson(await ProgramStack.PreviewAsync(Program));
        var second = PlanWriter.ToJson(await ProgramStack.PreviewAsync(Program));

        Assert.That(second, Is.EqualTo(first));
    }
}
