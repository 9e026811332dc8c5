using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What a text of the configuration has to look like, for arguments that a component takes as they come because another
/// resource may give them. AWS and the cluster would refuse anything else in the middle of a deployment.
/// </summary>
/// <param name="Pattern">The pattern of the whole text.</param>
/// <param name="Problem">What is wrong with any other, as a clause that follows the value.</param>
/// <param name="Fix">What to do, as an imperative sentence.</param>
internal sealed partial record ValueRule(Regex Pattern, string Problem, string Fix)
{
    public static ValueRule Account { get; } =
        new(AccountPattern(), "is not the id of an AWS account", "Give its twelve digits, in quotes.");

    public static ValueRule Bucket { get; } =
        new(BucketPattern(), "is not the name of a bucket", "Give its name, not its ARN.");

    public static ValueRule Cluster { get; } =
        new(ClusterPattern(), "is not the name of an EKS cluster", "Give its name, not its ARN.");

    public static ValueRule HostedZone { get; } =
        new(HostedZonePattern(), "is not the id of a hosted zone", "Give the id alone, such as Z0123456789ABCDEFGHIJ.");

    public static ValueRule Key { get; } =
        new(ArnPatterns.Key(), "is not the ARN of a KMS key", "Give an ARN such as arn:aws:kms:eu-west-1:123456789012:key/….");

    public static ValueRule KubernetesName { get; } =
        new(KubernetesNamePattern(), "is not a name for Kubernetes objects", "Use at most 63 lower-case letters, digits and hyphens.");

    public static ValueRule Lambda { get; } = new(
        LambdaPattern(), "is not the ARN of a Lambda function",
        "Give an ARN such as arn:aws:lambda:eu-west-1:123456789012:function:rotate-flower.");

    public static ValueRule Region { get; } =
        new(RegionPattern(), "is not the name of a region", "Write a name such as eu-west-1.");

    public static ValueRule SecurityGroup { get; } =
        new(SecurityGroupPattern(), "is not the id of a security group", "Give an id such as sg-0123456789abcdef0.");

    public static ValueRule ServiceAccount { get; } = new(
        ServiceAccountPattern(), "is not a name for a service account", "Use lower-case letters, digits, hyphens and dots.");

    public static ValueRule Vpc { get; } = new(VpcPattern(), "is not the id of a VPC", "Give an id such as vpc-0123456789abcdef0.");

    // CloudFront's are "global", and no load balancer takes one.
    public static ValueRule WebAcl { get; } = new(
        WebAclPattern(), "is not the ARN of a regional web ACL",
        "Give an ARN such as arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/NAME/….");

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountPattern();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketPattern();

    [GeneratedRegex(@"^[0-9A-Za-z][A-Za-z0-9_-]{0,99}\z")]
    private static partial Regex ClusterPattern();

    [GeneratedRegex(@"^Z[A-Z0-9]{1,31}\z")]
    private static partial Regex HostedZonePattern();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex KubernetesNamePattern();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]+)?\z")]
    private static partial Regex LambdaPattern();

    [GeneratedRegex(@"^[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}\z")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^sg-[0-9a-f]{8,17}\z")]
    private static partial Regex SecurityGroupPattern();

    [GeneratedRegex(@"^(?=.{1,253}\z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex ServiceAccountPattern();

    [GeneratedRegex(@"^vpc-[0-9a-f]{8,17}\z")]
    private static partial Regex VpcPattern();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/[0-9A-Za-z_-]{1,128}/[0-9a-f-]{36}\z")]
    private static partial Regex WebAclPattern();
}
