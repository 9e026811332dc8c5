using System.Text.Json.Nodes;
using static FlowerInfra.Tests.Stacks.AwsLimit;

namespace FlowerInfra.Tests.Stacks;

/// <summary>
/// What the services' API references and the provider's own validation ask of the inputs that the stacks use, beyond the
/// types. A preview of the engine checks a part of them, a deployment the rest.
/// </summary>
internal static class AwsLimits
{
    private const string Tags = @"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$";

    // The set that EC2 names in its refusal "Invalid rule description".
    private const string Ec2Description = @"^[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]+$";
    private const string WafDescription = @"^[\w+=:#@/\-,\.][\w+=:#@/\-,\.\s]+[\w+=:#@/\-,\.]$";
    private const string IamDescription = "^[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]+$";
    private const string LogGroupName = @"^[\.\-_/#A-Za-z0-9]+$";
    private const string Cidr4 = @"^([0-9]{1,3}\.){3}[0-9]{1,3}/[0-9]{1,2}$";
    private const string Cidr6 = "^[0-9a-f:]+/[0-9]{1,3}$";
    private const string AnyCidr = @"^([0-9a-f:]+|([0-9]{1,3}\.){3}[0-9]{1,3})/[0-9]{1,3}$";

    private static readonly string[] Retention =
        ["1", "3", "5", "7", "14", "30", "60", "90", "120", "150", "180", "365", "400", "545", "731", "1096", "1827", "2192", "2557", "2922", "3288", "3653"];

