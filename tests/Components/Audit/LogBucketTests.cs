using NUnit.Framework;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.Audit;

[TestFixture]
internal sealed class LogBucketTests
{
    [TestCase("blockPublicAcls")]
    [TestCase("blockPublicPolicy")]
    [TestCase("ignorePublicAcls")]
    [TestCase("restrictPublicBuckets")]
    public async Task Bucket_blocks_public_access(string block)
    {
        var program = await AuditTrailExample.RunAsync();

        Assert.That(program["audit-logs-public-access"].Flag(block), Is.True);
    }

    [Test]
    public async Task Bucket_is_versioned_without_acls_and_encrypted_as_load_balancers_need_it()
    {
        var program = await AuditTrailExample.RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["audit-logs-versioning"].Text("versioningConfiguration.status"), Is.EqualTo("Enabled"));
            Assert.That(program["audit-logs-ownership"].Text("rule.objectOwnership"), Is.EqualTo("BucketOwnerEnforced"));
            Assert.That(
                program["audit-logs-encryption"].Text("rules[0].applyServerSideEncryptionByDefault.sseAlgorithm"), Is.EqualTo("AES256"));
        }
    }

    [Test]
    public async Task Logs_expire_and_can_be_brought_back_for_a_while()
    {
        var program = await AuditTrailExample.RunAsync(args =>
            args.LogBucket = new LogBucketArgs { Prefixes = ["flower"], ExpireAfterDays = 90, RecoverableForDays = 7 });

        var lifecycle = program["audit-logs-lifecycle"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lifecycle.Text("rules[0].status"), Is.EqualTo("Enabled"));
            Assert.That(lifecycle.Number("rules[0].expiration.days"), Is.EqualTo(90));
            Assert.That(lifecycle.Number("rules[0].noncurrentVersionExpiration.noncurrentDays"), Is.EqualTo(7));
            Assert.That(lifecycle.Number("rules[0].abortIncompleteMultipartUpload.daysAfterInitiation"), Is.EqualTo(7));
        }
    }

    [Test]
    public async Task Policy_refuses_everything_that_is_not_tls()
    {
        var deny = (await AuditTrailExample.RunAsync())["audit-logs-policy"].Json("policy").Statement("OnlyOverTls");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(deny["Effect"]!.GetValue<string>(), Is.EqualTo("Deny"));
            Assert.That(deny.PrincipalsOf(), Is.EqualTo(new[] { "*" }));
            Assert.That(deny.Actions(), Is.EqualTo(new[] { "s3:*" }));
            Assert.That(deny.Resources(), Is.EquivalentTo(new[] { "audit-logs.arn", "audit-logs.arn/*" }));
            Assert.That(deny.Condition("Bool", "aws:SecureTransport"), Is.EqualTo(new[] { "false" }));
        }
    }

    [Test]
    public async Task Policy_lets_the_load_balancers_of_this_account_deliver_under_their_prefixes()
    {
        var program = await AuditTrailExample.RunAsync(args => args.LogBucket = new LogBucketArgs { Prefixes = ["flower", "team/admin"] });

        var allow = program["audit-logs-policy"].Json("policy").Statement("Deliver");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(allow.PrincipalsOf(), Is.EqualTo(new[] { "logdelivery.elasticloadbalancing.amazonaws.com" }));
            Assert.That(allow.Actions(), Is.EqualTo(new[] { "s3:PutObject" }));
            Assert.That(allow.Resources(), Is.EquivalentTo(new[]
            {
                "audit-logs.arn/flower/AWSLogs/123456789012/*", "audit-logs.arn/team/admin/AWSLogs/123456789012/*",
            }));
            Assert.That(
                allow.Condition("ArnLikeIfExists", "aws:SourceArn"),
                Is.EqualTo(new[] { "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/*" }));
        }
    }

    [Test]
    public async Task Nobody_but_the_load_balancers_is_allowed_anything()
    {
        var policy = (await AuditTrailExample.RunAsync())["audit-logs-policy"].Json("policy");

        var allowed = policy.Sids().Where(sid => policy.Statement(sid)["Effect"]!.GetValue<string>() == "Allow");
        Assert.That(allowed, Is.EqualTo(new[] { "Deliver" }));
    }

    [Test]
    public async Task Nobody_of_the_account_writes_a_log()
    {
        var deny = (await AuditTrailExample.RunAsync())["audit-logs-policy"].Json("policy").Statement("NobodyWritesButTheDelivery");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(deny["Effect"]!.GetValue<string>(), Is.EqualTo("Deny"));
            Assert.That(deny.PrincipalsOf(), Is.EqualTo(new[] { "*" }));
            Assert.That(deny.Actions(), Is.EquivalentTo(new[] { "s3:PutObject", "s3:ReplicateObject" }));
            Assert.That(deny.Resources(), Does.Contain("audit-logs.arn/*"));
            Assert.That(
                deny.Condition("StringEquals", "aws:PrincipalAccount"), Is.EqualTo(new[] { "123456789012" }),
                "the load balancers' delivery is of another account, or of none");
            Assert.That(deny["Condition"]!.AsObject(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Nobody_deletes_a_log_and_only_deployers_change_the_rules()
    {
        var policy = (await AuditTrailExample.RunAsync())["audit-logs-policy"].Json("policy");

        var delete = policy.Statement("NobodyDeletes");
        var rules = policy.Statement("OnlyDeployersChangeTheRules");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(delete["Effect"]!.GetValue<string>(), Is.EqualTo("Deny"));
            Assert.That(delete["Condition"], Is.Null);
            Assert.That(delete.Actions(), Is.EquivalentTo(new[] { "s3:DeleteObject", "s3:DeleteObjectVersion" }));
            Assert.That(rules["Effect"]!.GetValue<string>(), Is.EqualTo("Deny"));
            Assert.That(rules.Actions(), Does.Contain("s3:PutBucketPolicy").And.Contain("s3:PutLifecycleConfiguration"));
            Assert.That(rules.Condition("ArnNotEquals", "aws:PrincipalArn"), Is.EqualTo(new[] { ComponentExamples.Deployer }));
        }
    }

    [Test]
    public async Task Bucket_can_be_emptied_and_deleted_where_deletion_is_allowed()
    {
        var program = await AuditTrailExample.RunAsync(args => args.AllowDeletion = true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["audit-logs"].Flag("forceDestroy"), Is.True);
            Assert.That(program["audit-logs-policy"].Json("policy").Sids(), Is.EquivalentTo(new[] { "OnlyOverTls", "Deliver", "NobodyWritesButTheDelivery" }));
        }
    }

    [Test]
    public async Task Bucket_has_no_object_lock_unless_asked_for()
    {
        var program = await AuditTrailExample.RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["audit-logs"].Flag("objectLockEnabled"), Is.False);
            Assert.That(program.Types(), Has.None.Contains("ObjectLock"));
        }
    }

    [TestCase(false, "GOVERNANCE")]
    [TestCase(true, "COMPLIANCE")]
    public async Task Object_lock_is_of_the_mode_and_length_asked_for(bool withoutException, string mode)
    {
        var program = await AuditTrailExample.RunAsync(args => args.LogBucket = new LogBucketArgs
        {
            Prefixes = ["flower"],
            ObjectLock = new ObjectLockArgs { Days = 90, WithoutException = withoutException },
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["audit-logs"].Flag("objectLockEnabled"), Is.True);
            Assert.That(program["audit-logs-lock"].Text("rule.defaultRetention.mode"), Is.EqualTo(mode));
            Assert.That(program["audit-logs-lock"].Number("rule.defaultRetention.days"), Is.EqualTo(90));
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Load_balancer_waits_for_the_permission_and_for_the_lock(bool locked)
    {
        var args = AuditTrailExample.Args();
        args.LogBucket!.ObjectLock = locked ? new ObjectLockArgs { Days = 90 } : null;
        AuditTrail? trail = null;
        await MockedProgram.RunAsync(() => trail = new AuditTrail("audit", args));

        var waitsFor = (await OutputUtilities.GetDependenciesAsync(trail!.LogBucketName)).Select(it => it.GetResourceName());
        Assert.That(waitsFor, Is.SupersetOf(locked ? new[] { "audit-logs-policy", "audit-logs-lock" } : ["audit-logs-policy"]));
    }

    [Test]
    public async Task Existing_bucket_is_left_as_it_is()
    {
        var args = AuditTrailExample.Args();
        args.LogBucket = null;
        args.ExistingLogBucketName = "central-logs";
        AuditTrail? trail = null;

        var program = await MockedProgram.RunAsync(() => trail = new AuditTrail("audit", args));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Types(), Has.None.StartsWith("aws:s3/"));
            Assert.That(await OutputUtilities.GetValueAsync(trail!.LogBucketName), Is.EqualTo("central-logs"));
        }
    }
}
