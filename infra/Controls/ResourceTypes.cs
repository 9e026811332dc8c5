namespace FlowerInfra;

/// <summary>The type tokens that controls look at.</summary>
internal static class ResourceTypes
{
    public const string LoadBalancer = "aws:lb/loadBalancer:LoadBalancer";
    public const string Listener = "aws:lb/listener:Listener";
    public const string TargetGroup = "aws:lb/targetGroup:TargetGroup";
    public const string SecurityGroup = "aws:ec2/securityGroup:SecurityGroup";
    public const string IngressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    public const string EgressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    public const string KmsKey = "aws:kms/key:Key";
    public const string Secret = "aws:secretsmanager/secret:Secret";
    public const string SecretPolicy = "aws:secretsmanager/secretPolicy:SecretPolicy";
    public const string IamPolicy = "aws:iam/policy:Policy";
    public const string IamRole = "aws:iam/role:Role";
    public const string IamRolePolicy = "aws:iam/rolePolicy:RolePolicy";
    public const string Namespace = "kubernetes:core/v1:Namespace";
    public const string ConfigMap = "kubernetes:core/v1:ConfigMap";
    public const string Service = "kubernetes:core/v1:Service";
    public const string NetworkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    public const string Deployment = "kubernetes:apps/v1:Deployment";
    public const string StatefulSet = "kubernetes:apps/v1:StatefulSet";
    public const string DaemonSet = "kubernetes:apps/v1:DaemonSet";
    public const string Job = "kubernetes:batch/v1:Job";
    public const string CronJob = "kubernetes:batch/v1:CronJob";
    public const string Pod = "kubernetes:core/v1:Pod";

    /// <summary>What runs pods.</summary>
    public static readonly string[] Workloads = [Deployment, StatefulSet, DaemonSet, Job, CronJob, Pod];
}
