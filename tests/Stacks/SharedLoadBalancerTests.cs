using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>What several dashboards of a stack share in front of them is made once, and says in the plan what the stack's keys say.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class SharedLoadBalancerTests
{
    private const string Dashboards = "  flower-infra:dashboards:\n";
    private const string Cluster = "  flower-infra:cluster:\n";
    private const string LoadBalancer = "  flower-infra:loadBalancer:\n";

    private const string Auth =
        "auth: { loadBalancerOidc: { issuer: https://id.example.com, authorizationEndpoint: https://id.example.com/a, "
        + "tokenEndpoint: https://id.example.com/t, userInfoEndpoint: https://id.example.com/u, clientId: flower, "
        + "clientSecret: { secure: v1:abc }, providerCidrBlocks: [192.30.252.0/22, 140.82.112.0/20] } }";

    [Test]
    public async Task Dashboards_with_one_identity_provider_add_its_ranges_to_the_load_balancers_firewall_once()
    {
        var plan = await PlanAsync("dev", Dashboards,
            $"{Dashboards}    one: {{ host: one.dev.example.internal, {Auth} }}\n"
            + $"    two: {{ host: two.dev.example.internal, {Auth}, admin: {{ host: two-admin.dev.example.internal, vpnCidrBlocks: [10.8.0.0/24], {Auth} }} }}\n");
        var rules = plan.OfType(ResourceType.EgressRule).Where(it => it.At("cidrIpv4").Text is not null).ToList();
        var control = ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls.Where(it => it.Id == "FLW-NET-11");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules.Select(it => it.Text("cidrIpv4")), Is.EquivalentTo(new[] { "140.82.112.0/20", "192.30.252.0/22" }));
            Assert.That(rules.Select(it => plan.NameOf(it.Text("securityGroupId")!)), Is.All.EqualTo("flower-lb-vpn-load-balancer"));
            Assert.That(control.Select(it => it.Status), Is.Not.Empty.And.All.EqualTo(ControlStatus.Pass));
        }
    }

    [Test]
    public async Task A_host_has_one_record_however_many_dashboards_share_it_and_whatever_they_are_called()
    {
        const string staging = "    flower:\n      host: flower.staging.example.internal\n";
        // Who isn't among the users of the stack's broker has one of its own.
        const string broker = "      broker: { urlSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker-url-a1B2c3, "
            + "securityGroupId: sg-0123456789ab05a0d, cidrBlocks: [10.30.16.0/20] }\n";
        var one = await PlanAsync("staging", staging, staging);
        var renamed = await PlanAsync("staging", staging, $"{staging.Replace("    flower:", "    celery:", StringComparison.Ordinal)}{broker}");
        var shared = await PlanAsync("staging", staging,
            $"    another:\n      auth: {{ basic: {{ users: [ops] }} }}\n      host: Flower.staging.example.internal\n      urlPrefix: /another\n{broker}{staging}      urlPrefix: /flower\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Records(one), Has.Exactly(1).Items.And.All.EndsWith("Record::flower.staging.example.internal-record"));
            Assert.That(Records(renamed), Is.EqualTo(Records(one)));
            Assert.That(Records(shared), Is.EqualTo(Records(one)));
        }
    }

    [Test]
    public async Task Users_whom_the_VPN_shows_under_one_address_have_their_limits_together()
    {
        var plan = await PlanAsync("staging", LoadBalancer, $"{LoadBalancer}    usersBehindOneAddress: 50\n");

        Assert.That(
            plan.OfType(ResourceType.WebAcl).Single().At("rules").Items.Select(it => it["statement"]["rateBasedStatement"]["limit"].Number),
            Has.Exactly(1).EqualTo(50 * 15_000));
    }

    [Test]
    public async Task A_node_local_cache_is_admitted_by_a_policy_that_the_controls_accept()
    {
        using var edited = EditedStack.Replacing("dev", Cluster, $"{Cluster}    nodeLocalDnsAddress: 169.254.20.10\n");

        var run = await edited.RunAsync("preview", "--stack", "dev", "--verbose");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")), run.Output);
            Assert.That(run.Output, Does.Contain("allow-node-local-dns"));
        }
    }

    private static async Task<Plan> PlanAsync(string stack, string old, string @new)
    {
        using var edited = EditedStack.Replacing(stack, old, @new);
        return await RepositoryStacks.PreviewAsync(edited.Read());
    }

    private static IEnumerable<string> Records(Plan plan) => plan.OfType(ResourceType.DnsRecord).Select(it => it.Urn);
}
