using NUnit.Framework;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class ContextTests
{
    [Test]
    public async Task The_context_has_defaults_and_a_test_is_a_preview()
    {
        DeploymentInstance? instance = null;

        await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), new Action(() => instance = Deployment.Instance));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(instance!.ProjectName, Is.EqualTo("project"));
            Assert.That(instance.StackName, Is.EqualTo("stack"));
            Assert.That(instance.OrganizationName, Is.EqualTo("organization"));
            Assert.That(() => instance.RootDirectory, Throws.Exception);
            Assert.That(instance.IsDryRun, Is.True);
        }
    }

    [Test]
    public async Task The_context_is_what_the_options_say()
    {
        DeploymentInstance? instance = null;
        var options = new TestOptions
        {
            ProjectName = "flower",
            StackName = "prod",
            OrganizationName = "platform",
            RootDirectory = "/src",
            IsPreview = false,
        };

        await Deployment.TestAsync(new RecordingMocks(), options, new Action(() => instance = Deployment.Instance));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(instance!.ProjectName, Is.EqualTo("flower"));
            Assert.That(instance.StackName, Is.EqualTo("prod"));
            Assert.That(instance.OrganizationName, Is.EqualTo("platform"));
            Assert.That(instance.RootDirectory, Is.EqualTo("/src"));
            Assert.That(instance.IsDryRun, Is.False);
        }
    }

    [Test]
    public void There_is_no_context_outside_of_a_run() =>
        Assert.That(() => Deployment.Instance, Throws.InvalidOperationException);

    [Test]
    public async Task There_is_no_context_after_a_run()
    {
        await new RecordingMocks().PreviewAsync(() => { });

        Assert.That(() => Deployment.Instance, Throws.InvalidOperationException);
    }

    [Test]
    public void Logging_needs_a_context() =>
        Assert.That(() => Log.Info("nobody listens"), Throws.InvalidOperationException);

    [Test]
    public async Task Logging_below_an_error_changes_nothing()
    {
        var resources = await new RecordingMocks().PreviewAsync(() =>
        {
            Log.Debug("debug");
            Log.Info("info");
            Log.Warn("warning", new Sample("one"));
        });

        Assert.That(resources, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_function_gives_its_resources_and_its_outputs_without_a_stack()
    {
        var (resources, outputs) = await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), () => new Dictionary<string, object?>
        {
            ["name"] = new Sample("one").GetResourceName(),
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(resources, Has.Length.EqualTo(1).And.All.InstanceOf<Sample>());
            Assert.That(outputs["name"], Is.EqualTo("one"));
        }
    }

    [Test]
    public async Task An_asynchronous_function_is_waited_for()
    {
        async Task<IDictionary<string, object?>> Program()
        {
            await Task.Yield();
            return new Dictionary<string, object?> { ["name"] = new Sample("late").GetResourceName() };
        }

        var (resources, outputs) = await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), Program);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(resources, Has.Length.EqualTo(1));
            Assert.That(outputs["name"], Is.EqualTo("late"));
        }
    }

    [Test]
    public async Task An_asynchronous_function_without_outputs_is_waited_for()
    {
        async Task Program()
        {
            await Task.Yield();
            _ = new Sample("late");
        }

        var resources = await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), Program);

        Assert.That(resources, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_stack_is_one_of_its_resources()
    {
        var resources = await Deployment.TestAsync<SampleStack>(new RecordingMocks());

        Assert.That(resources.Select(resource => resource.GetType()), Is.EqualTo([typeof(SampleStack), typeof(Sample)]));
    }

    [Test]
    public async Task A_stack_can_come_from_a_service_provider()
    {
        var resources = await Deployment.TestWithServiceProviderAsync<SampleStack>(new RecordingMocks(), new SampleServices(() => new SampleStack()));

        Assert.That(resources.OfType<SampleStack>(), Has.Exactly(1).Items);
    }

    [Test]
    public void A_stack_that_the_service_provider_does_not_know_is_an_error() =>
        Assert.That(
            () => Deployment.TestWithServiceProviderAsync<SampleStack>(new RecordingMocks(), new SampleServices(null)),
            Throws.InstanceOf<RunException>().With.Message.Contains(nameof(SampleStack)));

    private sealed class SampleServices(Func<SampleStack>? newStack) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(SampleStack) ? newStack?.Invoke() : null;
    }
}
