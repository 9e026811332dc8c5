using System.Text.Json.Nodes;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Components.LoadBalancer;

[TestFixture]
internal sealed class FirewallTests
{
    private const string SharedAcl = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shared/1";

    [Test]
    public async Task Web_acl_blocks_whatever_no_rule_admits()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.LoadBalancer());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["tools-firewall-acl"].JsonText("defaultAction"), Is.EqualTo("""{"block":{}}"""));
            Assert.That(program["tools-firewall-acl"].Text("scope"), Is.EqualTo("REGIONAL"));
            Assert.That(program["tools-web-acl"].Text("resourceArn"), Is.EqualTo("tools-alb.arn"));
            Assert.That(program["tools-web-acl"].Text("webAclArn"), Is.EqualTo("tools-firewall-acl.arn"));
        }
    }

    [Test]
    public async Task Without_a_topic_nobody_hears_of_changes() =>
        Assert.That((await ComponentExamples.RunAsync(ComponentExamples.LoadBalancer())).Of("EventRule"), Is.Empty);

    [TestCase(null, "tools-firewall-acl.id", "tools-firewall-ipv4.id")]
    [TestCase(SharedAcl, "1")]
    public async Task Changes_of_the_load_balancer_its_group_its_prefix_lists_and_its_web_acl_reach_the_topic(string? shared, params string[] ids)
    {
        var args = ComponentExamples.LoadBalancer();
        args.AlertTopicArn = "topic.arn";
        args.VpnPrefixListIds = ["pl-0123456789abcdef0"];
        args.WebAclArn = shared is null ? null : (Pulumi.Input<string>)shared;
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["tools-load-balancer", "EventRule"].Text("eventPattern"), Does.Contain("tools-alb.arn"));
            foreach (var id in ids)
                Assert.That(program["tools-load-balancer", "EventRule"].Text("eventPattern"), Does.Contain($"\"{id}\""));
            Assert.That(program["tools-security-groups"].Text("eventPattern"), Does.Contain("tools-vpn-load-balancer.id"));
            Assert.That(program["tools-prefix-lists"].Text("eventPattern"), Does.Contain("pl-0123456789abcdef0"));
            Assert.That(program.Of("EventTarget").Select(target => target.Text("arn")), Is.All.EqualTo("topic.arn"));
        }
    }

    [Test]
    public async Task Rate_limit_and_known_bad_inputs_come_before_the_allow_list()
    {
        var args = ComponentExamples.LoadBalancer();
        args.VpnCidrBlocks = ["10.8.0.0/16", "fd12:3456::/48"];
        var rules = Rules(await ComponentExamples.RunAsync(args)).OrderBy(rule => rule["priority"]!.GetValue<int>()).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules.Select(rule => $"{rule["name"]}"), Is.EqualTo(new[] { "rate", "known-bad-inputs", "vpn-ipv4", "vpn-ipv6" }));
            Assert.That(rules.Select(rule => $"{rule["visibilityConfig"]!["cloudwatchMetricsEnabled"]}"), Is.All.EqualTo("true"));
        }
    }

    [Test]
    public async Task Rate_limit_counts_each_address_over_five_minutes_and_blocks()
    {
        var args = ComponentExamples.LoadBalancer();
        args.RequestsPerFiveMinutes = 500;
        var rate = Rules(await ComponentExamples.RunAsync(args)).Single(rule => $"{rule["name"]}" == "rate");
        var statement = rate["statement"]!["rateBasedStatement"]!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                $"{statement["limit"]} {statement["evaluationWindowSec"]} {statement["aggregateKeyType"]}", Is.EqualTo("500 300 IP"));
            Assert.That(rate["action"]!.AsObject().Select(action => action.Key), Is.EqualTo(new[] { "block" }));
        }
    }

    [TestCase(1, "500")]
    [TestCase(40, "20000")]
    public async Task The_rate_limit_is_each_users_also_where_the_VPN_shows_one_address_for_all(int users, string limit)
    {
        var args = ComponentExamples.LoadBalancer();
        args.RequestsPerFiveMinutes = 500;
        args.UsersBehindOneAddress = users;

        var rate = Rules(await ComponentExamples.RunAsync(args)).Single(rule => $"{rule["name"]}" == "rate");

        Assert.That($"{rate["statement"]!["rateBasedStatement"]!["limit"]}", Is.EqualTo(limit));
    }

    [Test]
    public async Task Known_bad_inputs_are_blocked_and_not_only_counted()
    {
        var rule = Rules(await ComponentExamples.RunAsync(ComponentExamples.LoadBalancer()))
            .Single(rule => $"{rule["name"]}" == "known-bad-inputs");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule["overrideAction"]!.AsObject().Select(action => action.Key), Is.EqualTo(new[] { "none" }));
            Assert.That($"{rule["statement"]!["managedRuleGroupStatement"]!["name"]}", Is.EqualTo("AWSManagedRulesKnownBadInputsRuleSet"));
        }
    }

    [Test]
    public async Task Allow_list_holds_the_VPN_ranges_by_address_family()
    {
        var args = ComponentExamples.LoadBalancer();
        args.VpnCidrBlocks = ["10.9.0.0/16", "fd12:3456::/48", "10.8.0.0/16"];
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["tools-firewall-ipv4"].JsonText("addresses"), Is.EqualTo("""["10.8.0.0/16","10.9.0.0/16"]"""));
            Assert.That(program["tools-firewall-ipv4"].Text("ipAddressVersion"), Is.EqualTo("IPV4"));
            Assert.That(program["tools-firewall-ipv6"].JsonText("addresses"), Is.EqualTo("""["fd12:3456::/48"]"""));
            Assert.That(program["tools-firewall-ipv6"].Text("ipAddressVersion"), Is.EqualTo("IPV6"));
            Assert.That(
                Rules(program).Select(rule => $"{rule["statement"]!["ipSetReferenceStatement"]?["arn"]}").Where(arn => arn.Length > 0),
                Is.EquivalentTo(new[] { "tools-firewall-ipv4.arn", "tools-firewall-ipv6.arn" }));
        }
    }

    [Test]
    public async Task Without_ranges_of_a_family_there_is_no_set_of_it()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.LoadBalancer());

        Assert.That(program.Of("IpSet").Select(set => set.Name), Is.EqualTo(new[] { "tools-firewall-ipv4" }));
    }

    [Test]
    public async Task Prefix_lists_leave_the_sources_to_the_security_group()
    {
        var args = ComponentExamples.LoadBalancer();
        args.VpnPrefixListIds = ["pl-0123456789abcdef0"];
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["tools-firewall-acl"].JsonText("defaultAction"), Is.EqualTo("""{"allow":{}}"""));
            Assert.That(Rules(program).Select(rule => $"{rule["name"]}"), Does.Contain("rate").And.Contain("known-bad-inputs"));
        }
    }

    [Test]
    public async Task Log_is_kept_a_year_and_leaves_out_what_carries_credentials()
    {
        var args = ComponentExamples.LoadBalancer();
        args.LogKmsKeyArn = ComponentExamples.Key;
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["tools-firewall-log"].Text("name"), Is.EqualTo("aws-waf-logs-test-tools-firewall"));
            Assert.That(program["tools-firewall-log"].JsonText("retentionInDays"), Is.EqualTo("365"));
            Assert.That(program["tools-firewall-log"].Text("kmsKeyId"), Is.EqualTo(ComponentExamples.Key));
            Assert.That(program["tools-firewall-logging"].JsonText("logDestinationConfigs"), Is.EqualTo("""["tools-firewall-log.arn"]"""));
            Assert.That(
                program["tools-firewall-logging"].JsonText("redactedFields"),
                Is.EqualTo("""[{"singleHeader":{"name":"authorization"}},{"singleHeader":{"name":"cookie"}},{"queryString":{}}]"""));
            Assert.That(Rules(program).Select(rule => $"{rule["visibilityConfig"]!["sampledRequestsEnabled"]}"), Is.All.EqualTo("false"),
                "sampled requests show the headers that the log leaves out");
        }
    }

    [Test]
    public async Task An_existing_web_acl_takes_the_place_of_the_own_one()
    {
        var args = ComponentExamples.LoadBalancer();
        args.WebAclArn = SharedAcl;
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("WebAcl").Concat(program.Of("IpSet")), Is.Empty);
            Assert.That(program["tools-web-acl"].Text("webAclArn"), Is.EqualTo(SharedAcl));
            Assert.That(program["tools-web-acl"].Text("resourceArn"), Is.EqualTo("tools-alb.arn"));
        }
    }

    [Test]
    public async Task No_change_of_the_web_acl_leaves_the_load_balancer_without_one()
    {
        var (own, given) = (new WatchedOptions(), new WatchedOptions());
        await RunAsync(null, own);
        await RunAsync(SharedAcl, given);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(own.UrnsOf("WebAclAssociation").Count(), Is.EqualTo(1));
            Assert.That(
                given.UrnsOf("WebAclAssociation"), Is.EqualTo(own.UrnsOf("WebAclAssociation")),
                "of two associations the old one is deleted last, and takes the new web ACL away");
            Assert.That(own["tools-web-acl"].DeleteBeforeReplace, Is.True);
            Assert.That(given["tools-web-acl"].DeleteBeforeReplace, Is.True);
        }

        static Task RunAsync(string? webAcl, WatchedOptions watched)
        {
            var args = ComponentExamples.LoadBalancer();
            args.WebAclArn = webAcl is null ? null : (Input<string>)webAcl;
            return MockedProgram.RunAsync(() => _ = new InternalLoadBalancer("tools", args, watched.Watch()));
        }
    }

    [Test]
    public async Task A_web_acl_is_left_out_on_purpose_only()
    {
        var args = ComponentExamples.LoadBalancer();
        args.WithoutWebAcl = true;
        var program = await ComponentExamples.RunAsync(args);

        Assert.That(program.Of("WebAcl").Concat(program.Of("WebAclAssociation")), Is.Empty);
    }

    private static IEnumerable<JsonObject> Rules(MockedProgram program) =>
        program["tools-firewall-acl"].At("rules")!.AsArray().Select(rule => rule!.AsObject());
}
