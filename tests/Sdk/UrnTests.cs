using NUnit.Framework;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class UrnTests
{
    [Test]
    public async Task A_urn_has_the_stack_the_project_the_types_and_the_name()
    {
        Sample? sample = null;
        var options = new TestOptions { ProjectName = "flower", StackName = "prod" };

        await Deployment.TestAsync(new RecordingMocks(), options, new Action(() => sample = new Sample("one")));

        Assert.That(
            await OutputUtilities.GetValueAsync(sample!.Urn),
            Is.EqualTo("urn:pulumi:prod::flower::pulumi:pulumi:Stack$test:index:Sample::one"));
    }

    [Test]
    public async Task A_stack_has_no_parent()
    {
        var resources = await Deployment.TestAsync<SampleStack>(new RecordingMocks());

        Assert.That(
            await OutputUtilities.GetValueAsync(resources.OfType<SampleStack>().Single().Urn),
            Is.EqualTo("urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack"));
    }

    [Test]
    public async Task Mocks_keep_only_the_outermost_type_of_the_parents()
    {
        SampleComponent? component = null;

        await new RecordingMocks().PreviewAsync(() => component = new SampleComponent("outer"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await OutputUtilities.GetValueAsync(component!.Urn),
                Is.EqualTo("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Component::outer"));
            Assert.That(
                await OutputUtilities.GetValueAsync(component.Child.Urn),
                Is.EqualTo("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Sample::outer-child"));
        }
    }

    [Test]
    public async Task Two_resources_of_one_urn_are_not_found_out()
    {
        var resources = await new RecordingMocks().PreviewAsync(() =>
        {
            _ = new Sample("same");
            _ = new Sample("same");
        });

        Assert.That(resources, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_urn_can_be_made_of_its_parts()
    {
        Output<string>[] urns = [];

        await new RecordingMocks().PreviewAsync(() =>
        {
            var parent = new Sample("parent");
            urns =
            [
                Urn.Create("one", Sample.Token),
                Urn.Create("one", Sample.Token, project: "flower", stack: "prod"),
                Urn.Create("one", Sample.Token, parent: parent),
                Urn.Create("one", Sample.Token, parentUrn: "urn:pulumi:stack::project::a:b:C::parent"),
            ];
        });

        Assert.That(await Task.WhenAll(urns.Select(OutputUtilities.GetValueAsync)), Is.EqualTo(
        [
            "urn:pulumi:stack::project::test:index:Sample::one",
            "urn:pulumi:prod::flower::test:index:Sample::one",
            "urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Sample$test:index:Sample::one",
            "urn:pulumi:stack::project::a:b:C$test:index:Sample::one",
        ]));
    }

    [Test]
    public void A_resource_has_a_type_and_a_name()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(
            () => _ = new CustomResource(Sample.Token, "", null, new CustomResourceOptions())));

        Assert.That(Failures.Of(failure), Is.All.Contains("'name' cannot be null or empty."));
    }
}
