using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;
using SelfContained;
using SharedLoadBalancer;

namespace FlowerInfra.Tests.Stacks;

/// <summary>Updates of the examples that take outputs: what is checked when it is known is accepted, and arrives.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ExampleUpdateTests
{
    private DeployedCloud _own = null!;
    private LoadBalancerReference _reference = null!;

    [OneTimeSetUp]
    public async Task UpdateAsync()
    {
        (_own, var stack) = await RunAsync<DashboardStack>("SelfContained", ImmutableDictionary<string, object>.Empty);
        _reference = await OutputUtilities.GetValueAsync(stack.LoadBalancer);
    }

    [Test]
    public void The_dashboard_gets_what_the_stack_made_and_found()
    {
        var rule = _own.Inputs["aws:lb/listenerRule:ListenerRule flower-route-rule"];
        var broker = _own.Inputs["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule flower-isolation-broker-from"];
        var policy = (string)_own.Inputs["aws:secretsmanager/secretPolicy:SecretPolicy broker-url"]["policy"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule["listenerArn"], Is.EqualTo(_reference.ListenerArn).And.EndsWith(":tools-https"));
            Assert.That(broker["securityGroupId"], Is.EqualTo("sg-0f3c9a7be2140ee1b"));
            Assert.That(policy, Does.Contain(":role/flower-credentials-role").And.Contain(":role/pipeline"));
        }
    }

    [Test]
    public async Task Another_stacks_dashboard_stands_behind_its_load_balancer()
    {
        var (cloud, _) = await RunAsync<TeamStack>("SharedLoadBalancer", Outputs(["10.8.0.0/16"]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                cloud.Inputs["aws:lb/listenerRule:ListenerRule orders-flower-route-rule"]["listenerArn"], Is.EqualTo(_reference.ListenerArn));
            Assert.That(
                cloud.Inputs["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule orders-flower-isolation-from-load-balancer"]["referencedSecurityGroupId"],
                Is.EqualTo(_reference.SecurityGroupId));
        }
    }

    [Test]
    public void A_range_that_the_other_stack_keeps_out_is_refused() => Assert.That(
        () => RunAsync<TeamStack>("SharedLoadBalancer", Outputs(["10.9.0.0/16"])),
        Throws.Exception.With.Message.Contain("vpnCidrBlocks[0]: \"10.8.16.0/20\" is outside the load balancer's ranges"));

    // As the engine gives the outputs of another stack.
    private ImmutableDictionary<string, object> Outputs(string[] vpnRanges) => ImmutableDictionary<string, object>.Empty.Add(
        "loadBalancer", ImmutableDictionary<string, object>.Empty
            .Add("listenerArn", _reference.ListenerArn)
            .Add("securityGroupId", _reference.SecurityGroupId)
            .Add("dnsName", _reference.DnsName)
            .Add("zoneId", _reference.ZoneId)
            .Add("arnSuffix", _reference.ArnSuffix)
            .Add("isDualStack", _reference.IsDualStack)
            .Add("subnetCidrBlocks", _reference.SubnetCidrBlocks.ToImmutableArray<object>())
            .Add("vpnCidrBlocks", vpnRanges.ToImmutableArray<object>()));

    private static async Task<(DeployedCloud Cloud, TStack Stack)> RunAsync<TStack>(string folder, ImmutableDictionary<string, object> otherStack)
        where TStack : Stack, new()
    {
        var settings = PulumiProject.Find(Path.Combine(RepositoryStacks.Root, "examples", folder)).Read("prod");
        settings = settings with
        {
            Values = settings.Values.ToDictionary(
                it => it.Key, it => it.Key.EndsWith(":deployerRoleArn", StringComparison.Ordinal) ? StackEnvironment.Deployer : it.Value),
        };
        var cloud = new DeployedCloud(otherStack);
        using var environment = new StackEnvironment(settings);
        var resources = await Deployment.TestAsync<TStack>(cloud, StackEnvironment.Options(settings, isPreview: false));
        return (cloud, resources.OfType<TStack>().Single());
    }
}
