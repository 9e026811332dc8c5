using Pulumi;

namespace FlowerInfra;

/// <summary>What is logged, for how long, and who hears about it.</summary>
public sealed class AuditTrailArgs : ResourceArgs
{
    internal const int YearInDays = 365;

    /// <summary>
    /// The ARNs of the roles that administer the key and the log bucket, the one that runs the deployment among them. No
    /// other principal may change either, the account's root user aside; see <see cref="EncryptedStateArgs.DeployerRoleArns"/>.
    /// </summary>
    [Input("deployerRoleArns", required: true)]
    public required InputList<string> DeployerRoleArns { get; set; }

    /// <summary>
    /// The ARN of an existing key for the log groups and the alerts. Its policy has to let <c>logs.REGION.amazonaws.com</c>,
    /// <c>events.amazonaws.com</c> and <c>cloudwatch.amazonaws.com</c> use it. Default: a key is created.
    /// </summary>
    /// <example>arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    [Input("kmsKeyArn")]
    public Input<string>? KmsKeyArn { get; set; }

    /// <summary>
    /// For how many days the log group keeps what it gets: one of the periods that CloudWatch Logs knows. Plain: it is checked
    /// before anything is created. Default: 365 (CloudWatch.16, CKV_AWS_338).
    /// </summary>
    [Input("retentionInDays")]
    public int? RetentionInDays { get; set; }

    /// <summary>
    /// A bucket to create for the load balancers' access logs. Either this or <see cref="ExistingLogBucketName"/>.
    /// </summary>
    [Input("logBucket")]
    public LogBucketArgs? LogBucket { get; set; }

    /// <summary>
    /// The name of an existing bucket for the load balancers' access logs, whose policy admits delivery from load balancers.
    /// The bucket is not changed.
    /// </summary>
    /// <example>platform-access-logs</example>
    [Input("existingLogBucketName")]
    public Input<string>? ExistingLogBucketName { get; set; }

    /// <summary>The VPC's flow logs. Leave it out when the VPC has some already.</summary>
    [Input("flowLogs")]
    public VpcFlowLogsArgs? FlowLogs { get; set; }

    /// <summary>
    /// Addresses that alerts are mailed to. AWS mails each of them a link first and sends nothing before it is opened.
    /// Plain: each is a subscription.
    /// </summary>
    /// <example>["flower-alerts@example.com"]</example>
    [Input("alertEmails")]
    public List<string>? AlertEmails { get; set; }

    /// <summary>HTTPS endpoints that alerts are posted to. Plain: each is a subscription; its URL may be an output.</summary>
    [Input("alertWebhooks")]
    public List<AlertWebhookArgs>? AlertWebhooks { get; set; }

    /// <summary>
    /// How many failed sign-ins (401) within five minutes are an alarm. A browser's first request is always one of them.
    /// Plain: it is checked before anything is created. Default: 20.
    /// </summary>
    [Input("signInFailureThreshold")]
    public int? SignInFailureThreshold { get; set; }

    /// <summary>
    /// How many refused requests (403) within five minutes are an alarm. Plain: it is checked before anything is created.
    /// Default: 20.
    /// </summary>
    [Input("refusalThreshold")]
    public int? RefusalThreshold { get; set; }

    /// <summary>
    /// Within how many hours a scheduled comparison of the stack with its program has to report, 1 to 168. It puts 0, or 1 for
    /// drift, into the metric <c>drift</c> of the namespace <c>FlowerInfra/STACK/NAME</c>; <c>.ci/drift</c> does that. One alarm
    /// goes
    /// off on 1, another one when nothing comes. Plain: it is checked before anything is created. Default: 26.
    /// </summary>
    [Input("driftCheckHours")]
    public int? DriftCheckHours { get; set; }

    /// <summary>
    /// GuardDuty's runtime monitoring of EKS. It covers every cluster of the account in this region and is billed for
    /// all of them. Default: left as it is.
    /// </summary>
    [Input("runtimeMonitoring")]
    public RuntimeMonitoringArgs? RuntimeMonitoring { get; set; }

    /// <summary>
    /// Lets a deployment delete the logs (weakens their protection): nothing is protected, and the bucket goes with everything in
    /// it. For
    /// development only. Default: false.
    /// </summary>
    [Input("allowDeletion")]
    public bool? AllowDeletion { get; set; }

    /// <summary>Tags for everything that takes tags.</summary>
    /// <example>{"team": "platform"}</example>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
