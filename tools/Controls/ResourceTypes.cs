namespace FlowerInfra;

/// <summary>The type tokens that controls look at.</summary>
internal static class ResourceTypes
{
    public const string AwsProvider = "pulumi:providers:aws";
    public const string KubernetesProvider = "pulumi:providers:kubernetes";
    public const string LoadBalancer = "aws:lb/loadBalancer:LoadBalancer";
    public const string Listener = "aws:lb/listener:Listener";
    public const string ListenerRule = "aws:lb/listenerRule:ListenerRule";
    public const string ListenerCertificate = "aws:lb/listenerCertificate:ListenerCertificate";
    public const string TargetGroup = "aws:lb/targetGroup:TargetGroup";
    public const string Certificate = "aws:acm/certificate:Certificate";
    public const string WebAcl = "aws:wafv2/webAcl:WebAcl";
    public const string WebAclAddresses = "aws:wafv2/ipSet:IpSet";
    public const string WebAclAssociation = "aws:wafv2/webAclAssociation:WebAclAssociation";
    public const string WebAclLogging = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
    public const string SecurityGroup = "aws:ec2/securityGroup:SecurityGroup";
    public const string IngressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    public const string EgressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    public const string CombinedRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
    public const string FlowLog = "aws:ec2/flowLog:FlowLog";
    public const string KmsKey = "aws:kms/key:Key";
    public const string Secret = "aws:secretsmanager/secret:Secret";
    public const string SecretPolicy = "aws:secretsmanager/secretPolicy:SecretPolicy";
    public const string SecretRotation = "aws:secretsmanager/secretRotation:SecretRotation";
    public const string SecretVersion = "aws:secretsmanager/secretVersion:SecretVersion";
    public const string RandomPassword = "random:index/randomPassword:RandomPassword";
    public const string IamPolicy = "aws:iam/policy:Policy";
    public const string IamRole = "aws:iam/role:Role";
    public const string IamRolePolicy = "aws:iam/rolePolicy:RolePolicy";
    public const string IamRolePolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    public const string Bucket = "aws:s3/bucket:Bucket";
    public const string BucketEncryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    public const string BucketLifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    public const string BucketObjectLock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    public const string BucketOwnership = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
    public const string BucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
    public const string BucketPublicAccess = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    public const string BucketVersioning = "aws:s3/bucketVersioning:BucketVersioning";
    public const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";
    public const string LogMetricFilter = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
    public const string EventRule = "aws:cloudwatch/eventRule:EventRule";
    public const string EventTarget = "aws:cloudwatch/eventTarget:EventTarget";
    public const string MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    public const string Topic = "aws:sns/topic:Topic";
    public const string TopicPolicy = "aws:sns/topicPolicy:TopicPolicy";
    public const string TopicSubscription = "aws:sns/topicSubscription:TopicSubscription";
    public const string FileSystem = "aws:efs/fileSystem:FileSystem";
    public const string FileSystemPolicy = "aws:efs/fileSystemPolicy:FileSystemPolicy";
    public const string AutomaticBackup = "aws:efs/backupPolicy:BackupPolicy";
    public const string AccessPoint = "aws:efs/accessPoint:AccessPoint";
    public const string MountTarget = "aws:efs/mountTarget:MountTarget";
    public const string DnsRecord = "aws:route53/record:Record";
    public const string PodIdentity = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
    public const string BackupPlan = "aws:backup/plan:Plan";
    public const string BackupSelection = "aws:backup/selection:Selection";
    public const string BackupVault = "aws:backup/vault:Vault";
    public const string ReplicationGroup = "aws:elasticache/replicationGroup:ReplicationGroup";
    public const string CacheUser = "aws:elasticache/user:User";
    public const string CacheUserGroup = "aws:elasticache/userGroup:UserGroup";
    public const string BrokerComponent = "flower-infra:index:CeleryBroker";
    public const string MessageBroker = "aws:mq/broker:Broker";
    public const string Namespace = "kubernetes:core/v1:Namespace";
    public const string ConfigMap = "kubernetes:core/v1:ConfigMap";
    public const string KubernetesSecret = "kubernetes:core/v1:Secret";
    public const string MountedSecrets = "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass";
    public const string CopiedSecret = "kubernetes:external-secrets.io/v1:ExternalSecret";
    public const string Service = "kubernetes:core/v1:Service";
    public const string GatewayCertificate = "kubernetes:cert-manager.io/v1:Certificate";
    public const string TargetBinding = "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding";
    public const string ServiceAccount = "kubernetes:core/v1:ServiceAccount";
    public const string NetworkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    public const string PodSecurityGroups = "kubernetes:vpcresources.k8s.aws/v1beta1:SecurityGroupPolicy";
    public const string DisruptionBudget = "kubernetes:policy/v1:PodDisruptionBudget";
    public const string StorageClass = "kubernetes:storage.k8s.io/v1:StorageClass";
    public const string PersistentVolume = "kubernetes:core/v1:PersistentVolume";
    public const string VolumeClaim = "kubernetes:core/v1:PersistentVolumeClaim";
    public const string Deployment = "kubernetes:apps/v1:Deployment";
    public const string StatefulSet = "kubernetes:apps/v1:StatefulSet";
    public const string DaemonSet = "kubernetes:apps/v1:DaemonSet";
    public const string Job = "kubernetes:batch/v1:Job";
    public const string CronJob = "kubernetes:batch/v1:CronJob";
    public const string Pod = "kubernetes:core/v1:Pod";

    /// <summary>What runs pods.</summary>
    public static readonly string[] Workloads = [Deployment, StatefulSet, DaemonSet, Job, CronJob, Pod];

    /// <summary>What keeps pods running.</summary>
    public static readonly string[] Servers = [Deployment, StatefulSet, DaemonSet];
}
