using System.Text.Json;
using NUnit.Framework;
using static FlowerInfra.Tests.Tools.Controls.ControlCase;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>What breaks the controls of buckets, logs, alerts and state.</summary>
internal static class StorageControlCases
{
    private const string Later = "\"[unknown]\"";

    private const string OnlyOverTls =
        """
        "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}"
        """;

    private const string NobodyDeletes =
        """
        "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":[\"s3:DeleteObject\",\"s3:DeleteObjectVersion\"],\"Resource\":\"*\"}]}"
        """;

    public static readonly TestCaseData[] Breaks =
    [
        Case("FLW-S3-01", "public-access", "blockPublicAcls", "false", on: "bucket"),
        Case("FLW-S3-01", "public-access", "blockPublicPolicy", null, on: "bucket"),
        Case("FLW-S3-01", "public-access", "ignorePublicAcls", null, on: "bucket"),
        Case("FLW-S3-01", "public-access", "restrictPublicBuckets", null, on: "bucket"),
        Case("FLW-S3-01", "public-access", "bucket", "\"other\"", on: "bucket"),
        Case("FLW-S3-02", "versioning", "versioningConfiguration/status", "\"Suspended\"", on: "bucket"),
        Case("FLW-S3-03", "encryption", "rules", "[]", on: "bucket"),
        Case("FLW-S3-04", "bucket-policy", "policy", NobodyDeletes, on: "bucket"),
        Case("FLW-S3-04", "bucket-policy", "bucket", "\"other\"", on: "bucket"),
        Case("FLW-S3-05", "ownership", "rule/objectOwnership", "\"ObjectWriter\"", on: "bucket"),
        Case("FLW-S3-06", "lifecycle", "rules/0/abortIncompleteMultipartUpload", null, on: "bucket"),
        Case("FLW-S3-06", "lifecycle", "rules/0/expiration", null, on: "bucket"),
        Case("FLW-S3-06", "lifecycle", "rules/0/status", "\"Disabled\"", on: "bucket"),
        Case("FLW-S3-07", "bucket-policy", "policy", OnlyOverTls, on: "bucket"),
        Case("FLW-S3-08", "bucket-policy", "policy", NobodyDeletes, on: "bucket"),
        Case("FLW-LOG-01", "log-group", "retentionInDays", "364"),
        Case("FLW-LOG-01", "log-group", "retentionInDays", null),
        Case("FLW-LOG-02", "log-group", "kmsKeyId", null),
        Case("FLW-LOG-03", "flow-log", "vpcId", "\"vpc-2\"", on: "group"),
        Case("FLW-LOG-03", "flow-log", "trafficType", "\"ACCEPT\"", on: "group"),
        Case("FLW-LOG-04", "changes", "eventPattern", "\"{\\\"detail\\\":{\\\"eventName\\\":[\\\"AuthorizeSecurityGroupIngress\\\"]}}\"", on: "group"),
        Case("FLW-LOG-04", "changes", "eventPattern", "\"not JSON\"", on: "group"),
        Case("FLW-LOG-04", "changes", "state", "\"DISABLED\"", on: "group"),
        Case("FLW-LOG-04", "alert", "rule", "\"other\"", on: "group"),
        Case("FLW-LOG-05", "changes", "state", "\"DISABLED\"", on: "group"),
        Case("FLW-LOG-08", "entrance", "eventPattern", Entrance("alb.arn", "other.arn"), on: "alb"),
        Case("FLW-LOG-08", "entrance", "eventPattern", Entrance("listener-rule", "other"), on: "alb"),
        Case("FLW-LOG-08", "entrance", "eventPattern", Entrance("acl.id", "other.id"), on: "acl"),
        Case("FLW-LOG-08", "entrance", "state", "\"DISABLED\"", on: "acl"),
        Case("FLW-LOG-08", "entrance-alert", "rule", "\"other\"", on: "alb"),
        Case("FLW-LOG-09", "alert", "retryPolicy", null),
        Case("FLW-LOG-09", "alert", "retryPolicy/maximumEventAgeInSeconds", "60"),
        Case("FLW-LOG-09", "entrance-alert", "deadLetterConfig", null),
        Case("FLW-LOG-06", "topic", "kmsMasterKeyId", null),
        Case("FLW-LOG-06", "subscription", "topic", "\"other\"", on: "topic"),
        Case("FLW-LOG-07", "alarm", "alarmActions", "[]"),
        Case("FLW-LOG-07", "alarm", "actionsEnabled", "false"),
        Case("FLW-DATA-01", "class", "parameters/encrypted", "\"false\""),
        Case("FLW-DATA-01", "class", "parameters/kmsKeyId", null),
        Case("FLW-DATA-02", "class", "reclaimPolicy", "\"Delete\""),
        Case("FLW-DATA-02", "class", "reclaimPolicy", null),
        Case("FLW-DATA-02", "volume", "spec/persistentVolumeReclaimPolicy", "\"Recycle\""),
        Case("FLW-DATA-03", "claim", "spec/accessModes", """["ReadWriteMany"]"""),
        Case("FLW-DATA-03", "claim", "spec/accessModes", "[]"),
        Case("FLW-DATA-04", "by-tag", "conditions/0/stringEquals/0/value", "\"other\"", on: "class"),
        Case("FLW-DATA-04", "class", "parameters/tagSpecification_1", null),
        Case("FLW-DATA-04", "by-arn", "resources", "[]", on: "files"),
        Case("FLW-DATA-05", "by-tag", "planId", "\"other\"", on: "backup"),
        Case("FLW-DATA-05", "backup", "rules", "[]"),
        Case("FLW-DATA-05", "backup", "rules/0/lifecycle", null),
        Case("FLW-DATA-06", "files", "encrypted", "false"),
        Case("FLW-DATA-06", "files", "kmsKeyId", null),
        Case("FLW-DATA-06", "vault", "kmsKeyArn", null),
        Case("FLW-DATA-07", "access-point", "rootDirectory/path", "\"/\""),
        Case("FLW-DATA-07", "access-point", "posixUser", null),
        Case("FLW-DATA-07", "access-point", "posixUser/uid", "0"),
        Case("FLW-DATA-08", "files-policy", "policy", NobodyDeletes, on: "files"),
        Case("FLW-DATA-09", "automatic-backup", "backupPolicy/status", "\"ENABLED\"", on: "files"),
        Case("FLW-DATA-10", "claim", SamplePlan.Protection, null),
        Case("FLW-DATA-10", "namespace", SamplePlan.Protection, null),
        Case("FLW-DATA-10", "key", SamplePlan.Protection, null),
        Case("FLW-DATA-10", "bucket", SamplePlan.Protection, null),
    ];

