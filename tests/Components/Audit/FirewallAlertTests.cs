using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Audit;

[TestFixture]
internal sealed class FirewallAlertTests
{
    private MockedProgram _program = null!;

    [OneTimeSetUp]
    public async Task Run() => _program = await AuditTrailExample.RunAsync();

    [TestCase("AuthorizeSecurityGroupIngress")]
    [TestCase("AuthorizeSecurityGroupEgress")]
    [TestCase("RevokeSecurityGroupIngress")]
    [TestCase("RevokeSecurityGroupEgress")]
    [TestCase("ModifySecurityGroupRules")]
    [TestCase("CreateSecurityGroup")]
    [TestCase("DeleteSecurityGroup")]
    [TestCase("SetSecurityGroups")]
    [TestCase("ModifyManagedPrefixList")]
    [TestCase("RestoreManagedPrefixListVersion")]
    public void Change_of_what_reaches_a_load_balancer_is_an_alert(string call) =>
        Assert.That(Pattern("audit-security-groups", "eventName"), Does.Contain(call));

    [TestCase("CreateNetworkAcl")]
    [TestCase("CreateNetworkAclEntry")]
    [TestCase("DeleteNetworkAcl")]
    [TestCase("DeleteNetworkAclEntry")]
    [TestCase("ReplaceNetworkAclAssociation")]
    [TestCase("ReplaceNetworkAclEntry")]
    public void Change_of_a_network_acl_is_an_alert(string call) =>
        Assert.That(Pattern("audit-network-acls", "eventName"), Does.Contain(call));

    [Test]
    public void Reading_a_firewall_is_no_alert() => Assert.That(
        Pattern("audit-security-groups", "eventName").Concat(Pattern("audit-network-acls", "eventName")), Has.None.StartsWith("Describe"));

    [Test]
    public void Rules_hear_of_both_services_through_cloudtrail()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Pattern("audit-security-groups", "eventSource"),
                Is.EquivalentTo(new[] { "ec2.amazonaws.com", "elasticloadbalancing.amazonaws.com" }));
            Assert.That(Pattern("audit-network-acls", "eventSource"), Is.EqualTo(new[] { "ec2.amazonaws.com" }));
            Assert.That(
                _program["audit-security-groups"].Json("eventPattern")["detail-type"]![0]!.GetValue<string>(),
                Is.EqualTo("AWS API Call via CloudTrail"));
        }
    }

    [TestCase("audit-security-groups-target")]
    [TestCase("audit-network-acls-target")]
    public void Rules_report_to_the_topic_without_a_role(string target)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_program[target].Text("arn"), Is.EqualTo("audit-alerts.arn"));
            Assert.That(_program[target].At("roleArn"), Is.Null, "AWS advises against a role for an encrypted topic");
        }
    }

    private IEnumerable<string> Pattern(string rule, string key) =>
        _program[rule].Json("eventPattern")["detail"]![key]!.AsArray().Select(value => value!.GetValue<string>());
}