    public static IReadOnlyList<AwsLimit> All { get; } =
    [
        new("aws:*", "tags", "at most 50 tags with keys and values of AWS's characters, no key of AWS's own", AreTags),

        Text(ResourceType.LoadBalancer, "namePrefix", 6, "^(?!internal-)[a-zA-Z0-9][a-zA-Z0-9-]*$"),
        Number(ResourceType.LoadBalancer, "idleTimeout", 1, 4000),
        Text(ResourceType.LoadBalancer, "accessLogs.prefix", 512, "^(?!.*AWSLogs)[^/].*[^/]$"),
        Among(ResourceType.LoadBalancer, "desyncMitigationMode", "defensive", "monitor", "strictest"),
        Among(ResourceType.LoadBalancer, "xffHeaderProcessingMode", "append", "preserve", "remove"),
        new(ResourceType.LoadBalancer, "subnets", "two subnets or more", value => value.AsArray().Count >= 2),
        Text(ResourceType.TargetGroup, "namePrefix", 6, "^[a-zA-Z0-9][a-zA-Z0-9-]*$"),
        Number(ResourceType.TargetGroup, "deregistrationDelay", 0, 3600),
        Number(ResourceType.TargetGroup, "healthCheck.interval", 5, 300),
        Number(ResourceType.TargetGroup, "healthCheck.timeout", 2, 120),
        Number(ResourceType.TargetGroup, "healthCheck.healthyThreshold", 2, 10),
        Number(ResourceType.TargetGroup, "healthCheck.unhealthyThreshold", 2, 10),
        Number(ResourceType.TargetGroup, "healthCheck.port", 1, 65535),
        Text(ResourceType.TargetGroup, "healthCheck.path", 1024, "^/"),
        new(ResourceType.TargetGroup, "healthCheck", "a timeout below the interval", value => (long)value["timeout"]! < (long)value["interval"]!),
        Text(ResourceType.Listener, "sslPolicy", 64, "^ELBSecurityPolicy-TLS13-1-[23]"),
        new(ResourceType.ListenerRule, "conditions", "at most 5 values in all conditions together", value => ConditionValues(value) is > 0 and <= 5),
        Text(ResourceType.ListenerRule, "conditions[].hostHeader.values[]", 128, "^[a-zA-Z0-9.*?-]+$"),
        Text(ResourceType.ListenerRule, "conditions[].pathPattern.values[]", 128, @"^/[a-zA-Z0-9_\-.$/~""'@:+*?&]*$"),
        Text(ResourceType.ListenerRule, "conditions[].sourceIp.values[]", 43, AnyCidr),

        Text(ResourceType.SecurityGroup, "description", 255, Ec2Description),
        Text(ResourceType.IngressRule, "description", 255, Ec2Description),
        Text(ResourceType.EgressRule, "description", 255, Ec2Description),
        new(ResourceType.IngressRule, "", "one source and an ordered range of ports", IsFirewallRule),
        new(ResourceType.EgressRule, "", "one destination and an ordered range of ports", IsFirewallRule),
        Text(ResourceType.IngressRule, "cidrIpv4", 18, Cidr4),
        Text(ResourceType.IngressRule, "cidrIpv6", 43, Cidr6),
        Among(ResourceType.FlowLog, "trafficType", "ACCEPT", "ALL", "REJECT"),

        Text(ResourceType.WebAcl, "description", 256, WafDescription),
        Text(ResourceType.WebAcl, "rules[].name", 128, @"^[\w\-]+$"),
        Text(ResourceType.WebAcl, "rules[].visibilityConfig.metricName", 128, "^[0-9A-Za-z_-]+$"),
        Text(ResourceType.WebAcl, "visibilityConfig.metricName", 128, "^[0-9A-Za-z_-]+$"),
        Number(ResourceType.WebAcl, "rules[].statement.rateBasedStatement.limit", 10, 2_000_000_000),
        Among(ResourceType.WebAcl, "rules[].statement.rateBasedStatement.evaluationWindowSec", "60", "120", "300", "600"),
        new(ResourceType.WebAcl, "rules", "a priority for each rule that no other has", value =>
            value.AsArray().Select(rule => (long)rule!["priority"]!).Distinct().Count() == value.AsArray().Count),
        new(ResourceType.WebAcl, "rules[]", "either an action or an override", rule => (rule["action"] is null) != (rule["overrideAction"] is null)),
        Text("aws:wafv2/ipSet:IpSet", "description", 256, WafDescription),
        Text("aws:wafv2/ipSet:IpSet", "addresses[]", 43, AnyCidr),
        Among("aws:wafv2/ipSet:IpSet", "scope", "CLOUDFRONT", "REGIONAL"),

        Text("aws:kms/alias:Alias", "name", 256, "^alias/(?!aws/)[a-zA-Z0-9/_-]+$"),
        Text(ResourceType.Key, "description", 8192),
        Number(ResourceType.Key, "deletionWindowInDays", 7, 30),
        Policy(ResourceType.Key, "policy", 32_768),
        Text(ResourceType.Role, "description", 1000, IamDescription),
        Policy(ResourceType.Role, "assumeRolePolicy", 2048),
        Policy(ResourceType.RolePolicy, "policy", 10_240),
        Text(ResourceType.Secret, "description", 2048),
        Number(ResourceType.Secret, "recoveryWindowInDays", 7, 30),
        Policy("aws:secretsmanager/secretPolicy:SecretPolicy", "policy", 20_480),
        // A secret's fingerprint is a secret too, and a number all the same.
        Number(ResourceType.SecretVersion, "secretStringWoVersion", 1, int.MaxValue).OrSecret(),

        Text(ResourceType.LogGroup, "name", 512, LogGroupName),
        Among(ResourceType.LogGroup, "retentionInDays", Retention),
        new("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logDestinationConfigs", "one destination",
            value => value.AsArray().Count == 1),
        Text("aws:cloudwatch/logMetricFilter:LogMetricFilter", "pattern", 1024, @"^\{.+\}$"),
        Text("aws:cloudwatch/logMetricFilter:LogMetricFilter", "metricTransformation.name", 255, "^[^:*$]+$"),
        Text("aws:cloudwatch/logMetricFilter:LogMetricFilter", "metricTransformation.namespace", 255, "^(?!AWS/)[^:*$]+$"),
        Text(ResourceType.MetricAlarm, "alarmDescription", 1024),
        Among(ResourceType.MetricAlarm, "period", "10", "20", "30", "60", "300", "900", "3600"),
        Among(ResourceType.MetricAlarm, "statistic", "Average", "Maximum", "Minimum", "SampleCount", "Sum"),
        Among(ResourceType.MetricAlarm, "treatMissingData", "breaching", "ignore", "missing", "notBreaching"),
        new(ResourceType.MetricAlarm, "", "a window of a day at most, of seven days with periods of an hour or more, and no more datapoints to alarm than it has", alarm =>
            (long)alarm["evaluationPeriods"]! * (long)alarm["period"]! <= ((long)alarm["period"]! < 3600 ? 86_400 : 604_800)
            && ((long?)alarm["datapointsToAlarm"] ?? 1) <= (long)alarm["evaluationPeriods"]!),
        Text(ResourceType.EventRule, "description", 512),
        new(ResourceType.EventRule, "eventPattern", "a JSON object of at most 2048 characters whose fields are lists or objects", IsEventPattern),
        Among("aws:sns/topic:Topic", "signatureVersion", "1", "2"),
        Policy("aws:sns/topicPolicy:TopicPolicy", "policy", 30_720),
        Among("aws:sns/topicSubscription:TopicSubscription", "protocol", "email", "email-json", "https", "lambda", "sqs"),
        Policy("aws:s3/bucketPolicy:BucketPolicy", "policy", 20_480),
        Text("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "rules[].id", 255),

        Text(ResourceType.BackupPlan, "rules[].ruleName", 50, "^[a-zA-Z0-9_.-]+$"),
        Text(ResourceType.BackupPlan, "rules[].schedule", 100, @"^cron\((\S+ ){5}\S+\)$"),
        Number(ResourceType.BackupPlan, "rules[].lifecycle.deleteAfter", 1, 36_500),
        Text(ResourceType.BackupSelection, "name", 50, "^[a-zA-Z0-9_.-]+$"),
        Text(ResourceType.BackupSelection, "conditions[].stringEquals[].key", 140, "^aws:ResourceTag/"),
        Text(ResourceType.BackupSelection, "conditions[].stringEquals[].value", 256, Tags),

        // The first name is the certificate's common name, which takes 64 characters; ACM takes 10 names by default.
        Text(ResourceType.Certificate, "domainName", 64, @"^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$"),
        new(ResourceType.Certificate, "subjectAlternativeNames", "at most 9 more names", value => value.AsArray().Count <= 9),
        Text(ResourceType.DnsRecord, "zoneId", 32, "^[A-Z0-9]+$"),
        Text("aws:eks/podIdentityAssociation:PodIdentityAssociation", "clusterName", 100, "^[0-9A-Za-z][A-Za-z0-9_-]*$"),
    ];

    /// <summary>
    /// The longest names of what Pulumi names itself: the name in the program and eight more characters, a hyphen and seven
    /// hexadecimal digits (https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming). The limits and the patterns
    /// are the services', as their API references have them.
    /// </summary>
    public static IReadOnlyDictionary<string, (int Longest, string Pattern)> Names { get; } = new Dictionary<string, (int, string)>
    {
        // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupPlanInput.html says 50; API_BackupPlan.html says 200
        // for the API and 50 for the console, which has to show it too.
        [ResourceType.BackupPlan] = (50, "^[a-zA-Z0-9_.-]+$"),
        // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html
        [ResourceType.Vault] = (50, "^[a-zA-Z0-9_-]+$"),
        // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
        [ResourceType.EventRule] = (64, "^[.a-zA-Z0-9_-]+$"),
        // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
        ["aws:cloudwatch/logMetricFilter:LogMetricFilter"] = (512, "^[^:*]+$"),
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
        [ResourceType.MetricAlarm] = (255, @"^[\u0020-\u007e]+$"),
        // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
        [ResourceType.SecurityGroup] = (255, "^(?!sg-)[a-zA-Z0-9_ .:/()#,@\\[\\]+=&;{}!$*-]+$"),
        // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html
        ["aws:elasticache/subnetGroup:SubnetGroup"] = (255, "^[a-zA-Z0-9-]+$"),
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html, API_CreateRole.html and API_PutRolePolicy.html
        ["aws:iam/policy:Policy"] = (128, @"^[\w+=,.@-]+$"),
        [ResourceType.Role] = (64, @"^[\w+=,.@-]+$"),
        [ResourceType.RolePolicy] = (128, @"^[\w+=,.@-]+$"),
        // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
        [ResourceType.Secret] = (512, @"^[a-zA-Z0-9/_+=.@-]+$"),
        // https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
        ["aws:sns/topic:Topic"] = (256, "^[a-zA-Z0-9_-]+$"),
        // https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html and API_CreateWebACL.html
        ["aws:wafv2/ipSet:IpSet"] = (128, @"^[\w-]+$"),
        [ResourceType.WebAcl] = (128, @"^[\w-]+$"),
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
        [ResourceType.Bucket] = (63, "^[a-z0-9][a-z0-9.-]+$"),
    };

    private static bool AreTags(JsonNode tags) => tags.AsObject().Count <= 50 && tags.AsObject().All(tag =>
        tag.Key is { Length: > 0 and <= 128 } key && !key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
        && System.Text.RegularExpressions.Regex.IsMatch(key, Tags)
        && Content(tag.Value!) is { Length: <= 256 } value && System.Text.RegularExpressions.Regex.IsMatch(value, Tags));

    private static int ConditionValues(JsonNode conditions) => conditions.AsArray()
        .SelectMany(condition => condition!.AsObject()).Sum(kind => kind.Value!["values"]!.AsArray().Count);

    private static bool IsFirewallRule(JsonNode rule) =>
        new[] { "cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId" }.Count(peer => rule[peer] is not null) == 1
        && (long)rule["fromPort"]! is >= 1 and <= 65535 && (long)rule["toPort"]! >= (long)rule["fromPort"]!
        && (string?)rule["ipProtocol"] is "tcp" or "udp";

    private static bool IsEventPattern(JsonNode value)
    {
        static bool IsField(JsonNode? field) => field is JsonArray { Count: > 0 } || (field is JsonObject pairs && pairs.All(pair => IsField(pair.Value)));
        return Content(value) is { Length: <= 2048 } text && JsonNode.Parse(text) is JsonObject pattern && IsField(pattern);
    }
}
