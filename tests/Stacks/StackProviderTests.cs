using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The account and the cluster that a stack can go to, and no other.</summary>
[TestFixtureSource(typeof(RepositoryStacks), nameof(RepositoryStacks.Names))]
[NonParallelizable]
internal sealed class StackProviderTests(string stack)
{
    private Plan _plan = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _plan = await RepositoryStacks.PlanAsync(stack);

    [Test]
    public void The_aws_provider_accepts_the_configured_account_alone()
    {
        var provider = _plan.OfType("pulumi:providers:aws").Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(provider.At("allowedAccountIds").Parsed.Texts(), Is.EqualTo(new[] { "123456789012" }));
            Assert.That(provider.Text("region"), Is.EqualTo("eu-west-1"));
        }
    }

    [Test]
    public void The_kubernetes_provider_asks_aws_for_the_named_cluster_and_holds_no_credentials()
    {
        var provider = _plan.OfType("pulumi:providers:kubernetes").Single();
        var config = provider.At("kubeconfig").Parsed;
        var user = config["users"].First["user"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                config["clusters"].First["cluster"]["server"].Text, Is.EqualTo("${aws:eks/getCluster:getCluster.endpoint}"));
            Assert.That(user.Pairs.Select(it => it.Key), Is.EqualTo(new[] { "exec" }));
            Assert.That(user["exec"]["command"].Text, Is.EqualTo("aws"));
            Assert.That(
                user["exec"]["args"].Texts(),
                Is.EqualTo(new[] { "eks", "get-token", "--cluster-name", stack, "--region", "eu-west-1", "--output", "json" }));
            Assert.That(provider.Text("clusterIdentifier"), Is.EqualTo("${aws:eks/getCluster:getCluster.arn}"));
        }
    }

    [Test]
    public async Task A_profile_serves_both_providers()
    {
        var settings = RepositoryStacks.Settings(stack);
        var plan = await RepositoryStacks.PreviewAsync(settings with
        {
            Values = settings.Values.Append(new("aws:profile", "deployer")).ToDictionary(pair => pair.Key, pair => pair.Value),
        });

        var exec = plan.OfType("pulumi:providers:kubernetes").Single().At("kubeconfig").Parsed["users"].First["user"]["exec"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.OfType("pulumi:providers:aws").Single().Text("profile"), Is.EqualTo("deployer"));
            Assert.That((exec["env"].First["name"].Text, exec["env"].First["value"].Text), Is.EqualTo(("AWS_PROFILE", "deployer")));
        }
    }

    [Test]
    public void Everything_goes_to_one_of_the_two()
    {
        IEnumerable<string?> Of(string package) =>
            _plan.Resources.Where(it => it.Type.StartsWith(package, StringComparison.Ordinal)).Select(it => it.Provider);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of("aws:"), Is.Not.Empty.And.All.EqualTo(_plan.OfType("pulumi:providers:aws").Single().Urn));
            Assert.That(Of("kubernetes:"), Is.Not.Empty.And.All.EqualTo(_plan.OfType("pulumi:providers:kubernetes").Single().Urn));
        }
    }

    [Test]
    public async Task Every_question_goes_to_the_stacks_account_too()
    {
        var mocks = new Cloud();
        var settings = RepositoryStacks.Settings(stack);
        using (new StackEnvironment(settings))
            await Deployment.TestAsync<FlowerStack>(mocks, StackEnvironment.Options(settings, isPreview: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks.Askers, Is.Not.Empty.And.All.Contains("pulumi:providers:aws::aws::"));
            Assert.That(
                JsonNode.Parse(mocks.KubeConfig!)!["clusters"]![0]!["cluster"]!.ToJsonString(),
                Is.EqualTo(new JsonObject
                {
                    ["server"] = "https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
                    ["certificate-authority-data"] = "LS0tLS1CRUdJTi+/",
                }.ToJsonString()));
        }
    }

    [Test]
    public void The_engine_is_told_to_refuse_default_providers() => Assert.That(
        JsonNode.Parse(RepositoryStacks.Settings(stack).Values["pulumi:disable-default-providers"])!.AsArray().Select(it => it!.ToString()),
        Is.EqualTo(new[] { "aws", "kubernetes" }));

    private sealed class Cloud : IMocks
    {
        public ConcurrentBag<string> Askers { get; } = [];

        public string? KubeConfig { get; private set; }

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            if (args.Type == "pulumi:providers:kubernetes")
                KubeConfig = (string)args.Inputs["kubeconfig"];
            return Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args)
        {
            Askers.Add(args.Provider!);
            return Task.FromResult(StackEnvironment.Answer(args));
        }
    }
}
