using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Components.Audit;

/// <summary>Which calls raise an alert, in the forms in which CloudTrail records them.</summary>
[TestFixture]
internal sealed class FirewallAlertTests
{
    private const string Group = "sg-0123456789abcdef0";
    private const string Listener = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/alb.arnSuffix/f2f7dc8efc522ab2";
    private const string Rule = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/alb.arnSuffix/f2f7dc8efc522ab2/9683b2d02a6cabee";
    private const string WebAcl = "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0";

    private MockedProgram _program = null!;

    [OneTimeSetUp]
    public async Task Run() => _program = await MockedProgram.RunAsync(() =>
    {
        var (tags, options) = (new InputMap<string>(), new CustomResourceOptions());
        FirewallAlerts.OnNetworkAcls("audit", "topic.arn", tags, options);
        FirewallAlerts.OnSecurityGroups("pods", "topic.arn", [Output.Create(Group)], tags, options);
        FirewallAlerts.OnPrefixLists("lists", "topic.arn", ["pl-0123456789abcdef0"], tags, options);
        var loadBalancer = new Pulumi.Aws.LB.LoadBalancer("alb", new Pulumi.Aws.LB.LoadBalancerArgs());
        FirewallAlerts.OnLoadBalancer("lb", "topic.arn", loadBalancer, Output.Create(ImmutableArray.Create(Guid.Empty.ToString(), WebAcl)), tags, options);
    });

    [TestCase("AuthorizeSecurityGroupIngress", """{"groupId":"G","ipPermissions":{"items":[]}}""")]
    [TestCase("AuthorizeSecurityGroupEgress", """{"groupId":"G"}""")]
    [TestCase("RevokeSecurityGroupIngress", """{"groupId":"G"}""")]
    [TestCase("RevokeSecurityGroupIngress", """{"securityGroupRuleIds":{"items":[{"securityGroupRuleId":"sgr-1"}]}}""")]
    [TestCase("RevokeSecurityGroupEgress", """{"groupId":"G"}""")]
    [TestCase("DeleteSecurityGroup", """{"groupId":"G"}""")]
    [TestCase("ModifySecurityGroupRules", """{"ModifySecurityGroupRulesRequest":{"GroupId":"G","SecurityGroupRule":{"tag":1}}}""")]
    public void Change_of_a_security_group_of_the_stack_is_an_alert(string call, string parameters)
    {
        var own = Parameters(parameters.Replace("\"G\"", $"\"{Group}\"", StringComparison.Ordinal));

        Assert.That(Reports("pods-security-groups", "ec2", call, own), Is.True);
    }

    [TestCase("AuthorizeSecurityGroupIngress", """{"groupId":"sg-0fedcba9876543210"}""")]
    [TestCase("ModifySecurityGroupRules", """{"ModifySecurityGroupRulesRequest":{"GroupId":"sg-0fedcba9876543210"}}""")]
    [TestCase("DescribeSecurityGroups", """{"groupId":"sg-0123456789abcdef0"}""")]
    public void Change_of_another_group_and_reading_are_none(string call, string parameters) =>
        Assert.That(Reports("pods-security-groups", "ec2", call, Parameters(parameters)), Is.False);

    [TestCase("ModifyManagedPrefixList", """{"ModifyManagedPrefixListRequest":{"PrefixListId":"pl-0123456789abcdef0"}}""", true)]
    [TestCase("RestoreManagedPrefixListVersion", """{"RestoreManagedPrefixListVersionRequest":{"PrefixListId":"pl-0123456789abcdef0"}}""", true)]
    [TestCase("ModifyManagedPrefixList", """{"ModifyManagedPrefixListRequest":{"PrefixListId":"pl-0fedcba9876543210"}}""", false)]
    public void Change_of_a_prefix_list_that_admits_somebody_is_an_alert(string call, string parameters, bool expected) =>
        Assert.That(Reports("lists-prefix-lists", "ec2", call, Parameters(parameters)), Is.EqualTo(expected));

