using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class TransformationTests
{
    [Test]
    public async Task A_resources_own_transformations_come_before_its_parents()
    {
        var order = new List<string>();
        ResourceTransformation Note(string who) => args =>
        {
            order.Add($"{who}:{args.Resource.GetResourceName()}");
            return null;
        };

        await new RecordingMocks().PreviewAsync(() =>
        {
            var parent = new SampleComponent("parent", new ComponentResourceOptions { ResourceTransformations = { Note("parent") } });
            _ = new Sample("own", null, new CustomResourceOptions { Parent = parent, ResourceTransformations = { Note("first"), Note("second") } });
        });

        Assert.That(order, Is.EqualTo(["parent:parent", "parent:parent-child", "first:own", "second:own", "parent:own"]));
    }

    [Test]
    public async Task A_stacks_transformations_see_every_resource_with_its_arguments_and_options()
    {
        TransformedStack.Seen.Clear();

        await Deployment.TestAsync<TransformedStack>(new RecordingMocks());

        Assert.That(TransformedStack.Seen, Is.EqualTo(
        [
            (nameof(TransformedStack), (string?)null, (bool?)null),
            (nameof(SampleComponent), null, true),
            (nameof(Sample), "one", null),
        ]));
    }

    [Test]
    public async Task A_transformation_can_change_arguments_and_options()
    {
        var mocks = new RecordingMocks();
        ResourceTransformation shout = args => new ResourceTransformationResult(
            new SampleArgs { Text = ((SampleArgs)args.Args).Text.Apply(text => text + "!") },
            CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new CustomResourceOptions { ImportId = "imported" }));

        await mocks.PreviewAsync(() => _ = new Sample(
            "one", new SampleArgs { Text = "a" }, new CustomResourceOptions { ResourceTransformations = { shout, shout } }));

        Assert.That((mocks["one"].Inputs["text"], mocks["one"].Id), Is.EqualTo(("a!!", "imported")));
    }

    [Test]
    public async Task A_transformation_sees_what_is_secret()
    {
        Output<string>? text = null;
        ResourceTransformation look = args =>
        {
            text = ((SampleArgs)args.Args).Text.ToOutput();
            return null;
        };

        await new RecordingMocks().PreviewAsync(() => _ = new Sample(
            "one", new SampleArgs { Text = Output.CreateSecret("a") }, new CustomResourceOptions { ResourceTransformations = { look } }));

        Assert.That(await Output.IsSecretAsync(text!), Is.True);
    }

    [Test]
    public void A_transformation_can_not_change_the_parent()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() =>
        {
            var other = new Sample("other");
            ResourceTransformation move = args => new ResourceTransformationResult(args.Args, new CustomResourceOptions { Parent = other });
            _ = new Sample("one", null, new CustomResourceOptions { ResourceTransformations = { move } });
        }));

        Assert.That(Failures.Of(failure), Is.All.Contains("Transformations cannot currently be used to change the 'parent' of a resource."));
    }

    private sealed class TransformedStack : Stack
    {
        public static readonly List<(string Type, string? Parent, bool? Protect)> Seen = [];

        public TransformedStack()
            : base(new StackOptions { ResourceTransformations = { Look } }) =>
            _ = new SampleComponent("one", new ComponentResourceOptions { Protect = true });

        private static ResourceTransformationResult? Look(ResourceTransformationArgs args)
        {
            Seen.Add((args.Resource.GetType().Name, args.Options.Parent?.GetResourceName(), args.Options.Protect));
            return null;
        }
    }
}
