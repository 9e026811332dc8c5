using System.Text.Json.Nodes;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>What a stack's file can say, and no shipped stack does.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class StackChoiceTests
{
    private const string Top = "  flower-infra:deployerRoleArns:\n";

    private const string Existing =
        "  flower-infra:existingLoadBalancer: { listenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/tools/0a1b2c3d4e5f6071/1a2b3c4d5e6f7081, securityGroupId: sg-0123456789ab0de0e, dnsName: internal-tools-1234567890.eu-west-1.elb.amazonaws.com, zoneId: Z32O12XQLNTSW2, "
        + "subnetCidrBlocks: [10.20.0.0/24], vpnCidrBlocks: [10.8.0.0/16] }\n  flower-infra:hostedZoneId: Z0123456789ABPRIVATE\n";

    private const string Other = "    other: { host: OTHER, urlPrefix: /other, auth: { basic: { users: [ops] } } }\n    flower:\n";

    [Test]
    public async Task Tags_reach_everything_that_takes_tags_beside_those_that_say_whose_it_is()
    {
        var plan = await PlanAsync(RepositoryStacks.File("staging"), Top, $"  flower-infra:tags: {{ team: platform, managed-by: platform }}\n{Top}");

        var tags = plan.Resources.Where(it => !it.Component && it.Inputs["tags"] is JsonObject)
            .Select(it => it.Inputs["tags"]!.ToJsonString()).Distinct();
        Assert.That(tags, Is.Not.Empty.And.All.Contains("\"team\":\"platform\"").And.All.Contains("\"managed-by\":\"platform\"").And.All.Contains("\"stack\":\"staging\""));
    }

    [Test]
    public async Task A_dashboards_own_tags_take_the_place_of_the_stacks()
    {
        var text = EditedStack.Replace(RepositoryStacks.File("staging"), Top, $"  flower-infra:tags: {{ team: platform }}\n{Top}");

        var plan = await PlanAsync(text, "      size: medium\n", "      size: medium\n      tags: { team: billing }\n");

        string TeamOf(string type) => plan.OfType(type).Select(it => it.Inputs["tags"]!["team"]!.ToString()).Distinct().Single();
        Assert.That(
            (TeamOf(ResourceType.TargetGroup), TeamOf(ResourceType.LoadBalancer), TeamOf(ResourceType.Vault)),
            Is.EqualTo(("billing", "platform", "billing")));
    }

    [Test]
    public async Task Runtime_monitoring_and_a_lock_without_exception_can_be_chosen()
    {
        var plan = await PlanAsync(RepositoryStacks.File("staging"), "    flowLogs: {}\n",
            "    runtimeMonitoring: { existingDetectorId: 12abc34d567e8fa901bc2d34e56789f0 }\n    logBucket: { objectLock: { days: 30, withoutException: true } }\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Resources.Select(it => it.Type), Has.Some.StartsWith("aws:guardduty/detectorFeature:"));
            Assert.That(
                plan.OfType("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration").Single().Inputs["rule"]!["defaultRetention"]!["mode"]!.ToString(),
                Is.EqualTo("COMPLIANCE"));
        }
    }

    [Test]
    public async Task Dashboards_stand_behind_a_load_balancer_that_somebody_else_keeps()
    {
        var plan = await PlanAsync(WithExisting(), "    flower:\n", "    flower:\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.OfType(ResourceType.LoadBalancer), Is.Empty);
            Assert.That(plan.OfType(ResourceType.ListenerRule).Select(it => it.Text("listenerArn")), Is.EqualTo(new[] { "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/tools/0a1b2c3d4e5f6071/1a2b3c4d5e6f7081" }));
            Assert.That(plan.OfType(ResourceType.DnsRecord).Select(it => it.Name), Is.EqualTo(new[] { "flower.dev.example.internal-record" }));
            Assert.That(plan.Outputs["loadBalancerDnsName"]!.ToString(), Is.EqualTo("internal-tools-1234567890.eu-west-1.elb.amazonaws.com"));
        }
    }

    [Test]
    public void A_host_that_dashboards_share_has_no_two_records_there()
    {
        using var edited = new EditedStack("dev", EditedStack.Replace(WithExisting(), "    flower:\n", Other.Replace("OTHER", "flower.dev.example.internal", StringComparison.Ordinal)));

        var refusal = Assert.ThrowsAsync<ArgumentFaultsException>(() => RepositoryStacks.PreviewAsync(edited.Read()))!;

        Assert.That(refusal.Faults.Select(it => $"{it}"), Is.EqualTo(new[]
        {
            "flower-infra:hostedZoneId: would get the record of flower.dev.example.internal twice, because dashboards share that host. "
            + "Give each dashboard a host of its own, or leave the zone out and make the records elsewhere.",
        }));
    }

    // The development stack without its own load balancer.
    private static string WithExisting()
    {
        var text = RepositoryStacks.File("dev");
        var (start, end) = (text.IndexOf("  flower-infra:loadBalancer:\n", StringComparison.Ordinal), text.IndexOf("  flower-infra:images:\n", StringComparison.Ordinal));
        return text[..start] + Existing + text[end..];
    }

    private static async Task<Plan> PlanAsync(string text, string old, string @new)
    {
        using var edited = new EditedStack(text.Contains("name: staging\n", StringComparison.Ordinal) ? "staging" : "dev", EditedStack.Replace(text, old, @new));
        return await RepositoryStacks.PreviewAsync(edited.Read());
    }
}
