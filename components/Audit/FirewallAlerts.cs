using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace FlowerInfra;

/// <summary>
/// Rules that report to the alerts' topic how a firewall is changed, as CloudTrail records it, attempts that failed
/// included: the security groups and the load balancer of one component, and the account's network ACLs.
/// </summary>
internal static class FirewallAlerts
{
    // EventBridge's own limits, which are its defaults: stated so that nobody has to look them up
    // (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html).
    private const int RetrySeconds = 86_400;
    private const int RetryAttempts = 185;

    /// <summary>Reports changes of network ACLs, of the whole account: not every call names the VPC.</summary>
    /// <param name="name">What the rule is named after.</param>
    /// <param name="topicArn">The ARN of the topic.</param>
    /// <param name="tags">The rule's tags.</param>
    /// <param name="options">The rule's options.</param>
    public static void OnNetworkAcls(string name, Input<string> topicArn, InputMap<string> tags, CustomResourceOptions options) => Report(
        $"{name}-network-acls", "A network ACL was changed", topicArn, tags, options, Output.Create(Pattern(
            ["ec2.amazonaws.com"],
            [
                "CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry", "ReplaceNetworkAclAssociation",
                "ReplaceNetworkAclEntry",
            ])));

    /// <summary>Reports changes of security groups.</summary>
    /// <param name="name">What the rule is named after.</param>
    /// <param name="topicArn">The ARN of the topic.</param>
    /// <param name="groupIds">The ids of the groups.</param>
    /// <param name="tags">The rule's tags.</param>
    /// <param name="options">The rule's options.</param>
    public static void OnSecurityGroups(
        string name, Input<string> topicArn, IReadOnlyList<Output<string>> groupIds, InputMap<string> tags, CustomResourceOptions options) => Report(
        $"{name}-security-groups", $"A security group of {name} was changed", topicArn, tags, options, Output.All(groupIds).Apply(ids => Pattern(
            ["ec2.amazonaws.com"],
            [
                "AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "DeleteSecurityGroup", "ModifySecurityGroupRules",
                "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress",
            ],
            // EC2's newer calls are recorded with their request inside the parameters.
            Parameter(["groupId"], [.. ids]),
            Parameter(["ModifySecurityGroupRulesRequest", "GroupId"], [.. ids]),
            // A call that names its group in neither place is reported whichever group it is about.
            new JsonObject
            {
                ["groupId"] = Absent(),
                ["ModifySecurityGroupRulesRequest"] = new JsonObject { ["GroupId"] = Absent() },
            })));

    /// <summary>Reports changes of prefix lists, to which a security group's rules refer.</summary>
    /// <param name="name">What the rule is named after.</param>
    /// <param name="topicArn">The ARN of the topic.</param>
    /// <param name="prefixListIds">The ids of the lists.</param>
    /// <param name="tags">The rule's tags.</param>
    /// <param name="options">The rule's options.</param>
    public static void OnPrefixLists(
        string name, Input<string> topicArn, IReadOnlyList<string> prefixListIds, InputMap<string> tags, CustomResourceOptions options)
    {
        string[] ids = [.. prefixListIds.Order(StringComparer.Ordinal)];
        Report($"{name}-prefix-lists", $"A prefix list of {name} was changed", topicArn, tags, options, Output.Create(Pattern(
            ["ec2.amazonaws.com"],
            ["ModifyManagedPrefixList", "RestoreManagedPrefixListVersion"],
            Parameter(["ModifyManagedPrefixListRequest", "PrefixListId"], ids),
            Parameter(["RestoreManagedPrefixListVersionRequest", "PrefixListId"], ids))));
    }

    /// <summary>Reports changes of a load balancer, its listeners and their rules, and its web ACL.</summary>
    /// <param name="name">What the rule is named after.</param>
    /// <param name="topicArn">The ARN of the topic.</param>
    /// <param name="loadBalancer">The load balancer.</param>
    /// <param name="webAclIds">The ids of its web ACL and of the address sets in it; empty for none.</param>
    /// <param name="tags">The rule's tags.</param>
    /// <param name="options">The rule's options.</param>
    public static void OnLoadBalancer(
        string name,
        Input<string> topicArn,
        Pulumi.Aws.LB.LoadBalancer loadBalancer,
        Output<ImmutableArray<string>> webAclIds,
        InputMap<string> tags,
        CustomResourceOptions options) => Report(
        $"{name}-load-balancer", $"The load balancer of {name}, a rule of it or its web ACL was changed", topicArn, tags, options,
        Output.Tuple(loadBalancer.Arn, loadBalancer.ArnSuffix, webAclIds).Apply(it => Pattern(
            ["elasticloadbalancing.amazonaws.com", "wafv2.amazonaws.com"],
            [
                "AssociateWebACL", "CreateListener", "CreateRule", "DeleteIPSet", "DeleteListener", "DeleteLoadBalancer", "DeleteRule",
                "DeleteWebACL", "DisassociateWebACL", "ModifyListener", "ModifyLoadBalancerAttributes", "ModifyRule", "SetRulePriorities",
                "SetSecurityGroups", "UpdateIPSet", "UpdateWebACL",
            ],
            [
                Parameter(["loadBalancerArn"], it.Item1),
                Parameter(["resourceArn"], it.Item1),
                Parameter(["listenerArn"], Below("listener", it.Item2)),
                Parameter(["ruleArn"], Below("listener-rule", it.Item2)),
                Parameter(["rulePriorities", "ruleArn"], Below("listener-rule", it.Item2)),
                .. it.Item3.IsEmpty ? [] : new[] { Parameter(["id"], [.. it.Item3]) },
            ])));

    // An account has room for 30 rules with such a pattern on its bus; a load balancer takes one of them.
    private static JsonObject Below(string kind, string arnSuffix) => new JsonObject { ["wildcard"] = $"*:{kind}/{arnSuffix}/*" };

    private static JsonArray Absent() => [new JsonObject { ["exists"] = false }];

    private static JsonObject Parameter(string[] path, params JsonNode?[] values)
    {
        JsonNode node = new JsonArray(values);
        foreach (var name in path.Reverse())
            node = new JsonObject { [name] = node };
        return node.AsObject();
    }

    private static JsonObject Parameter(string[] path, string[] values) => Parameter(path, [.. values.Select(value => (JsonNode?)value)]);

    private static string Pattern(string[] services, string[] calls, params JsonObject[] parameters)
    {
        var detail = new JsonObject { ["eventName"] = Texts(calls), ["eventSource"] = Texts(services) };
        if (parameters.Length > 0)
            detail["$or"] = new JsonArray([.. parameters.Select(it => new JsonObject { ["requestParameters"] = it })]);
        return new JsonObject { ["detail"] = detail, ["detail-type"] = Texts("AWS API Call via CloudTrail") }.ToJsonString();
    }

    private static JsonArray Texts(params string[] values) => new([.. values.Select(value => (JsonNode?)value)]);

    private static void Report(
        string name, string description, Input<string> topicArn, InputMap<string> tags, CustomResourceOptions options, Output<string> pattern)
    {
        var rule = new EventRule(name, new EventRuleArgs { Description = description, EventPattern = pattern, Tags = tags }, options);
        _ = new EventTarget($"{name}-target", new EventTargetArgs
        {
            Rule = rule.Name,
            Arn = topicArn,
            RetryPolicy = new EventTargetRetryPolicyArgs
            {
                MaximumEventAgeInSeconds = RetrySeconds,
                MaximumRetryAttempts = RetryAttempts,
            },
        }, options);
    }
}
