using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What the texts of a configuration have to look like where components take them as they come, because another resource may
/// give them. AWS would refuse anything else in the middle of a deployment. Every other text has a rule in its component.
/// </summary>
internal static partial class GivenValues
{
    // By how their keys end.
    private static readonly (string[] Keys, Regex Pattern, string Problem, string Fix)[] Rules =
    [
        (["accountId"], Account(), "is not the id of an AWS account", "Give its twelve digits, in quotes."),
        (["accessLogsBucket"], Bucket(), "is not the name of a bucket", "Give its name, not its ARN."),
        (["alertTopicArn"], Topic(), "is not the ARN of an SNS topic, or is that of a FIFO topic, which takes no alarms",
            "Give an ARN such as arn:aws:sns:eu-west-1:123456789012:flower-alerts."),
        (["arnSuffix"], LoadBalancerSuffix(), "is not the end of an application load balancer's ARN", "Give what follows loadbalancer/, such as app/tools/…."),
        (["dnsName"], InternalName(), "is not the DNS name of an internal load balancer", "Give its DNS name, which begins with internal-."),
        (["existingDetectorId"], Detector(), "is not the id of a GuardDuty detector", "Give its 32 hexadecimal digits, in quotes."),
        (["listenerArn"], Listener(), "is not the ARN of an application load balancer's listener",
            "Give an ARN such as arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/NAME/…/…."),
        (["logGroupName"], LogGroup(), "is not the name of a log group", "Give its name, not its ARN."),
        (["logKmsKeyArn"], Key(), "is not the ARN of a KMS key", "Give an ARN such as arn:aws:kms:eu-west-1:123456789012:key/…."),
        (["validationZoneId", "hostedZoneId", "zoneId"], HostedZone(), "is not the id of a hosted zone", "Give the id alone, such as Z0123456789ABCDEFGHIJ."),
        (["securityGroupId", "nodeSecurityGroupId", "managementSecurityGroupId"], SecurityGroup(), "is not the id of a security group", "Give an id such as sg-0123456789abcdef0."),
        (["existingServiceAccountName"], ServiceAccount(), "is not a name for a service account", "Use lower-case letters, digits, hyphens and dots."),
        (["vpcId"], Vpc(), "is not the id of a VPC", "Give an id such as vpc-0123456789abcdef0."),
        // CloudFront's are "global", and no load balancer takes one.
        (["webAclArn"], WebAcl(), "is not the ARN of a regional web ACL",
            "Give an ARN such as arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/NAME/…."),
    ];

    /// <summary>Refuses ids and names that are none.</summary>
    /// <param name="configuration">The configuration.</param>
    public static void Check(BoundConfiguration<FlowerStackArgs> configuration)
    {
        foreach (var (key, text) in configuration.Texts)
        {
            var name = key[(key.LastIndexOf('.') + 1)..];
            foreach (var (_, pattern, problem, fix) in Rules.Where(rule => rule.Keys.Contains(name, StringComparer.Ordinal)))
            {
                if (!pattern.IsMatch(text))
                    configuration.Refuse(key, text, problem, fix);
            }

            if (Tag().Match(key).Groups["name"] is { Success: true, Value: var tag } && !(TagName().IsMatch(tag) && TagValue().IsMatch(text)))
            {
                configuration.Refuse(
                    key, text, "is not a tag that AWS accepts",
                    "Use letters, digits, spaces and _.:/=+-@: 128 characters for the name, which doesn't begin with aws:, and 256 for the value.");
            }
        }
    }

    /// <summary>
    /// Refuses ARNs of another region or partition: a secret, a key or a certificate there is found by nothing that runs in the
    /// stack's. What is no ARN is refused by the rules of its key.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="region">The stack's region.</param>
    public static void CheckPlaces(BoundConfiguration<FlowerStackArgs> configuration, string region)
    {
        foreach (var (key, arn) in configuration.Texts)
        {
            if (arn.Split(':') is not ["arn", var partition, _, var place, ..])
                continue;
            if (partition != Partition(region))
            {
                configuration.Refuse(
                    key, arn, $"is in another partition than the stack's region, {region}", $"Give one that begins with arn:{Partition(region)}:.");
            }
            else if (place.Length > 0 && place != region)
            {
                configuration.Refuse(key, arn, $"is in another region than the stack, {region}", $"Give one of {region}.");
            }
        }
    }

    private static string Partition(string region) => region.Split('-') switch
    {
        ["cn", ..] => "aws-cn",
        ["eusc", ..] => "aws-eusc",
        ["us", "gov", ..] => "aws-us-gov",
        ["us", "iso", ..] => "aws-iso",
        [_, ['i', 's', 'o', var letter], ..] => $"aws-iso-{letter}",
        _ => "aws",
    };

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex Detector();

    [GeneratedRegex(@"^(dualstack\.)?internal-[A-Za-z0-9-]+\.[a-z0-9-]+\.elb\.[a-z0-9.-]+\z")]
    private static partial Regex InternalName();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:listener/app/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}/[0-9a-f]{16}\z")]
    private static partial Regex Listener();

    [GeneratedRegex(@"^app/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}\z")]
    private static partial Regex LoadBalancerSuffix();

    [GeneratedRegex(@"^[A-Za-z0-9_/.#-]{1,512}\z")]
    private static partial Regex LogGroup();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex Topic();

    // Not of a dashboard that is called "tags".
    [GeneratedRegex(@"^((dashboards|celery\.workers)\.[^.]+\.)?((?!dashboards\.|celery\.workers\.)[A-Za-z.]+\.)?tags\.(?<name>.+)\z")]
    private static partial Regex Tag();

    // https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    [GeneratedRegex(@"^(?![aA][wW][sS]:)[\p{L}\p{Zs}\p{N}_.:/=+\-@]{1,128}\z")]
    private static partial Regex TagName();

    [GeneratedRegex(@"^[\p{L}\p{Zs}\p{N}_.:/=+\-@]{0,256}\z")]
    private static partial Regex TagValue();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Bucket();

    [GeneratedRegex(@"^Z[A-Z0-9]{1,31}\z")]
    private static partial Regex HostedZone();

    [GeneratedRegex(@"^sg-([0-9a-f]{8}|[0-9a-f]{17})\z")]
    private static partial Regex SecurityGroup();

    [GeneratedRegex(@"^(?=.{1,253}\z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex ServiceAccount();

    [GeneratedRegex(@"^vpc-([0-9a-f]{8}|[0-9a-f]{17})\z")]
    private static partial Regex Vpc();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/[0-9A-Za-z_-]{1,128}/[0-9a-f-]{36}\z")]
    private static partial Regex WebAcl();
}
