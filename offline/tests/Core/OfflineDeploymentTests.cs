using NUnit.Framework;
using Pulumi;
using Pulumi.Experimental.Provider;
using Pulumi.Testing;

namespace FlowerInfra.Offline.Tests.Core;

[NonParallelizable]
internal sealed class OfflineDeploymentTests
{
    [TearDown]
    public void Restore() => Environment.ExitCode = 0;

    [Test]
    public async Task Deploying_ends_with_an_error_that_says_what_to_do()
    {
        var code = 0;
        var errors = await ErrorsOfAsync(async () => code = await Deployment.RunAsync(new Action(() => Assert.Fail("The program ran."))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(errors, Does.Contain("This is the offline SDK").And.Contain("pulumi up").And.Contain("-c Release"));
        }
    }

    [Test]
    public async Task Serving_components_ends_with_an_error_that_says_what_to_do()
    {
        var errors = await ErrorsOfAsync(() => ComponentProviderHost.Serve(["127.0.0.1:1"], typeof(EchoingMocks).Assembly, "sample"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Environment.ExitCode, Is.EqualTo(1));
            Assert.That(errors, Does.Contain("This is the offline SDK").And.Contain("pulumi package add").And.Contain("-c Release"));
        }
    }

    [Test]
    public void A_resource_that_depends_on_the_component_that_it_is_part_of_is_refused()
    {
        var failure = Assert.CatchAsync(() => Deployment.TestAsync(new EchoingMocks(), new TestOptions(), new Action(() =>
        {
            var component = new ComponentResource("test:index:Component", "outer", new ComponentResourceOptions());
            _ = new CustomResource(
                "test:index:Sample", "inner", null, new CustomResourceOptions { Parent = component, DependsOn = component });
        })));

        Assert.That(failure!.Message, Does.Contain("test:index:Sample 'inner' depends on a component that it is part of."));
    }

    private static async Task<string> ErrorsOfAsync(Func<Task> program)
    {
        var before = Console.Error;
        using var errors = new StringWriter();
        Console.SetError(errors);
        try
        {
            await program();
            return errors.ToString();
        }
        finally
        {
            Console.SetError(before);
        }
    }

    private sealed class EchoingMocks : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) => Task.FromResult<(string?, object)>((args.Name, args.Inputs));

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
