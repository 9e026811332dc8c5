using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class FailureTests
{
    [SetUp]
    public void Start() => Environment.ExitCode = 0;

    [TearDown]
    public void Restore() => Environment.ExitCode = 0;

    [Test]
    public void An_exception_of_the_program_is_thrown_after_the_run_with_its_type_and_stack_in_the_message()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(Explode));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.TypeOf<RunException>());
            Assert.That(failure!.Message, Does.StartWith("Running program '"));
            Assert.That(failure.Message, Does.Contain("' failed with an unhandled exception:\nSystem.InvalidOperationException: boom"));
            Assert.That(failure.Message, Does.Contain(nameof(Explode)));
            Assert.That(Environment.ExitCode, Is.EqualTo(32));
        }
    }

    [Test]
    public void A_run_exception_is_its_message_alone()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() => throw new RunException("plainly wrong")));

        Assert.That(failure, Is.TypeOf<RunException>().With.Message.EqualTo("plainly wrong"));
    }

    [Test]
    public void A_resource_exception_is_its_message_alone_where_it_hides_its_stack()
    {
        var hidden = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() => throw new ResourceException("hidden", null, hideStack: true)));
        var shown = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() => throw new ResourceException("shown", null)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(hidden, Is.TypeOf<RunException>().With.Message.EqualTo("hidden"));
            Assert.That(shown, Is.TypeOf<RunException>().With.Message.StartsWith("Pulumi.ResourceException: shown"));
        }
    }

    [Test]
    public void An_error_in_the_log_fails_the_run_and_lets_it_go_on()
    {
        var mocks = new RecordingMocks();

        var failure = Assert.CatchAsync(() => mocks.PreviewAsync(() =>
        {
            Log.Error("not right");
            _ = new Sample("after");
        }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.TypeOf<RunException>().With.Message.EqualTo("not right"));
            Assert.That(mocks.Registered, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void Several_errors_are_thrown_together()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() =>
        {
            Log.Error("first");
            Log.Error("second");
        }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.TypeOf<AggregateException>());
            Assert.That(Failures.Of(failure), Is.EquivalentTo(["first", "second"]));
        }
    }

    [Test]
    public void An_exception_of_the_mocks_is_thrown_after_the_run()
    {
        var mocks = new RecordingMocks { Answer = args => throw new InvalidOperationException($"no {args.Name}") };

        var failure = Assert.CatchAsync(() => mocks.PreviewAsync(() => _ = new Sample("one")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Failures.Of(failure), Is.All.Contains("System.InvalidOperationException: no one"));
            Assert.That(Environment.ExitCode, Is.EqualTo(32));
        }
    }

    [Test]
    public void What_depends_on_a_failure_fails_with_it()
    {
        var mocks = new RecordingMocks
        {
            Answer = args => args.Name == "first" ? throw new InvalidOperationException("no first") : ("id", args.Inputs),
        };

        var failure = Assert.CatchAsync(() => mocks.PreviewAsync(() =>
        {
            var first = new Sample("first");
            _ = new Sample("second", new SampleArgs { Text = first.Text });
            _ = new Sample("third", null, new CustomResourceOptions { DependsOn = first });
            _ = new Sample("fourth", null, new CustomResourceOptions { Parent = first });
        }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Failures.Of(failure), Is.All.Contains("no first"));
            Assert.That(mocks.Registered.Select(args => args.Name), Is.EqualTo(["first"]));
        }
    }

    [Test]
    public void An_exception_inside_of_an_apply_fails_the_run()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(
            () => new Sample("one", new SampleArgs { Text = "a" }).Text.Apply<string>(Explode)));

        Assert.That(Failures.Of(failure), Is.All.Contains("boom"));
    }

    [Test]
    public async Task An_exception_inside_of_an_apply_that_does_not_run_fails_nothing()
    {
        var resources = await new RecordingMocks().PreviewAsync(() => new Sample("one").Text.Apply<string>(Explode));

        Assert.That(resources, Has.Length.EqualTo(1));
    }

    [Test]
    public void An_exception_of_an_asynchronous_function_fails_the_run()
    {
        static async Task Program()
        {
            await Task.Yield();
            Explode();
        }

        var failure = Assert.CatchAsync(() => Deployment.TestAsync(new RecordingMocks(), new Pulumi.Testing.TestOptions(), Program));

        Assert.That(Failures.Of(failure), Is.All.Contains("boom"));
    }

    [Test]
    public async Task A_run_that_succeeds_leaves_the_exit_code_alone()
    {
        await new RecordingMocks().PreviewAsync(() => _ = new Sample("one"));

        Assert.That(Environment.ExitCode, Is.Zero);
    }

    private static void Explode() => throw new InvalidOperationException("boom");

    private static string Explode(string value) => throw new InvalidOperationException($"boom {value}");
}
