using System.Text.RegularExpressions;
using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace FlowerInfra;

/// <summary>
/// Who did what, where nobody can tidy it up: an encrypted log group, a bucket for the load balancers' access logs, the
/// VPC's flow logs, and alerts on network ACLs that somebody changes and on bursts of failed sign-ins and refused requests.
/// Load balancers and dashboards that are told its topic add alerts on changes of their own firewalls, and on health.
/// <para>Prerequisites. The gateway writes its audit log, one line of JSON a request with <c>status</c>, <c>user</c> and
/// <c>client</c>, to its pod's standard output: a log shipper such as Fluent Bit has to bring it to the log group
/// <see cref="LogGroupName"/>, as it is or under <c>log_processed</c>, or no alarm on sign-ins ever goes off. The alerts
/// on firewalls need a CloudTrail trail that records management events in this region.</para>
/// Controls: CloudWatch.16, CKV_AWS_158, CKV_AWS_338, AWS-0017, S3.1, S3.2, S3.3, S3.5, S3.8, S3.12, S3.13, CKV_AWS_300,
/// ELB.5, KMS.3, KMS.4, KMS.5. Server access logs of the log bucket (S3.9) would log themselves and are left out.
/// </summary>
public sealed partial class AuditTrail : ComponentResource
{
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    private static readonly int[] RetentionPeriods =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <summary>Creates the logs and the alerts.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">What is logged and who hears about it.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public AuditTrail(string name, AuditTrailArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:AuditTrail", name, args, options)
    {
        var faults = new ArgumentFaults();
        Validate(faults, "", "deployerRoleArns", args);
        var subject = $"AuditTrail \"{name}\"";
        faults.ThrowIfAny(subject, this);
        var scope = new AuditScope(
            name, args, new AwsAccount(this), this, DeployerCheck.Before(subject, "deployerRoleArns", args.DeployerRoleArns, new InvokeOptions { Parent = this }));

        var keyArn = args.KmsKeyArn is null ? AuditKey.Create(scope) : Output.Create(args.KmsKeyArn);
        var logGroup = new LogGroup($"{name}-log-group", new LogGroupArgs
        {
            Name = scope.LogGroupName,
            KmsKeyId = keyArn,
            RetentionInDays = args.RetentionInDays,
            DeletionProtectionEnabled = !args.AllowDeletion,
            Tags = scope.Tags,
        }, scope.Logs);
        if (args.FlowLogs is not null)
            FlowLogs.Create(scope, args.FlowLogs, logGroup.Arn);

        var topic = new AlertTopic(scope, keyArn);
        topic.Admit();
        FirewallAlerts.OnNetworkAcls(name, topic.Arn, scope.Tags, scope.Child);
        new DashboardAlarms(scope, logGroup.Name, topic.Arn).Create();
        if (args.RuntimeMonitoring is not null)
            RuntimeMonitoring.Create(scope, args.RuntimeMonitoring);

        KmsKeyArn = keyArn;
        LogGroupName = logGroup.Name;
        LogGroupArn = logGroup.Arn;
        LogBucketName = args.LogBucket is null
            ? Output.Create(args.ExistingLogBucketName!)
            : new LogBucket(scope, args.LogBucket).Name;
        TopicArn = topic.Arn;
        RegisterOutputs();
    }

    /// <summary>The ARN of the key, which web ACLs' log groups may use too.</summary>
    [Output("kmsKeyArn")]
    public Output<string> KmsKeyArn { get; private set; }

    /// <summary>The name of the log group, to which the log shipper brings the gateway's audit log.</summary>
    [Output("logGroupName")]
    public Output<string> LogGroupName { get; private set; }

    /// <summary>The log group's ARN.</summary>
    [Output("logGroupArn")]
    public Output<string> LogGroupArn { get; private set; }

    /// <summary>The name of the access logs' bucket, for <see cref="InternalLoadBalancerArgs.AccessLogsBucket"/>.</summary>
    [Output("logBucketName")]
    public Output<string> LogBucketName { get; private set; }

    /// <summary>The ARN of the topic that alerts go to.</summary>
    [Output("topicArn")]
    public Output<string> TopicArn { get; private set; }

    /// <summary>Records the faults of these arguments.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a separator.</param>
    /// <param name="deployersKey">What a message calls the roles that administer the key.</param>
    /// <param name="args">The arguments.</param>
    internal static void Validate(ArgumentFaults faults, string path, string deployersKey, AuditTrailArgs args)
    {
        CustomerKey.ValidateAdministrators(faults, deployersKey, args.DeployerRoleArns);
        faults.Require(
            RetentionPeriods.Contains(args.RetentionInDays), $"{path}retentionInDays", $"{args.RetentionInDays}",
            "is not a period that CloudWatch Logs knows", $"Give one of {string.Join(", ", RetentionPeriods)}.");
        faults.Require(
            args.KmsKeyArn is null || ArnPatterns.Key().IsMatch(args.KmsKeyArn), $"{path}kmsKeyArn", args.KmsKeyArn,
            "is not the ARN of a KMS key", "Give an ARN such as arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab.");
        ValidateBucket(faults, path, args);
        ValidateAlerts(faults, path, args);
    }

    private static void ValidateBucket(ArgumentFaults faults, string path, AuditTrailArgs args)
    {
        faults.Require(
            args.LogBucket is null || args.ExistingLogBucketName is null, $"{path}existingLogBucketName", args.ExistingLogBucketName,
            "is named beside a bucket to create", "Leave out one of the two.");
        faults.Require(
            args.LogBucket is not null || args.ExistingLogBucketName is not null, $"{path}logBucket", null,
            "there is no bucket for the load balancers' access logs", "Give logBucket, or existingLogBucketName.");
        faults.Require(
            args.ExistingLogBucketName is null || BucketName().IsMatch(args.ExistingLogBucketName), $"{path}existingLogBucketName",
            args.ExistingLogBucketName, "is not the name of a bucket", "Give its name, not its ARN.");
        args.LogBucket?.Validate(faults, $"{path}logBucket.");
    }

    private static void ValidateAlerts(ArgumentFaults faults, string path, AuditTrailArgs args)
    {
        foreach (var (key, threshold) in new[]
        {
            ("signInFailureThreshold", args.SignInFailureThreshold), ("refusalThreshold", args.RefusalThreshold),
        })
        {
            faults.Require(
                threshold >= 1, $"{path}{key}", $"{threshold}", "would be an alarm at all times", "Give 1 or more.");
        }

        foreach (var (address, index) in args.AlertEmails.Select((address, index) => (address, index)))
        {
            faults.Require(
                EmailAddress().IsMatch(address), $"{path}alertEmails[{index}]", address, "is not an e-mail address",
                "Give an address such as oncall@example.com.");
        }

        for (var i = 0; i < args.AlertWebhooks.Count; i++)
            args.AlertWebhooks[i].Validate(faults, $"{path}alertWebhooks[{i}].");
        RequireDistinct(faults, $"{path}alertEmails", "", args.AlertEmails);
        RequireDistinct(faults, $"{path}alertWebhooks", ".name", [.. args.AlertWebhooks.Select(webhook => webhook.Name)]);
    }

    // Each becomes a resource of that name.
    private static void RequireDistinct(ArgumentFaults faults, string path, string suffix, List<string> names)
    {
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            faults.Require(
                names.IndexOf(name) == index, $"{path}[{index}]{suffix}", name, "is given twice", "Give each once.");
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketName();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+\z")]
    private static partial Regex EmailAddress();
}
