namespace FlowerInfra.Tests.Stacks;

/// <summary>
/// What the AWS provider calls to create, read, update and delete a resource, and what AWS asks of the caller besides. The
/// names are those of the service authorization reference; who adds a type looks its calls up in the provider's source.
/// </summary>
internal static class DeployerActions
{
    /// <summary>What the policy of a key of the stack itself grants to its deployers.</summary>
    public static readonly IReadOnlyList<string> ByKeyPolicy =
    [
        "kms:DescribeKey", "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation", "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus", "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion",
        "kms:UntagResource", "kms:UpdateKeyDescription"
    ];

    /// <summary>The actions by type token.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ByType = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["aws:acm/certificate:Certificate"] =
        [
            "acm:AddTagsToCertificate", "acm:DeleteCertificate", "acm:DescribeCertificate", "acm:ListTagsForCertificate",
            "acm:RemoveTagsFromCertificate", "acm:RequestCertificate", "acm:UpdateCertificateOptions",
        ],
        ["aws:acm/certificateValidation:CertificateValidation"] = ["acm:DescribeCertificate"],
        ["aws:backup/plan:Plan"] =
        [
            "backup:CreateBackupPlan", "backup:DeleteBackupPlan", "backup:GetBackupPlan", "backup:ListTags",
            "backup:TagResource", "backup:UntagResource", "backup:UpdateBackupPlan",
        ],
        ["aws:backup/selection:Selection"] =
        [
            "backup:CreateBackupSelection", "backup:DeleteBackupSelection", "backup:GetBackupSelection", "iam:PassRole",
        ],
        ["aws:backup/vault:Vault"] =
        [
            "backup-storage:MountCapsule", "backup:CreateBackupVault", "backup:DeleteBackupVault",
            "backup:DescribeBackupVault", "backup:ListTags", "backup:TagResource", "backup:UntagResource",
        ],
        ["aws:cloudwatch/eventRule:EventRule"] =
        [
            "events:DeleteRule", "events:DescribeRule", "events:ListTagsForResource", "events:PutRule", "events:TagResource",
            "events:UntagResource",
        ],
        ["aws:cloudwatch/eventTarget:EventTarget"] =
        [
            "events:ListTargetsByRule", "events:PutTargets", "events:RemoveTargets",
        ],
        ["aws:cloudwatch/logGroup:LogGroup"] =
        [
            "logs:AssociateKmsKey", "logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:DeleteRetentionPolicy",
            "logs:DescribeLogGroups", "logs:DisassociateKmsKey", "logs:ListTagsForResource", "logs:PutRetentionPolicy",
            "logs:TagResource", "logs:UntagResource",
        ],
        ["aws:cloudwatch/logMetricFilter:LogMetricFilter"] =
        [
            "logs:DeleteMetricFilter", "logs:DescribeMetricFilters", "logs:PutMetricFilter",
        ],
        ["aws:cloudwatch/metricAlarm:MetricAlarm"] =
        [
            "cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource",
            "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource", "cloudwatch:UntagResource",
        ],
        ["aws:ec2/flowLog:FlowLog"] =
        [
            "ec2:CreateFlowLogs", "ec2:CreateTags", "ec2:DeleteFlowLogs", "ec2:DeleteTags", "ec2:DescribeFlowLogs",
            "iam:PassRole",
        ],
        ["aws:ec2/securityGroup:SecurityGroup"] =
        [
            "ec2:CreateSecurityGroup", "ec2:CreateTags", "ec2:DeleteSecurityGroup", "ec2:DeleteTags",
            "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
        ],
        ["aws:efs/accessPoint:AccessPoint"] =
        [
            "elasticfilesystem:CreateAccessPoint", "elasticfilesystem:DeleteAccessPoint",
            "elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:ListTagsForResource",
            "elasticfilesystem:TagResource", "elasticfilesystem:UntagResource",
        ],
        ["aws:efs/backupPolicy:BackupPolicy"] =
        [
            "elasticfilesystem:DescribeBackupPolicy", "elasticfilesystem:PutBackupPolicy",
        ],
        ["aws:efs/fileSystem:FileSystem"] =
        [
            "elasticfilesystem:CreateFileSystem", "elasticfilesystem:DeleteFileSystem",
            "elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeLifecycleConfiguration",
            "elasticfilesystem:ListTagsForResource", "elasticfilesystem:PutLifecycleConfiguration",
            "elasticfilesystem:TagResource", "elasticfilesystem:UntagResource", "elasticfilesystem:UpdateFileSystem",
            "elasticfilesystem:UpdateFileSystemProtection", "iam:CreateServiceLinkedRole",
        ],
        ["aws:efs/fileSystemPolicy:FileSystemPolicy"] =
        [
            "elasticfilesystem:DeleteFileSystemPolicy", "elasticfilesystem:DescribeFileSystemPolicy",
            "elasticfilesystem:PutFileSystemPolicy",
        ],
        ["aws:efs/mountTarget:MountTarget"] =
        [
            "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets", "ec2:ModifyNetworkInterfaceAttribute", "elasticfilesystem:CreateMountTarget",
            "elasticfilesystem:DeleteMountTarget", "elasticfilesystem:DescribeMountTargetSecurityGroups",
            "elasticfilesystem:DescribeMountTargets", "elasticfilesystem:ModifyMountTargetSecurityGroups",
        ],
        ["aws:eks/podIdentityAssociation:PodIdentityAssociation"] =
        [
            "eks:CreatePodIdentityAssociation", "eks:DeletePodIdentityAssociation", "eks:DescribePodIdentityAssociation",
            "eks:ListTagsForResource", "eks:TagResource", "eks:UntagResource", "eks:UpdatePodIdentityAssociation",
            "iam:GetRole", "iam:PassRole",
        ],
        // The bucket of a snapshot that it would start from is left out of what AWS asks of CreateReplicationGroup.
        ["aws:elasticache/replicationGroup:ReplicationGroup"] =
        [
            "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
            "ec2:DescribeVpcs", "elasticache:AddTagsToResource", "elasticache:CreateReplicationGroup",
            "elasticache:DecreaseReplicaCount", "elasticache:DeleteReplicationGroup", "elasticache:DescribeCacheClusters",
            "elasticache:DescribeReplicationGroups", "elasticache:IncreaseReplicaCount", "elasticache:ListTagsForResource",
            "elasticache:ModifyReplicationGroup", "elasticache:RemoveTagsFromResource", "iam:CreateServiceLinkedRole",
        ],
        ["aws:elasticache/subnetGroup:SubnetGroup"] =
        [
            "elasticache:AddTagsToResource", "elasticache:CreateCacheSubnetGroup", "elasticache:DeleteCacheSubnetGroup",
            "elasticache:DescribeCacheSubnetGroups", "elasticache:ListTagsForResource", "elasticache:ModifyCacheSubnetGroup",
            "elasticache:RemoveTagsFromResource",
        ],
        ["aws:elasticache/user:User"] =
        [
            "elasticache:AddTagsToResource", "elasticache:CreateUser", "elasticache:DeleteUser", "elasticache:DescribeUsers",
            "elasticache:ListTagsForResource", "elasticache:ModifyUser", "elasticache:RemoveTagsFromResource",
        ],
        ["aws:elasticache/userGroup:UserGroup"] =
        [
            "elasticache:AddTagsToResource", "elasticache:CreateUserGroup", "elasticache:DeleteUserGroup",
            "elasticache:DescribeUserGroups", "elasticache:ListTagsForResource", "elasticache:ModifyUserGroup",
            "elasticache:RemoveTagsFromResource",
        ],
        ["aws:iam/policy:Policy"] =
        [
            "iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:GetPolicy",
            "iam:GetPolicyVersion", "iam:ListPolicyVersions", "iam:TagPolicy", "iam:UntagPolicy",
        ],
        ["aws:iam/role:Role"] =
        [
            "iam:CreateRole", "iam:DeleteRole", "iam:GetRole", "iam:ListAttachedRolePolicies",
            "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies", "iam:ListRoleTags", "iam:TagRole", "iam:UntagRole",
            "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription",
        ],
        ["aws:iam/rolePolicy:RolePolicy"] = ["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"],
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] =
        [
            "iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:ListAttachedRolePolicies",
        ],
        ["aws:kms/alias:Alias"] = ["kms:CreateAlias", "kms:DeleteAlias", "kms:ListAliases", "kms:UpdateAlias"],
        ["aws:kms/key:Key"] =
        [
            "kms:CreateKey", "kms:DescribeKey", "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation",
            "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags", "kms:PutKeyPolicy",
            "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateKeyDescription",
        ],
        ["aws:lb/listener:Listener"] =
        [
            "elasticloadbalancing:AddTags", "elasticloadbalancing:CreateListener", "elasticloadbalancing:DeleteListener",
            "elasticloadbalancing:DescribeListenerAttributes", "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeTags", "elasticloadbalancing:ModifyListener",
            "elasticloadbalancing:ModifyListenerAttributes", "elasticloadbalancing:RemoveTags",
        ],
        ["aws:lb/listenerCertificate:ListenerCertificate"] =
        [
            "elasticloadbalancing:AddListenerCertificates", "elasticloadbalancing:DescribeListenerCertificates",
            "elasticloadbalancing:RemoveListenerCertificates",
        ],
        ["aws:lb/listenerRule:ListenerRule"] =
        [
            "elasticloadbalancing:AddTags", "elasticloadbalancing:CreateRule", "elasticloadbalancing:DeleteRule",
            "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTags", "elasticloadbalancing:ModifyRule",
            "elasticloadbalancing:RemoveTags", "elasticloadbalancing:SetRulePriorities",
        ],
        ["aws:lb/loadBalancer:LoadBalancer"] =
        [
            "ec2:DescribeAccountAttributes", "ec2:DescribeInternetGateways", "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "elasticloadbalancing:AddTags",
            "elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:DeleteLoadBalancer",
            "elasticloadbalancing:DescribeCapacityReservation", "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTags",
            "elasticloadbalancing:ModifyLoadBalancerAttributes", "elasticloadbalancing:RemoveTags",
            "elasticloadbalancing:SetIpAddressType", "elasticloadbalancing:SetSecurityGroups",
            "elasticloadbalancing:SetSubnets", "iam:CreateServiceLinkedRole",
        ],
        ["aws:lb/targetGroup:TargetGroup"] =
        [
            "elasticloadbalancing:AddTags", "elasticloadbalancing:CreateTargetGroup",
            "elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:DescribeTags",
            "elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:ModifyTargetGroup", "elasticloadbalancing:ModifyTargetGroupAttributes",
            "elasticloadbalancing:RemoveTags",
        ],
        // Of RabbitMQ's users AWS knows the first one alone, whom CreateBroker makes.
        ["aws:mq/broker:Broker"] =
        [
            "ec2:CreateNetworkInterface", "ec2:CreateNetworkInterfacePermission", "ec2:CreateSecurityGroup",
            "ec2:CreateVpcEndpoint", "ec2:DeleteNetworkInterface", "ec2:DeleteNetworkInterfacePermission",
            "ec2:DeleteVpcEndpoints", "ec2:DescribeInternetGateways", "ec2:DescribeNetworkInterfacePermissions",
            "ec2:DescribeNetworkInterfaces", "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
            "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcs", "ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute",
            "iam:CreateServiceLinkedRole", "mq:CreateBroker", "mq:CreateTags", "mq:DeleteBroker", "mq:DeleteTags",
            "mq:DescribeBroker", "mq:RebootBroker", "mq:UpdateBroker", "route53:AssociateVPCWithHostedZone",
        ],
        ["aws:route53/record:Record"] =
        [
            "route53:ChangeResourceRecordSets", "route53:GetChange", "route53:GetHostedZone",
            "route53:ListResourceRecordSets",
        ],
        ["aws:s3/bucket:Bucket"] =
        [
            "s3:CreateBucket", "s3:DeleteBucket", "s3:GetAccelerateConfiguration", "s3:GetBucketAcl", "s3:GetBucketCORS",
            "s3:GetBucketLogging", "s3:GetBucketObjectLockConfiguration", "s3:GetBucketPolicy", "s3:GetBucketRequestPayment",
            "s3:GetBucketTagging", "s3:GetBucketVersioning", "s3:GetBucketWebsite", "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration", "s3:ListBucket", "s3:ListTagsForResource",
            "s3:PutBucketObjectLockConfiguration", "s3:PutBucketTagging", "s3:TagResource", "s3:UntagResource",
        ],
        ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"] =
        [
            "s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration",
        ],
        ["aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"] =
        [
            "s3:GetBucketObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration",
        ],
        ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"] =
        [
            "s3:GetBucketOwnershipControls", "s3:PutBucketOwnershipControls",
        ],
        ["aws:s3/bucketPolicy:BucketPolicy"] = ["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"],
        ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"] =
        [
            "s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock",
        ],
        ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"] =
        [
            "s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration",
        ],
        ["aws:s3/bucketVersioning:BucketVersioning"] = ["s3:GetBucketVersioning", "s3:PutBucketVersioning"],
        ["aws:secretsmanager/secret:Secret"] =
        [
            "secretsmanager:CreateSecret", "secretsmanager:DeleteSecret", "secretsmanager:DescribeSecret",
            "secretsmanager:GetResourcePolicy", "secretsmanager:TagResource", "secretsmanager:UntagResource",
            "secretsmanager:UpdateSecret",
        ],
        ["aws:secretsmanager/secretPolicy:SecretPolicy"] =
        [
            "secretsmanager:DeleteResourcePolicy", "secretsmanager:GetResourcePolicy", "secretsmanager:PutResourcePolicy",
        ],
        ["aws:secretsmanager/secretRotation:SecretRotation"] =
        [
            "lambda:InvokeFunction", "secretsmanager:CancelRotateSecret", "secretsmanager:DescribeSecret",
            "secretsmanager:RotateSecret",
        ],
        ["aws:secretsmanager/secretVersion:SecretVersion"] =
        [
            "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:ListSecretVersionIds",
            "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
        ],
        ["aws:sns/topic:Topic"] =
        [
            "sns:CreateTopic", "sns:DeleteTopic", "sns:GetTopicAttributes", "sns:ListTagsForResource",
            "sns:SetTopicAttributes", "sns:TagResource", "sns:UntagResource",
        ],
        ["aws:sns/topicPolicy:TopicPolicy"] = ["sns:GetTopicAttributes", "sns:SetTopicAttributes"],
        ["aws:sns/topicSubscription:TopicSubscription"] =
        [
            "sns:GetSubscriptionAttributes", "sns:SetSubscriptionAttributes", "sns:Subscribe", "sns:Unsubscribe",
        ],
        ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"] =
        [
            "ec2:AuthorizeSecurityGroupEgress", "ec2:CreateTags", "ec2:DeleteTags", "ec2:DescribeSecurityGroupRules",
            "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupEgress",
        ],
        ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"] =
        [
            "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateTags", "ec2:DeleteTags", "ec2:DescribeSecurityGroupRules",
            "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupIngress",
        ],
        ["aws:wafv2/ipSet:IpSet"] =
        [
            "wafv2:CreateIPSet", "wafv2:DeleteIPSet", "wafv2:GetIPSet", "wafv2:ListTagsForResource", "wafv2:TagResource",
            "wafv2:UntagResource", "wafv2:UpdateIPSet",
        ],
        ["aws:wafv2/webAcl:WebAcl"] =
        [
            "wafv2:CreateWebACL", "wafv2:DeleteWebACL", "wafv2:GetWebACL", "wafv2:ListTagsForResource", "wafv2:TagResource",
            "wafv2:UntagResource", "wafv2:UpdateWebACL",
        ],
        ["aws:wafv2/webAclAssociation:WebAclAssociation"] =
        [
            "elasticloadbalancing:SetWebAcl", "wafv2:AssociateWebACL", "wafv2:DisassociateWebACL", "wafv2:GetWebACL",
            "wafv2:GetWebACLForResource",
        ],
        ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"] =
        [
            "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
            "logs:PutResourcePolicy", "wafv2:DeleteLoggingConfiguration", "wafv2:GetLoggingConfiguration",
            "wafv2:PutLoggingConfiguration",
        ],
    };
}
