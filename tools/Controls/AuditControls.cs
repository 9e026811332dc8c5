using System.Text.Json.Nodes;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of logs and alerts: what is kept, and what somebody hears about.</summary>
internal static class AuditControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-LOG-01", Severity.Medium, "Log groups keep a year or more")
        {
            Sources = ["CloudWatch.16", "CKV_AWS_66", "CKV_AWS_338", "NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod"],
            Guide = Guides.Logs,
            Fix = $"Set retentionInDays to {AuditTrailArgs.YearInDays} or more.",
            Setting = $"Set {Argument.Of<AuditTrailArgs>(nameof(AuditTrailArgs.RetentionInDays))} to {AuditTrailArgs.YearInDays} or more, or leave "
                + "it out.",
            Check = Control.Each(LogGroup, it => it["retentionInDays"].IsAtLeast(AuditTrailArgs.YearInDays)),
        },
        new("FLW-LOG-02", Severity.Medium, "Log groups are encrypted with a customer key")
        {
            Sources = ["CKV_AWS_158", "AWS-0017", "NIST.800.53.R5-CloudWatchLogGroupEncrypted"],
            Guide = Guides.Logs,
            Fix = "Set kmsKeyId to the ARN of a key that CloudWatch Logs may use.",
            Setting = "Name a key that CloudWatch Logs may use in "
                + $"{Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.LogKmsKeyArn))}; an audit trail has one.",
            Check = Control.Each(LogGroup, it => it["kmsKeyId"].IsGiven),
        },
        new("FLW-LOG-03", Severity.Medium, "Flow logs record refused traffic in each VPC")
        {
            Sources = ["AwsSolutions-VPC7"],
            Guide = Guides.Logs,
            Fix = "Turn the audit trail's flow logs on, or record in a waiver where the VPC's are kept.",
            Setting = $"Turn on {Argument.Of<AuditTrailArgs>(nameof(AuditTrailArgs.FlowLogs))}, or record in a waiver where the VPC's are kept.",
            Check = EachVpcIsLogged,
        },
        new("FLW-LOG-04", Severity.High, "Changes of security groups raise an alert")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Name the audit trail's topic in alertTopicArn, or add an EventBridge rule with a target, or record in a waiver who is alerted in another way.",
            Setting = $"Name an audit trail's topic in {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.AlertTopicArn))} and "
                + $"{Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.AlertTopicArn))}, or record in a waiver who is "
                + "alerted in another way.",
            Check = plan =>
            {
                var reports = new EventReports(plan);
                return plan.OfType(SecurityGroup).Select(it => new Finding(it, reports.Of(ChangesOfGroup($"${{{it.Urn}.id}}"))))
                    .Concat(plan.OfType(BrokerComponent).Where(it => BrokerPeers.ExistingGroup(it).Text is not null)
                        .Select(it => new Finding(it, reports.Of(ChangesOfGroup(BrokerPeers.ExistingGroup(it).Text!)))));
            },
        },
        new("FLW-LOG-05", Severity.High, "Changes of network ACLs raise an alert")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Add the audit trail, or an EventBridge rule with a target, or record in a waiver who is alerted in another way.",
            Setting = $"Add an audit trail, and name who is told in {Argument.Of<AuditTrailArgs>(nameof(AuditTrailArgs.AlertEmails))}, or record in "
                + "a waiver who is alerted in another way.",
            Check = plan =>
            {
                // They are the account's, whichever VPC they are of.
                var verdict = new EventReports(plan).Of(ChangesOfNetworkAcls());
                return VpcAnchors(plan).Select(it => new Finding(it, verdict));
            },
        },
        new("FLW-LOG-06", Severity.Medium, "Topics of alerts are encrypted, and somebody subscribes to them")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Set kmsMasterKeyId, and subscribe an address or an endpoint.",
            Setting = $"Name who is told in {Argument.Of<AuditTrailArgs>(nameof(AuditTrailArgs.AlertEmails))} or "
                + $"{Argument.Of<AuditTrailArgs>(nameof(AuditTrailArgs.AlertWebhooks))}.",
            Check = plan => AlertTopics(plan).Select(it => new Finding(it, Verdict.All(
                it.Input()["kmsMasterKeyId"].IsGiven,
                plan.Companion(it, TopicSubscription, "topic", subscription => subscription["endpoint"].IsGiven)))),
        },
        new("FLW-LOG-07", Severity.Medium, "Alarms tell somebody")
        {
            Sources = [],
            Guide = Guides.AccessLog,
            Fix = "Name a topic in alarmActions, and don't turn the actions off.",
            Setting = $"Name an audit trail's topic in {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.AlertTopicArn))}.",
            Check = Control.Each(MetricAlarm, it => Verdict.All(
                Verdict.When(it["alarmActions"].Items.Any(), "alarmActions is empty"),
                it["actionsEnabled"].IfGiven(on => on.Is(true)))),
        },
        new("FLW-LOG-08", Severity.High, "Changes of a load balancer's listeners, rules and web ACL raise an alert")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Name the audit trail's topic in alertTopicArn, or add an EventBridge rule with a target, or record in a waiver who is alerted in another way.",
            Setting = $"Name an audit trail's topic in {Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.AlertTopicArn))}, or "
                + "record in a waiver who is alerted in another way.",
            Check = plan =>
            {
                var reports = new EventReports(plan);
                return plan.OfType(LoadBalancer).Select(it => new Finding(it, reports.Of(ChangesOfLoadBalancer($"${{{it.Urn}.arn}}", $"${{{it.Urn}.arnSuffix}}"))))
                    .Concat(plan.OfType(WebAcl).Select(it => new Finding(it, reports.Of(ChangesOfWebAcl($"${{{it.Urn}.id}}")))));
            },
        },
        new("FLW-LOG-09", Severity.Medium, "An alert that can't be delivered at once is tried again for a day, or kept")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = $"State retryPolicy with {FirewallAlerts.RetrySeconds} seconds and {FirewallAlerts.RetryAttempts} attempts, or name a queue in deadLetterConfig.",
            Check = Control.Each(EventTarget, it => Verdict.Any(
                it["deadLetterConfig"]["arn"].IsGiven,
                Verdict.All(
                    it["retryPolicy"]["maximumEventAgeInSeconds"].IsAtLeast(FirewallAlerts.RetrySeconds),
                    it["retryPolicy"]["maximumRetryAttempts"].IsAtLeast(FirewallAlerts.RetryAttempts)))),
        },
        new("FLW-LOG-10", Severity.Medium, "Drift is looked for, and somebody hears when it is found or when nobody looks")
        {
            Sources = [],
            Guide = Guides.Integrity,
            Fix = "Add the audit trail and the workflow that reports to its alarms (.ci/drift), or record in a waiver who compares the stack with its program.",
            Check = Control.Each([AwsProvider], (plan, _) => Verdict.All(
                Verdict.Any(AlarmsOnDrift(plan, it => it["treatMissingData"].Text != "breaching", "no alarm goes off on drift")),
                Verdict.Any(AlarmsOnDrift(plan, it => it["treatMissingData"].Text == "breaching", "no alarm goes off when nobody looks for drift")))),
        },
        new("FLW-LOG-11", Severity.Medium, "What pods write is shipped to the log group, from every namespace")
        {
            Sources = [],
            Guide = Guides.Logs,
            Fix = "List the namespace among LogShipping's sourceNamespaces.",
            Check = plan =>
            {
                var shippers = plan.OfType(ConfigMap).Select(it => it.Input()["data"][FluentBitConfiguration.File]).Where(it => !it.IsAbsent).ToArray();
                return plan.OfType(Workloads).Select(it => new Finding(it, IsShipped(shippers, it.Input()["metadata"]["namespace"])));
            },
        },
        new("FLW-LOG-12", Severity.High, "No role of the stack changes or deletes logs")
        {
            Sources = [],
            Guide = Guides.Logs,
            Fix = "Take the actions out: whoever takes a workload over would remove the traces.",
            Check = Control.Several(
                Control.Each([IamPolicy, IamRolePolicy], it => it["policy"].EachAllowed(KeepsLogs)),
                Control.Each(IamRole, it => Verdict.All(it["inlinePolicies"].Items.Select(policy => policy["policy"].EachAllowed(KeepsLogs))))),
        },
    ];

    private static readonly string[] LogWrites = ["Associate", "Cancel", "Create", "Delete", "Disassociate", "Put", "Update"];

    private static Verdict[] AlarmsOnDrift(PlanIndex plan, Func<PlanProperty, bool> isMeant, string problem)
    {
        var alarms = plan.OfType(MetricAlarm).Select(it => it.Input()).Where(it => it["metricName"].Text == DriftAlarm.Metric && isMeant(it))
            .Select(it => Verdict.When(it["alarmActions"].Items.Any(), problem)).ToArray();
        return alarms.Length > 0 ? alarms : [Verdict.Fail(problem)];
    }

    private static Verdict IsShipped(PlanProperty[] shippers, PlanProperty place)
    {
        var name = place.Text ?? "default";
        if (shippers.Any(it => it.Text?.Contains($"/*_{name}_*.log", StringComparison.Ordinal) == true))
            return Verdict.Pass;
        return shippers.Length == 0 || shippers.Any(it => it.IsUnknown) || PlanReference.IsIn(name)
            ? new Verdict(ControlStatus.Unknown, $"what ships the output of the namespace {name} is not in the plan")
            : Verdict.Fail($"nothing ships the output of the namespace {name}");
    }

    // Adding lines is what a shipper does; all else that writes changes what stands there already, or where it stands.
    private static Verdict KeepsLogs(PlanProperty statement) => Verdict.All(PolicyReading.Texts(statement["Action"]).Select(action => action.Meets(
        action.Text is "logs:CreateLogStream" or "logs:PutLogEvents" || !WritesLogs(action.Text), "changes or deletes logs")));

    private static bool WritesLogs(string? action) =>
        action is "*" || (action is ['l', 'o', 'g', 's', ':', .. var call]
            && (call.Contains('*', StringComparison.Ordinal) || Array.Exists(LogWrites, it => call.StartsWith(it, StringComparison.OrdinalIgnoreCase))));

    private static IEnumerable<PlanResource> AlertTopics(PlanIndex plan) =>
        plan.OfType(EventTarget).Select(it => it.Input()["arn"])
            .Concat(plan.OfType(MetricAlarm).SelectMany(it => it.Input()["alarmActions"].Items))
            .Select(plan.Named).OfType<PlanResource>()
            .Where(it => it.Type == Topic)
            .DistinctBy(it => it.Urn, StringComparer.Ordinal);

    // The VPC is not the stack's own: its first security group stands for it.
    private static IEnumerable<PlanResource> VpcAnchors(PlanIndex plan) => plan.OfType(SecurityGroup)
        .GroupBy(it => it.Input()["vpcId"].Text, StringComparer.Ordinal)
        .Select(group => group.MinBy(it => it.Urn, StringComparer.Ordinal)!);

    private static IEnumerable<Finding> EachVpcIsLogged(PlanIndex plan)
    {
        var logs = plan.OfType(FlowLog)
            .Select(it => it.Input())
            .Where(it => it["trafficType"].Text is null or "ALL" or "REJECT" || it["trafficType"].IsUnknown)
            .Select(it => it["vpcId"].Text)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var anchor in VpcAnchors(plan))
        {
            var vpc = anchor.Input()["vpcId"];
            yield return new Finding(anchor, vpc.Text switch
            {
                Plan.Unknown => Verdict.Unknown(vpc.Path),
                { } id when logs.Contains(id) => Verdict.Pass,
                _ when logs.Contains(Plan.Unknown) => Verdict.Unknown("vpcId of a FlowLog"),
                var id => Verdict.Fail($"no flow log records {id ?? "its VPC"}"),
            });
        }
    }

    // What opens a firewall, and what takes it away. EC2's newer calls carry their request inside the parameters.
    private static IEnumerable<JsonObject> ChangesOfGroup(string id) =>
    [
        .. new[]
        {
            "AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress",
        }.Select(call => EventPattern.Call("ec2", call, new JsonObject { ["groupId"] = id })),
        EventPattern.Call("ec2", "ModifySecurityGroupRules", new JsonObject
        {
            ["ModifySecurityGroupRulesRequest"] = new JsonObject { ["GroupId"] = id },
        }),
    ];

    private static IEnumerable<JsonObject> ChangesOfNetworkAcls() =>
        new[] { "CreateNetworkAclEntry", "DeleteNetworkAclEntry", "ReplaceNetworkAclAssociation", "ReplaceNetworkAclEntry" }
            .Select(call => EventPattern.Call("ec2", call, new JsonObject { ["networkAclId"] = "acl-0" }));

    private static IEnumerable<JsonObject> ChangesOfLoadBalancer(string arn, string arnSuffix)
    {
        JsonObject Call(string service, string call, string parameter, string value) =>
            EventPattern.Call(service, call, new JsonObject { [parameter] = value });
        var listener = $"arn:aws:elasticloadbalancing:region:account:listener/{arnSuffix}/1";
        var rule = $"arn:aws:elasticloadbalancing:region:account:listener-rule/{arnSuffix}/1/2";
        return
        [
            Call("elasticloadbalancing", "SetSecurityGroups", "loadBalancerArn", arn),
            Call("elasticloadbalancing", "ModifyListener", "listenerArn", listener),
            Call("elasticloadbalancing", "CreateRule", "listenerArn", listener),
            Call("elasticloadbalancing", "ModifyRule", "ruleArn", rule),
            Call("elasticloadbalancing", "DeleteRule", "ruleArn", rule),
            Call("wafv2", "AssociateWebACL", "resourceArn", arn),
            Call("wafv2", "DisassociateWebACL", "resourceArn", arn),
        ];
    }

    private static IEnumerable<JsonObject> ChangesOfWebAcl(string id) =>
        new[] { "DeleteWebACL", "UpdateWebACL" }.Select(call => EventPattern.Call("wafv2", call, new JsonObject { ["id"] = id }));
}