    public static readonly TestCaseData[] Unknowns =
    [
        Case("FLW-S3-01", "public-access", "bucket", Later, on: "bucket"),
        Case("FLW-S3-02", "versioning", "versioningConfiguration", Later, on: "bucket"),
        Case("FLW-S3-04", "bucket-policy", "policy", Later, on: "bucket"),
        Case("FLW-S3-07", "bucket-policy", "policy", Later, on: "bucket"),
        Case("FLW-LOG-01", "log-group", "retentionInDays", Later),
        Case("FLW-LOG-03", "flow-log", "vpcId", Later, on: "group"),
        Case("FLW-LOG-03", "group", "vpcId", Later),
        Case("FLW-LOG-04", "changes", "eventPattern", Later, on: "group"),
        Case("FLW-S3-08", "bucket-policy", "policy", Later, on: "bucket"),
        Case("FLW-LOG-06", "subscription", "topic", Later, on: "topic"),
        Case("FLW-LOG-08", "entrance", "eventPattern", Later, on: "alb"),
        Case("FLW-LOG-09", "alert", "retryPolicy", Later),
        Case("FLW-DATA-01", "class", "parameters", Later),
        Case("FLW-DATA-03", "claim", "spec", Later),
        Case("FLW-DATA-04", "class", "parameters", Later),
        Case("FLW-DATA-04", "by-tag", "conditions", Later, on: "class"),
        Case("FLW-DATA-04", "by-arn", "resources", Later, on: "files"),
        Case("FLW-DATA-07", "access-point", "posixUser", Later),
    ];

    // The good plan's pattern with one of its words replaced.
    private static string Entrance(string old, string replacement) => JsonSerializer.Serialize(
        SamplePlan.Create().Resources.Single(it => it.Name == "entrance").Inputs["eventPattern"]!.GetValue<string>()
            .Replace(old, replacement, StringComparison.Ordinal));
}
