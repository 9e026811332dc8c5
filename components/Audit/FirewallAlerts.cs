using System.Text.Json;
using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace FlowerInfra;

/// <summary>
/// Rules that report every change of a firewall as CloudTrail records it, attempts that failed included: what a
/// security group or a network ACL admits, which security groups a load balancer has, and what is in a prefix list that
/// rules refer to.
/// </summary>
internal static class FirewallAlerts
{
    // The write calls of both, and the two calls that change what a rule means without touching its group.
    private static readonly string[] SecurityGroupCalls =
    [
        "AssociateSecurityGroupVpc", "AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "CreateSecurityGroup",
        "DeleteSecurityGroup", "DisassociateSecurityGroupVpc", "ModifyManagedPrefixList", "ModifySecurityGroupRules",
        "RestoreManagedPrefixListVersion", "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress", "SetSecurityGroups",
        "UpdateSecurityGroupRuleDescriptionsEgress", "UpdateSecurityGroupRuleDescriptionsIngress",
    ];

    private static readonly string[] NetworkAclCalls =
    [
        "CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry",
        "ReplaceNetworkAclAssociation", "ReplaceNetworkAclEntry",
    ];

    /// <summary>Creates the rules and gives their ARNs.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="topicArn">The ARN of the topic that they report to.</param>
    public static IReadOnlyList<Output<string>> Create(AuditScope scope, Output<string> topicArn) =>
    [
        Report(
            scope, "security-groups", "A security group, or what its rules refer to, was changed",
            ["ec2.amazonaws.com", "elasticloadbalancing.amazonaws.com"], SecurityGroupCalls, topicArn),
        Report(scope, "network-acls", "A network ACL was changed", ["ec2.amazonaws.com"], NetworkAclCalls, topicArn),
    ];

    private static Output<string> Report(
        AuditScope scope, string label, string description, string[] services, string[] calls, Output<string> topicArn)
    {
        var rule = new EventRule($"{scope.Name}-{label}", new EventRuleArgs
        {
            Description = description,
            EventPattern = JsonSerializer.Serialize(new SortedDictionary<string, object>(StringComparer.Ordinal)
            {
                ["detail"] = new SortedDictionary<string, object>(StringComparer.Ordinal)
                {
                    ["eventName"] = calls,
                    ["eventSource"] = services,
                },
                ["detail-type"] = new[] { "AWS API Call via CloudTrail" },
            }),
            Tags = scope.Tags,
        }, scope.Child);
        _ = new EventTarget($"{scope.Name}-{label}-target", new EventTargetArgs
        {
            Rule = rule.Name,
            Arn = topicArn,
        }, scope.Child);
        return rule.Arn;
    }
}
