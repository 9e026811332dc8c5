namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>The logs, alerts and state of the good plan.</summary>
internal static class SampleStorageResources
{
    public static readonly (string Name, string Type, string Inputs)[] All =
    [
        ("bucket", "aws:s3/bucket:Bucket", "{}"),
        ("public-access", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            """
            {
              "bucket": "${@bucket.id}",
              "blockPublicAcls": true, "blockPublicPolicy": true, "ignorePublicAcls": true, "restrictPublicBuckets": true
            }
            """),
        ("versioning", "aws:s3/bucketVersioning:BucketVersioning",
            """{ "bucket": "${@bucket.id}", "versioningConfiguration": { "status": "Enabled" } }"""),
        ("encryption", "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            """{ "bucket": "${@bucket.id}", "rules": [ { "applyServerSideEncryptionByDefault": { "sseAlgorithm": "AES256" } } ] }"""),
        ("ownership", "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            """{ "bucket": "${@bucket.id}", "rule": { "objectOwnership": "BucketOwnerEnforced" } }"""),
        ("lifecycle", "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            """
            {
              "bucket": "${@bucket.id}",
              "rules": [ { "status": "Enabled", "expiration": { "days": 365 }, "abortIncompleteMultipartUpload": { "daysAfterInitiation": 7 } } ]
            }
            """),
        ("bucket-policy", "aws:s3/bucketPolicy:BucketPolicy",
            """
            {
              "bucket": "${@bucket.id}",
              "policy": "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}},{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":[\"s3:DeleteObject\",\"s3:DeleteObjectVersion\"],\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":\"123456789012\"}}}]}"
            }
            """),
        ("log-group", "aws:cloudwatch/logGroup:LogGroup", """{ "retentionInDays": 365, "kmsKeyId": "${@key.arn}" }"""),
        ("flow-log", "aws:ec2/flowLog:FlowLog", """{ "vpcId": "vpc-1", "trafficType": "ALL", "logDestination": "${@log-group.arn}" }"""),
        ("changes", "aws:cloudwatch/eventRule:EventRule",
            """
            {
              "eventPattern": "{\"detail\":{\"eventName\":[\"AuthorizeSecurityGroupEgress\",\"AuthorizeSecurityGroupIngress\",\"CreateNetworkAclEntry\",\"DeleteNetworkAclEntry\",\"ModifySecurityGroupRules\",\"ReplaceNetworkAclAssociation\",\"ReplaceNetworkAclEntry\",\"RevokeSecurityGroupEgress\",\"RevokeSecurityGroupIngress\"]}}"
            }
            """),
        ("alert", "aws:cloudwatch/eventTarget:EventTarget",
            """
            {
              "rule": "${@changes.name}", "arn": "${@topic.arn}",
              "retryPolicy": { "maximumEventAgeInSeconds": 86400, "maximumRetryAttempts": 185 }
            }
            """),
        ("entrance", "aws:cloudwatch/eventRule:EventRule",
            """
            {
              "eventPattern": "{\"detail\":{\"eventSource\":[\"elasticloadbalancing.amazonaws.com\",\"wafv2.amazonaws.com\"],\"$or\":[{\"requestParameters\":{\"loadBalancerArn\":[\"${@alb.arn}\"]}},{\"requestParameters\":{\"resourceArn\":[\"${@alb.arn}\"]}},{\"requestParameters\":{\"listenerArn\":[{\"wildcard\":\"*:listener/${@alb.arnSuffix}/*\"}]}},{\"requestParameters\":{\"ruleArn\":[{\"wildcard\":\"*:listener-rule/${@alb.arnSuffix}/*\"}]}},{\"requestParameters\":{\"id\":[\"${@acl.id}\"]}}]}}"
            }
            """),
        ("entrance-alert", "aws:cloudwatch/eventTarget:EventTarget",
            """{ "rule": "${@entrance.name}", "arn": "${@topic.arn}", "deadLetterConfig": { "arn": "arn:aws:sqs:eu-west-1:1:undelivered" } }"""),
        ("topic", "aws:sns/topic:Topic", """{ "kmsMasterKeyId": "${@key.arn}" }"""),
        ("topic-policy", "aws:sns/topicPolicy:TopicPolicy",
            $$"""{ "arn": "${@topic.arn}", "policy": {{SamplePlan.Policy("sns:Publish", "*", """{"Service":"events.amazonaws.com"}""")}} }"""),
        ("subscription", "aws:sns/topicSubscription:TopicSubscription",
            """{ "topic": "${@topic.arn}", "protocol": "email", "endpoint": "alerts@example.com" }"""),
        ("drift", "aws:cloudwatch/metricAlarm:MetricAlarm",
            """{ "metricName": "drift", "treatMissingData": "notBreaching", "alarmActions": [ "${@topic.arn}" ] }"""),
        ("drift-check", "aws:cloudwatch/metricAlarm:MetricAlarm",
            """{ "metricName": "drift", "treatMissingData": "breaching", "alarmActions": [ "${@topic.arn}" ] }"""),
        ("alarm", "aws:cloudwatch/metricAlarm:MetricAlarm", """{ "alarmActions": [ "${@topic.arn}" ] }"""),
        ("class", "kubernetes:storage.k8s.io/v1:StorageClass",
            """
            {
              "reclaimPolicy": "Retain",
              "parameters": { "encrypted": "true", "kmsKeyId": "${@key.arn}", "tagSpecification_1": "flower-infra-state=flower" }
            }
            """),
        ("volume", "kubernetes:core/v1:PersistentVolume", """{ "spec": { "persistentVolumeReclaimPolicy": "Retain" } }"""),
        ("claim", "kubernetes:core/v1:PersistentVolumeClaim",
            """{ "metadata": { "namespace": "flower" }, "spec": { "accessModes": [ "ReadWriteOncePod" ] } }"""),
        ("files", "aws:efs/fileSystem:FileSystem", """{ "encrypted": true, "kmsKeyId": "${@key.arn}" }"""),
        ("files-policy", "aws:efs/fileSystemPolicy:FileSystemPolicy",
            """
            {
              "fileSystemId": "${@files.id}",
              "policy": "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"elasticfilesystem:ClientMount\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}"
            }
            """),
        ("automatic-backup", "aws:efs/backupPolicy:BackupPolicy",
            """{ "fileSystemId": "${@files.id}", "backupPolicy": { "status": "DISABLED" } }"""),
        ("access-point", "aws:efs/accessPoint:AccessPoint",
            """{ "fileSystemId": "${@files.id}", "rootDirectory": { "path": "/flower" }, "posixUser": { "uid": 10001, "gid": 10001 } }"""),
        ("mount", "aws:efs/mountTarget:MountTarget",
            """{ "fileSystemId": "${@files.id}", "subnetId": "subnet-a", "securityGroups": [ "sg-1" ] }"""),
        ("vault", "aws:backup/vault:Vault", """{ "kmsKeyArn": "${@key.arn}" }"""),
        ("backup", "aws:backup/plan:Plan", """{ "rules": [ { "targetVaultName": "${@vault.name}", "lifecycle": { "deleteAfter": 35 } } ] }"""),
        ("by-tag", "aws:backup/selection:Selection",
            """
            {
              "planId": "${@backup.id}", "resources": [ "arn:aws:ec2:*:*:volume/*" ],
              "conditions": [ { "stringEquals": [ { "key": "aws:ResourceTag/flower-infra-state", "value": "flower" } ] } ]
            }
            """),
        ("backup-files", "aws:backup/plan:Plan", """{ "rules": [ { "targetVaultName": "${@vault.name}", "lifecycle": { "deleteAfter": 35 } } ] }"""),
        ("by-arn", "aws:backup/selection:Selection", """{ "planId": "${@backup-files.id}", "resources": [ "${@files.arn}" ] }"""),
    ];
}
