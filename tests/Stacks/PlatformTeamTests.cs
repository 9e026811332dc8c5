using System.Collections.Concurrent;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using PlatformTeam;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The example of a team that uses the components in a stack of its own.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class PlatformTeamTests
{
    private static readonly string Folder = Path.Combine(RepositoryStacks.Root, "examples", "PlatformTeam");

    private Plan _plan = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _plan = await PlanAsync();

    [Test]
    public void The_wiki_and_two_dashboards_share_one_load_balancer()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_plan.OfType(ResourceType.LoadBalancer).Count(), Is.EqualTo(1));
            Assert.That(
                _plan.OfType(ResourceType.ListenerRule).Select(it => _plan.NameOf(it.Text("listenerArn")!)), Is.EqualTo(Enumerable.Repeat("tools-https", 3)));
            Assert.That(
                _plan.OfType(ResourceType.ListenerRule).SelectMany(LoadBalancing.Hosts),
                Is.EquivalentTo(new[] { "billing-flower.example.internal", "orders-flower.example.internal", "wiki.example.internal" }));
        }
    }

    [Test]
    public void The_dashboards_take_the_teams_key_and_make_none()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_plan.OfType(ResourceType.Key), Is.Empty);
            Assert.That(
                _plan.OfType(ResourceType.Secret).Select(it => it.Text("kmsKeyId")).Distinct(),
                Is.EqualTo(new[] { "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-4a0b-9c8d-7e6f5a4b3c2d" }));
        }
    }

    [Test]
    public void Tags_say_whose_each_resource_is()
    {
        var schema = ProviderSchema.Read("aws");
        var tagged = _plan.Resources.Where(it => schema.Resource(it.Type)?.ContainsKey("tags") == true).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tagged.Where(it => it.At("tags", "cost-centre").Text != "4711").Select(it => it.Name), Is.Empty);
            Assert.That(
                tagged.Where(it => it.Name.StartsWith("billing-", StringComparison.Ordinal)).Select(it => it.At("tags", "team").Text),
                Is.Not.Empty.And.All.EqualTo("billing"));
        }
    }

    [Test]
    public void The_transformation_changes_its_child_alone()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_plan.Named("billing-flower-route-target").At("deregistrationDelay").Number, Is.EqualTo(120));
            Assert.That(_plan.Named("orders-flower-route-target").At("deregistrationDelay").Number, Is.EqualTo(30));
        }
    }

    [Test]
    public async Task Everything_goes_to_the_teams_providers()
    {
        var mocks = new Providers();
        using (new StackEnvironment(Settings))
            await Deployment.TestAsync<ToolsStack>(mocks, StackEnvironment.Options(Settings, isPreview: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks.Of("aws:"), Is.Not.Empty.And.All.Contains("pulumi:providers:aws::aws::"));
            Assert.That(mocks.Of("kubernetes:"), Is.Not.Empty.And.All.Contains("pulumi:providers:kubernetes::cluster::"));
            Assert.That(mocks.Calls, Is.Not.Empty.And.All.Contains("pulumi:providers:aws::aws::"));
        }
    }

    /// <summary>The example's plan.</summary>
    public static Task<Plan> PlanAsync() => RunAsync(Settings);

    private static StackSettings Settings => PulumiProject.Find(Folder).Read("prod");

    private static Task<Plan> RunAsync(StackSettings settings) => StackPreview.RunAsync(settings, options => new ToolsStack(options));

    private sealed class Providers : IMocks
    {
        private readonly ConcurrentBag<(string Type, string Provider)> _resources = [];

        public ConcurrentBag<string> Calls { get; } = [];

        public IEnumerable<string> Of(string prefix) =>
            _resources.Where(it => it.Type.StartsWith(prefix, StringComparison.Ordinal)).Select(it => it.Provider);

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            _resources.Add((args.Type!, args.Provider!));
            return Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args)
        {
            Calls.Add(args.Provider!);
            return Task.FromResult(StackEnvironment.Answer(args));
        }
    }
}
