using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Audit;

[TestFixture]
internal sealed class AlertTopicTests
{
    [Test]
    public async Task Topic_is_encrypted_with_a_key_that_events_and_alarms_may_use()
    {
        var program = await AuditTrailExample.RunAsync();

        var policy = program["audit-key"].Json("policy");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["audit-alerts"].Text("kmsMasterKeyId"), Is.EqualTo("audit-key.arn"));
            Assert.That(policy.Statement("Events").Actions(), Is.EquivalentTo(new[] { "kms:Decrypt", "kms:GenerateDataKey*" }));
            Assert.That(policy.Statement("Events")["Condition"], Is.Null, "EventBridge states no source to the key: alerts would be lost");
            Assert.That(policy.Statement("Alarms").Condition("StringEquals", "aws:SourceAccount"), Is.EqualTo(new[] { "123456789012" }));
        }
    }

    [Test]
    public async Task Only_the_accounts_rules_publish_where_events_state_their_source()
    {
        var rules = (await AuditTrailExample.RunAsync())["audit-alerts-policy"].Json("policy").Statement("Rules");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules.PrincipalsOf(), Is.EqualTo(new[] { "events.amazonaws.com" }));
            Assert.That(rules.Actions(), Is.EqualTo(new[] { "sns:Publish" }));
            Assert.That(rules.Resources(), Is.EqualTo(new[] { "audit-alerts.arn" }));
            Assert.That(
                rules.Condition("ArnLikeIfExists", "aws:SourceArn"), Is.EqualTo(new[] { "arn:aws:events:eu-west-1:123456789012:rule/*" }));
        }
    }

    [Test]
    public async Task Only_the_accounts_alarms_publish()
    {
        var alarms = (await AuditTrailExample.RunAsync())["audit-alerts-policy"].Json("policy").Statement("Alarms");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(alarms.PrincipalsOf(), Is.EqualTo(new[] { "cloudwatch.amazonaws.com" }));
            Assert.That(alarms.Condition("StringEquals", "aws:SourceAccount"), Is.EqualTo(new[] { "123456789012" }));
            Assert.That(
                alarms.Condition("ArnLike", "aws:SourceArn"), Is.EqualTo(new[] { "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:*" }));
        }
    }

    [Test]
    public async Task Topic_takes_nothing_without_tls_and_nothing_from_anybody_else()
    {
        var policy = (await AuditTrailExample.RunAsync())["audit-alerts-policy"].Json("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Sids(), Is.EquivalentTo(new[] { "OnlyOverTls", "Rules", "Alarms" }));
            Assert.That(policy.Statement("OnlyOverTls")["Effect"]!.GetValue<string>(), Is.EqualTo("Deny"));
            Assert.That(policy.Statement("OnlyOverTls").Condition("Bool", "aws:SecureTransport"), Is.EqualTo(new[] { "false" }));
        }
    }

    [Test]
    public async Task Addresses_and_endpoints_are_subscribed()
    {
        var program = await AuditTrailExample.RunAsync(args =>
        {
            args.AlertEmails = ["oncall@example.com"];
            args.AlertWebhooks = [new AlertWebhookArgs { Name = "pager", Url = "https://pager.example.com/token" }];
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["audit-mail-oncall@example.com"].Text("protocol"), Is.EqualTo("email"));
            Assert.That(program["audit-mail-oncall@example.com"].Text("endpoint"), Is.EqualTo("oncall@example.com"));
            Assert.That(program["audit-webhook-pager"].Text("protocol"), Is.EqualTo("https"));
            Assert.That(program["audit-webhook-pager"].Text("endpoint"), Is.EqualTo("https://pager.example.com/token"));
            Assert.That(program["audit-webhook-pager"].Text("topic"), Is.EqualTo("audit-alerts.arn"));
        }
    }
}
