using NUnit.Framework;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.Audit;

[TestFixture]
internal sealed class LogGroupTests
{
    private const string LogGroupArn = "arn:aws:logs:eu-west-1:123456789012:log-group:/flower-infra/test/audit";

    [Test]
    public async Task Log_group_is_encrypted_and_kept_for_a_year()
    {
        var logGroup = (await AuditTrailExample.RunAsync())["audit-log-group"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(logGroup.Text("name"), Is.EqualTo("/flower-infra/test/audit"));
            Assert.That(logGroup.Text("kmsKeyId"), Is.EqualTo("audit-key.arn"));
            Assert.That(logGroup.Number("retentionInDays"), Is.EqualTo(365));
        }
    }

    [Test]
    public async Task An_existing_key_encrypts_logs_and_alerts_and_none_is_created()
    {
        const string key = "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-4a0b-9c8d-7e6f5a4b3c2d";
        var program = await AuditTrailExample.RunAsync(args => args.KmsKeyArn = key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Types(), Has.None.StartsWith("aws:kms/"));
            Assert.That(program["audit-log-group"].Text("kmsKeyId"), Is.EqualTo(key));
            Assert.That(program["audit-alerts"].Text("kmsMasterKeyId"), Is.EqualTo(key));
        }
    }

    [Test]
    public async Task Key_serves_this_log_group_and_the_web_ACLs_logs_and_no_other()
    {
        var logs = (await AuditTrailExample.RunAsync())["audit-key"].Json("policy").Statement("Logs");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(logs.PrincipalsOf(), Is.EqualTo(new[] { "logs.eu-west-1.amazonaws.com" }));
            Assert.That(
                logs.Condition("ArnLike", "kms:EncryptionContext:aws:logs:arn"),
                Is.EquivalentTo(new[] { LogGroupArn, "arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-*" }));
        }
    }

    [Test]
    public async Task Key_names_the_deployer_three_services_and_the_account_and_nobody_else()
    {
        var key = (await AuditTrailExample.RunAsync())["audit-key"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(key.Json("policy").Principals(), Is.EquivalentTo(new[]
            {
                ComponentExamples.Deployer, "arn:aws:iam::123456789012:root", "cloudwatch.amazonaws.com", "events.amazonaws.com", "logs.eu-west-1.amazonaws.com",
            }));
            Assert.That(key.Flag("enableKeyRotation"), Is.True);
            Assert.That(key.Number("deletionWindowInDays"), Is.EqualTo(30));
        }
    }

    [Test]
    public async Task Administrators_of_the_key_can_not_decrypt()
    {
        var actions = (await AuditTrailExample.RunAsync())["audit-key"].Json("policy").Statement("Administer").Actions();

        Assert.That(actions, Has.None.AnyOf("kms:Decrypt", "kms:CreateGrant").And.None.Contains("*"));
    }

    [Test]
    public async Task Flow_logs_of_rejected_traffic_go_to_the_log_group()
    {
        var program = await AuditTrailExample.RunAsync(args => args.FlowLogs = new VpcFlowLogsArgs { VpcId = "vpc-1" });

        var flowLog = program["audit-flow-log"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(flowLog.Text("vpcId"), Is.EqualTo("vpc-1"));
            Assert.That(flowLog.Text("trafficType"), Is.EqualTo("REJECT"));
            Assert.That(flowLog.Text("logDestination"), Is.EqualTo("audit-log-group.arn"));
            Assert.That(flowLog.Text("iamRoleArn"), Is.EqualTo("audit-flow-logs-role.arn"));
        }
    }

    [Test]
    public async Task Flow_logs_of_all_traffic_are_asked_for()
    {
        var program = await AuditTrailExample.RunAsync(
            args => args.FlowLogs = new VpcFlowLogsArgs { VpcId = "vpc-1", AllTraffic = true });

        Assert.That(program["audit-flow-log"].Text("trafficType"), Is.EqualTo("ALL"));
    }

    [Test]
    public async Task Role_of_the_flow_logs_writes_to_the_log_group_for_this_account_and_does_nothing_else()
    {
        var program = await AuditTrailExample.RunAsync(args => args.FlowLogs = new VpcFlowLogsArgs { VpcId = "vpc-1" });

        var trust = program["audit-flow-logs-role"].Json("assumeRolePolicy").Statement("FlowLogs");
        var rights = program["audit-flow-logs-role-policy"].Json("policy");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(trust.PrincipalsOf(), Is.EqualTo(new[] { "vpc-flow-logs.amazonaws.com" }));
            Assert.That(trust.Condition("StringEquals", "aws:SourceAccount"), Is.EqualTo(new[] { "123456789012" }));
            Assert.That(rights.Sids(), Is.EqualTo(new[] { "Write" }));
            Assert.That(rights.Statement("Write").Actions(), Has.All.StartsWith("logs:").And.None.Contains("*"));
            Assert.That(rights.Statement("Write").Resources(), Has.All.StartsWith("audit-log-group.arn"));
        }
    }

    [Test]
    public async Task Without_flow_logs_there_is_no_role()
    {
        var program = await AuditTrailExample.RunAsync();

        Assert.That(program.Types(), Has.None.StartsWith("aws:iam/").And.None.StartsWith("aws:ec2/"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Logs_and_their_key_are_protected_unless_deletion_is_allowed(bool allowDeletion)
    {
        var protection = new Protection();
        var program = await AuditTrailExample.RunAsync(args => args.AllowDeletion = allowDeletion, protection.Watch());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                protection.Names,
                allowDeletion ? Is.Empty : Is.EquivalentTo(new[] { "audit-key", "audit-log-group", "audit-logs" }));
            Assert.That(program["audit-log-group"].Flag("deletionProtectionEnabled"), Is.EqualTo(!allowDeletion));
        }
    }

    [Test]
    public async Task Outputs_name_the_group_the_bucket_and_the_topic()
    {
        AuditTrail? trail = null;
        await MockedProgram.RunAsync(() => trail = new AuditTrail("audit", AuditTrailExample.Args()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(trail!.LogGroupName), Is.EqualTo("/flower-infra/test/audit"));
            Assert.That(await OutputUtilities.GetValueAsync(trail.LogGroupArn), Is.EqualTo("audit-log-group.arn"));
            Assert.That(await OutputUtilities.GetValueAsync(trail.LogBucketName), Is.EqualTo("audit-logs.id"));
            Assert.That(await OutputUtilities.GetValueAsync(trail.TopicArn), Is.EqualTo("audit-alerts.arn"));
        }
    }

    [Test]
    public async Task Preview_with_unknown_ids_registers_the_same_resources()
    {
        var preview = await MockedProgram.RunAsync(() => _ = new AuditTrail("audit", AuditTrailExample.Args()), isPreview: true);
        var update = await AuditTrailExample.RunAsync();

        Assert.That(
            preview.Resources.Select(resource => resource.Name), Is.EqualTo(update.Resources.Select(resource => resource.Name)));
    }
}