    [TestCase("CreateNetworkAcl")]
    [TestCase("CreateNetworkAclEntry")]
    [TestCase("DeleteNetworkAcl")]
    [TestCase("DeleteNetworkAclEntry")]
    [TestCase("ReplaceNetworkAclAssociation")]
    [TestCase("ReplaceNetworkAclEntry")]
    public void Change_of_any_network_acl_is_an_alert(string call) =>
        Assert.That(Reports("audit-network-acls", "ec2", call, Parameters("""{"networkAclId":"acl-1"}""")), Is.True);

    [TestCase("SetSecurityGroups", "loadBalancerArn", "alb.arn")]
    [TestCase("DeleteLoadBalancer", "loadBalancerArn", "alb.arn")]
    [TestCase("CreateListener", "loadBalancerArn", "alb.arn")]
    [TestCase("ModifyLoadBalancerAttributes", "loadBalancerArn", "alb.arn")]
    [TestCase("ModifyListener", "listenerArn", Listener)]
    [TestCase("DeleteListener", "listenerArn", Listener)]
    [TestCase("CreateRule", "listenerArn", Listener)]
    [TestCase("ModifyRule", "ruleArn", Rule)]
    [TestCase("DeleteRule", "ruleArn", Rule)]
    public void Change_of_the_load_balancer_or_its_rules_is_an_alert(string call, string parameter, string value)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Reports("lb-load-balancer", "elasticloadbalancing", call, new JsonObject { [parameter] = value }), Is.True);
            Assert.That(
                Reports("lb-load-balancer", "elasticloadbalancing", call, new JsonObject { [parameter] = value.Replace("alb", "blb", StringComparison.Ordinal) }),
                Is.False, "another load balancer's");
        }
    }

    [Test]
    public void Another_order_of_the_rules_is_an_alert() => Assert.That(
        _program["lb-load-balancer"].Text("eventPattern"), Does.Contain("SetRulePriorities").And.Contain("""{"rulePriorities":{"ruleArn":["""));

    [TestCase("AssociateWebACL", "resourceArn", "alb.arn")]
    [TestCase("DisassociateWebACL", "resourceArn", "alb.arn")]
    [TestCase("UpdateWebACL", "id", WebAcl)]
    [TestCase("DeleteWebACL", "id", WebAcl)]
    [TestCase("UpdateIPSet", "id", "00000000-0000-0000-0000-000000000000")]
    public void Change_of_the_web_acl_is_an_alert(string call, string parameter, string value)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Reports("lb-load-balancer", "wafv2", call, new JsonObject { [parameter] = value }), Is.True);
            Assert.That(Reports("lb-load-balancer", "wafv2", call, new JsonObject { [parameter] = $"other-{value}" }), Is.False);
        }
    }

    [TestCase("audit-network-acls-target")]
    [TestCase("pods-security-groups-target")]
    [TestCase("lb-load-balancer-target")]
    public void Rules_report_to_the_topic_without_a_role_and_try_for_a_day(string target)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_program[target].Text("arn"), Is.EqualTo("topic.arn"));
            Assert.That(_program[target].At("roleArn"), Is.Null, "AWS advises against a role for an encrypted topic");
            Assert.That(
                _program[target].JsonText("retryPolicy"), Is.EqualTo("""{"maximumEventAgeInSeconds":86400,"maximumRetryAttempts":185}"""));
        }
    }

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    [Test]
    public void Patterns_are_as_short_as_eventbridge_takes_them()
    {
        const string suffix = "app/flwr-20271120094500123400000001/50dc6c495c0c9188";
        var patterns = _program.Of("EventRule").Select(rule => rule.Text("eventPattern")
            .Replace("alb.arnSuffix", suffix, StringComparison.Ordinal)
            .Replace("alb.arn", $"arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:loadbalancer/{suffix}", StringComparison.Ordinal));

        Assert.That(patterns.Select(pattern => pattern.Length), Is.All.LessThanOrEqualTo(2048));
    }

    private bool Reports(string rule, string service, string call, JsonObject parameters) =>
        EventPattern.Matches(_program[rule].Json("eventPattern"), EventPattern.Call(service, call, parameters));

    private static JsonObject Parameters(string json) => JsonNode.Parse(json)!.AsObject();
}
