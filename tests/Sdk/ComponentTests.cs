using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class ComponentTests
{
    [Test]
    public async Task A_component_reaches_the_mocks_before_its_children()
    {
        var mocks = new RecordingMocks();

        var resources = await mocks.PreviewAsync(() => _ = new SampleComponent("one"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks.Registered.Select(args => args.Type), Is.EqualTo([SampleComponent.Token, Sample.Token]));
            Assert.That(resources.Select(resource => resource.GetResourceName()), Is.EqualTo(["one", "one-child"]));
        }
    }

    [Test]
    public async Task Arguments_that_are_passed_to_the_base_reach_the_mocks()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() =>
        {
            _ = new SampleComponent("with", new SampleComponentArgs { Title = "Flower" });
            _ = new SampleComponent("without");
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks["with"].Inputs["title"], Is.EqualTo("Flower"));
            Assert.That(mocks["without"].Inputs, Is.Empty);
        }
    }

    [Test]
    public async Task An_output_that_the_constructor_sets_is_what_it_sets()
    {
        SampleComponent? component = null;

        await new RecordingMocks().PreviewAsync(() => component = new SampleComponent("one"));

        Assert.That(await OutputUtilities.GetValueAsync(component!.Text), Is.EqualTo("one"));
    }

    [Test]
    public async Task Registered_outputs_reach_the_mocks_with_the_urn()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() => _ = new SampleComponent("one"));

        var request = mocks.Outputs.Single(it => it.Urn.EndsWith("::one", StringComparison.Ordinal));
        Assert.That(await OutputUtilities.GetValueAsync(request.Outputs["text"]), Is.EqualTo("one"));
    }

    [Test]
    public async Task A_stack_registers_its_outputs()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync<SampleStack>(mocks);

        var request = mocks.Outputs.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Urn, Is.EqualTo("urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack"));
            Assert.That(await OutputUtilities.GetValueAsync(request.Outputs["text"]), Is.EqualTo("hello"));
        }
    }

    [Test]
    public async Task A_stack_does_not_reach_the_mocks()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync<SampleStack>(mocks);

        Assert.That(mocks.Registered.Select(args => args.Type), Is.EqualTo([Sample.Token]));
    }

    [Test]
    public async Task A_stack_of_its_own_constructor_has_its_outputs()
    {
        var resources = await Deployment.TestAsync<SampleStack>(new RecordingMocks());

        Assert.That(await OutputUtilities.GetValueAsync(resources.OfType<SampleStack>().Single().Text), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Outputs_can_be_registered_as_a_dictionary_a_task_or_an_output()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() => _ = new Registering());

        Assert.That(
            mocks.Outputs.Where(it => it.Urn.EndsWith("::registering", StringComparison.Ordinal)).Select(it => it.Outputs.Keys.Single()),
            Is.EquivalentTo(["dictionary", "task", "output"]));
    }

    [Test]
    public async Task Secrets_and_unknowns_stay_what_they_are_in_registered_outputs()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() => _ = new Secretive());

        var outputs = mocks.Outputs.Single(it => it.Urn.EndsWith("::secretive", StringComparison.Ordinal)).Outputs;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Output.IsSecretAsync(outputs["secret"]), Is.True);
            Assert.That(await OutputUtilities.GetValueAsync(outputs["secret"]), Is.EqualTo("s"));
            Assert.That(await OutputUtilities.GetIsKnownAsync(outputs["unknown"]), Is.False);
        }
    }

    private sealed class Registering : ComponentResource
    {
        public Registering()
            : base("test:index:Registering", "registering", new ComponentResourceOptions())
        {
            RegisterOutputs(new Dictionary<string, object?> { ["dictionary"] = 1 });
            RegisterOutputs(Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?> { ["task"] = 1 }));
            RegisterOutputs(Output.Create<IDictionary<string, object?>>(ImmutableDictionary<string, object?>.Empty.Add("output", 1)));
        }
    }

    private sealed class Secretive : ComponentResource
    {
        public Secretive()
            : base("test:index:Secretive", "secretive", new ComponentResourceOptions()) => RegisterOutputs(new Dictionary<string, object?>
            {
                ["secret"] = Output.CreateSecret("s"),
                ["unknown"] = OutputUtilities.CreateUnknown("u"),
            });
    }
}
