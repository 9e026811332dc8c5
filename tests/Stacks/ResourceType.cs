namespace FlowerInfra.Tests.Stacks;

/// <summary>The type tokens that the tests of stacks ask for.</summary>
internal static class ResourceType
{
    public const string Dashboard = "flower-infra:index:FlowerDashboard";
    public const string LoadBalancer = "aws:lb/loadBalancer:LoadBalancer";
    public const string Listener = "aws:lb/listener:Listener";
    public const string ListenerRule = "aws:lb/listenerRule:ListenerRule";
    public const string TargetGroup = "aws:lb/targetGroup:TargetGroup";
    public const string SecurityGroup = "aws:ec2/securityGroup:SecurityGroup";
    public const string IngressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    public const string EgressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    public const string WebAcl = "aws:wafv2/webAcl:WebAcl";
    public const string Key = "aws:kms/key:Key";
    public const string Role = "aws:iam/role:Role";
    public const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    public const string Secret = "aws:secretsmanager/secret:Secret";
    public const string SecretVersion = "aws:secretsmanager/secretVersion:SecretVersion";
    public const string Vault = "aws:backup/vault:Vault";
    public const string BackupPlan = "aws:backup/plan:Plan";
    public const string BackupSelection = "aws:backup/selection:Selection";
    public const string Bucket = "aws:s3/bucket:Bucket";
    public const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";
    public const string MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    public const string EventRule = "aws:cloudwatch/eventRule:EventRule";
    public const string FlowLog = "aws:ec2/flowLog:FlowLog";
    public const string Certificate = "aws:acm/certificate:Certificate";
    public const string DnsRecord = "aws:route53/record:Record";
    public const string RandomPassword = "random:index/randomPassword:RandomPassword";
    public const string Namespace = "kubernetes:core/v1:Namespace";
    public const string ConfigMap = "kubernetes:core/v1:ConfigMap";
    public const string Service = "kubernetes:core/v1:Service";
    public const string Deployment = "kubernetes:apps/v1:Deployment";
    public const string StatefulSet = "kubernetes:apps/v1:StatefulSet";
    public const string VolumeClaim = "kubernetes:core/v1:PersistentVolumeClaim";
    public const string StorageClass = "kubernetes:storage.k8s.io/v1:StorageClass";
    public const string NetworkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
}
