using NUnit.Framework;
using Pulumi;
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
        var before = Console.Error;
        using var errors = new StringWriter();
        Console.SetError(errors);
        try
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(await Deployment.RunAsync(new Action(() => Assert.Fail("The program ran."))), Is.EqualTo(1));
                Assert.That(errors.ToString(), Does.Contain("This is the offline SDK").And.Contain("pulumi up").And.Contain("-c Release"));
            }
        }
        finally
        {
            Console.SetError(before);
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

    private sealed class EchoingMocks : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) => Task.FromResult<(string?, object)>((args.Name, args.Inputs));

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
