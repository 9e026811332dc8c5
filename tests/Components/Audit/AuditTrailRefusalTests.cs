using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Audit;

[TestFixture]
internal sealed class AuditTrailRefusalTests
{
    [Test]
    public async Task Trail_without_administrators_is_refused() =>
        await AssertRefused(args => args.DeployerRoleArns = [], "deployerRoleArns");

    [TestCase("*")]
    [TestCase("arn:aws:iam::123456789012:root")]
    public async Task Administrator_that_is_no_role_is_refused(string arn) =>
        await AssertRefused(args => args.DeployerRoleArns = [arn], "deployerRoleArns[0]");

    [TestCase("")]
    [TestCase("alias/logs")]
    [TestCase("arn:aws:kms:eu-west-1:123456789012:alias/logs")]
    public async Task Key_that_is_named_by_something_else_than_its_ARN_is_refused(string key) =>
        await AssertRefused(args => args.KmsKeyArn = key, "kmsKeyArn");

    [TestCase(0)]
    [TestCase(100)]
    [TestCase(366)]
    public async Task Retention_that_cloudwatch_does_not_know_is_refused(int days) =>
        await AssertRefused(args => args.RetentionInDays = days, "retentionInDays");

    [TestCase(1)]
    [TestCase(3653)]
    public async Task Retention_that_cloudwatch_knows_is_accepted(int days)
    {
        var program = await AuditTrailExample.RunAsync(args => args.RetentionInDays = days);

        Assert.That(program["audit-log-group"].Number("retentionInDays"), Is.EqualTo(days));
    }

    [Test]
    public async Task Trail_without_a_bucket_is_refused() => await AssertRefused(args => args.LogBucket = null, "logBucket");

    [Test]
    public async Task Two_buckets_are_refused() =>
        await AssertRefused(args => args.ExistingLogBucketName = "central-logs", "existingLogBucketName");

    [TestCase("arn:aws:s3:::central-logs")]
    [TestCase("Central")]
    [TestCase("")]
    public async Task Bucket_name_that_is_none_is_refused(string name) => await AssertRefused(
        args =>
        {
            args.LogBucket = null;
            args.ExistingLogBucketName = name;
        },
        "existingLogBucketName");

    [Test]
    public async Task Bucket_that_no_load_balancer_may_write_to_is_refused() =>
        await AssertBucketRefused(bucket => bucket.Prefixes = [], "logBucket.prefixes");

    [TestCase("")]
    [TestCase("*")]
    [TestCase("/flower")]
    [TestCase("flower/")]
    [TestCase("flower/AWSLogs")]
    public async Task Prefix_that_is_none_is_refused(string prefix) =>
        await AssertBucketRefused(bucket => bucket.Prefixes = [prefix], "logBucket.prefixes[0]");

    [Test]
    public async Task Prefix_named_twice_is_refused() =>
        await AssertBucketRefused(bucket => bucket.Prefixes = ["flower", "flower"], "logBucket.prefixes[1]");

    [Test]
    public async Task Bucket_that_keeps_nothing_is_refused() =>
        await AssertBucketRefused(bucket => bucket.ExpireAfterDays = 0, "logBucket.expireAfterDays");

    [Test]
    public async Task Bucket_that_brings_nothing_back_is_refused() =>
        await AssertBucketRefused(bucket => bucket.RecoverableForDays = 0, "logBucket.recoverableForDays");

    [TestCase(0)]
    [TestCase(366)]
    public async Task Lock_that_is_not_within_the_logs_life_is_refused(int days) =>
        await AssertBucketRefused(bucket => bucket.ObjectLock = new ObjectLockArgs { Days = days }, "logBucket.objectLock.days");

    [Test]
    public async Task Threshold_of_zero_sign_ins_is_refused() =>
        await AssertRefused(args => args.SignInFailureThreshold = 0, "signInFailureThreshold");

    [Test]
    public async Task Threshold_of_zero_refusals_is_refused() =>
        await AssertRefused(args => args.RefusalThreshold = 0, "refusalThreshold");

    [TestCase("oncall")]
    [TestCase("oncall@example")]
    [TestCase("on call@example.com")]
    public async Task Address_that_is_none_is_refused(string address) =>
        await AssertRefused(args => args.AlertEmails = [address], "alertEmails[0]");

    [Test]
    public async Task Address_given_twice_is_refused() =>
        await AssertRefused(args => args.AlertEmails = ["a@example.com", "a@example.com"], "alertEmails[1]");

    [Test]
    public async Task Webhook_without_a_proper_name_is_refused() => await AssertRefused(
        args => args.AlertWebhooks = [new AlertWebhookArgs { Name = "https://x", Url = "https://x" }], "alertWebhooks[0].name");

    [Test]
    public async Task Webhooks_of_the_same_name_are_refused() => await AssertRefused(
        args => args.AlertWebhooks =
        [
            new AlertWebhookArgs { Name = "pager", Url = "https://a.example.com" },
            new AlertWebhookArgs { Name = "pager", Url = "https://b.example.com" },
        ],
        "alertWebhooks[1].name");

    [Test]
    public async Task All_faults_are_reported_together_and_nothing_is_created()
    {
        ArgumentFaultsException? refusal = null;
        var program = await MockedProgram.RunAsync(() => refusal = Assert.Throws<ArgumentFaultsException>(() =>
            _ = new AuditTrail("audit", new AuditTrailArgs { DeployerRoleArns = [], RetentionInDays = 2 })));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                refusal!.Faults.Select(fault => fault.Key),
                Is.EquivalentTo(new[] { "deployerRoleArns", "retentionInDays", "logBucket" }));
            Assert.That(program.Types(), Has.None.StartsWith("aws:"));
        }
    }

    private static Task AssertBucketRefused(Action<LogBucketArgs> change, string key) =>
        AssertRefused(args => change(args.LogBucket!), key);

    private static async Task AssertRefused(Action<AuditTrailArgs> change, string key)
    {
        var args = AuditTrailExample.Args();
        change(args);
        var refusal = await MockedProgram.RefusalAsync(() => _ = new AuditTrail("audit", args));
        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { key }));
    }
}
