using System.Collections.Concurrent;
using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Stacks;

/// <summary>An update of a stack by a role that its configuration doesn't name.</summary>
[TestFixtureSource(typeof(RepositoryStacks), nameof(RepositoryStacks.Names))]
[NonParallelizable]
internal sealed class DeployerTests(string stack)
{
    private const string Somebody = "arn:aws:sts::618033988749:assumed-role/developer/ana";

    [Test]
    public void Is_refused_before_its_first_resource()
    {
        var settings = RepositoryStacks.Adapted(stack);
        var mocks = new Account();

        using var environment = new StackEnvironment(settings);
        var failure = Assert.CatchAsync(() => Deployment.TestAsync<FlowerStack>(mocks, StackEnvironment.Options(settings, isPreview: false)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks.Types, Has.All.StartsWith("pulumi:providers:"));
            Assert.That($"{failure}", Does.Contain($"flower-infra:deployerRoleArns: \"{Somebody}\" runs this update")
                .And.Contain("Assume arn:aws:iam::618033988749:role/flower-deployer, or add the role that deploys."));
        }
    }

    private sealed class Account : IMocks
    {
        public ConcurrentQueue<string> Types { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Types.Enqueue(args.Type!);
            return Task.FromResult<(string?, object)>(($"{args.Name}.id", args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult(
            StackEnvironment.Answer(args) is ImmutableDictionary<string, object> answer && answer.ContainsKey("arn")
                ? answer.SetItem("arn", Somebody)
                : StackEnvironment.Answer(args));
    }
}
