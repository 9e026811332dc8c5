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
public sealed class AuditTrail : ComponentResource
{
    /// <summary>Creates the logs and the alerts.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">What is logged and who hears about it.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public AuditTrail(string name, AuditTrailArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:AuditTrail", name, args, options)
    {
        var subject = $"AuditTrail \"{name}\"";
        var reader = new ArgumentReader(subject, this);
        var model = AuditReading.Read(reader, args);
        reader.ThrowIfAny();
        var deployer = DeployerCheck.Before(subject, "deployerRoleArns", model.DeployerRoleArns, new InvokeOptions { Parent = this });
        var scope = new AuditScope(name, model, new AwsAccount(this), this, deployer);

        var keyArn = model.KmsKeyArn ?? AuditKey.Create(scope);
        var logGroup = new LogGroup($"{name}-log-group", new LogGroupArgs
        {
            Name = scope.LogGroupName,
            KmsKeyId = keyArn,
            RetentionInDays = model.RetentionInDays,
            DeletionProtectionEnabled = !model.AllowsDeletion,
            Tags = scope.Tags,
        }, scope.Logs);
        if (args.FlowLogs is not null)
            FlowLogs.Create(scope, args.FlowLogs, logGroup.Arn);

        var topic = new AlertTopic(scope, keyArn);
        topic.Admit();
        FirewallAlerts.OnNetworkAcls(name, topic.Arn, scope.Tags, scope.Child);
        new DashboardAlarms(scope, logGroup.Name, topic.Arn).Create();
        DriftAlarm.Create(scope, topic.Arn);
        if (args.RuntimeMonitoring is not null)
            RuntimeMonitoring.Create(scope, args.RuntimeMonitoring);

        KmsKeyArn = keyArn;
        LogGroupName = logGroup.Name;
        LogGroupArn = logGroup.Arn;
        LogBucketName = model.ExistingLogBucketName ?? new LogBucket(scope, model.LogBucket!).Name;
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

    /// <summary>Checks what is known of an audit trail's arguments, before anything is created.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>Every fault, with the argument, the value and the fix; none when the arguments are accepted.</returns>
    public static IReadOnlyList<ArgumentFault> Check(AuditTrailArgs args)
    {
        var reader = new ArgumentReader("AuditTrail");
        AuditReading.Read(reader, args);
        return reader.Faults.All;
    }
}
