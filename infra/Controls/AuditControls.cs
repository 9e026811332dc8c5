using static FlowerInfra.PolicyReading;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of logs and alerts: what is kept, and what somebody hears about.</summary>
internal static class AuditControls
{
    // What opens a firewall, and what takes it away.
    private static readonly string[] SecurityGroupCalls =
    [
        "AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules", "RevokeSecurityGroupEgress",
        "RevokeSecurityGroupIngress",
    ];

    private static readonly string[] NetworkAclCalls =
        ["CreateNetworkAclEntry", "DeleteNetworkAclEntry", "ReplaceNetworkAclAssociation", "ReplaceNetworkAclEntry"];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-LOG-01", Severity.Medium, "Log groups keep a year or more")
        {
            Sources = ["CloudWatch.16", "CKV_AWS_66", "CKV_AWS_338", "NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod"],
            Guide = Guides.Logs,
            Fix = "Set retentionInDays to 365 or more.",
            Check = Control.Each(LogGroup, it => it["retentionInDays"].IsAtLeast(365)),
        },
        new("FLW-LOG-02", Severity.Medium, "Log groups are encrypted with a customer key")
        {
            Sources = ["CKV_AWS_158", "AWS-0017", "NIST.800.53.R5-CloudWatchLogGroupEncrypted"],
            Guide = Guides.Logs,
            Fix = "Set kmsKeyId to the ARN of a key that CloudWatch Logs may use.",
            Check = Control.Each(LogGroup, it => it["kmsKeyId"].IsGiven),
        },
        new("FLW-LOG-03", Severity.Medium, "Flow logs record refused traffic in each VPC")
        {
            Sources = ["AwsSolutions-VPC7"],
            Guide = Guides.Logs,
            Fix = "Turn the audit trail's flow logs on, or record by a waiver where the VPC's are kept.",
            Check = EachVpcIsLogged,
        },
        new("FLW-LOG-04", Severity.High, "Changes of security groups raise an alert")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Add the audit trail, or an EventBridge rule with a target, or record by a waiver who is alerted otherwise.",
            Check = EachVpcIsWatched(SecurityGroupCalls),
        },
        new("FLW-LOG-05", Severity.High, "Changes of network ACLs raise an alert")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Add the audit trail, or an EventBridge rule with a target, or record by a waiver who is alerted otherwise.",
            Check = EachVpcIsWatched(NetworkAclCalls),
        },
        new("FLW-LOG-06", Severity.Medium, "Topics of alerts are encrypted, and somebody subscribes to them")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Set kmsMasterKeyId, and subscribe an address or an endpoint.",
            Check = plan => AlertTopics(plan).Select(it => new Finding(it, Verdict.All(
                it.Input()["kmsMasterKeyId"].IsGiven,
                plan.Companion(it, TopicSubscription, "topic", subscription => subscription["endpoint"].IsGiven)))),
        },
        new("FLW-LOG-07", Severity.Medium, "Alarms tell somebody")
        {
            Sources = [],
            Guide = Guides.AccessLog,
            Fix = "Name a topic in alarmActions, and don't turn the actions off.",
            Check = Control.Each(MetricAlarm, it => Verdict.All(
                Verdict.When(it["alarmActions"].Items.Any(), "alarmActions is empty"),
                it["actionsEnabled"].IfGiven(on => on.Is(true)))),
        },
    ];

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

    private static Func<PlanIndex, IEnumerable<Finding>> EachVpcIsWatched(string[] calls) => plan =>
    {
        // CloudTrail's events are the account's: one rule watches every VPC.
        var rules = plan.OfType(EventRule).Select(rule => Reports(plan, rule, calls)).ToArray();
        var verdict = Verdict.Any([.. rules, Verdict.Fail($"no event rule with a target reports {string.Join(", ", calls)}")]);
        return VpcAnchors(plan).Select(it => new Finding(it, verdict));
    };

    // Each field of a pattern narrows it: these are those that every such call has.
    private static bool IsUnfiltered(PlanProperty pattern)
    {
        (PlanProperty Field, string Value)[] known =
        [
            (pattern["detail"]["eventSource"], "ec2.amazonaws.com"), (pattern["detail-type"], "AWS API Call via CloudTrail"),
            (pattern["source"], "aws.ec2"),
        ];
        return pattern.Pairs.All(it => it.Key is "detail" or "detail-type" or "source")
            && pattern["detail"].Pairs.All(it => it.Key is "eventName" or "eventSource")
            && known.All(it => it.Field.IsAbsent || Texts(it.Field).Any(value => value.Text == it.Value));
    }

    private static Verdict Reports(PlanIndex plan, PlanResource rule, string[] calls)
    {
        var input = rule.Input();
        if (input["eventPattern"].Text is Plan.Unknown or Plan.Secret)
            return Verdict.Unknown(input["eventPattern"].Path);
        var reported = Texts(input["eventPattern"].Parsed["detail"]["eventName"]).Select(it => it.Text!).ToHashSet(StringComparer.Ordinal);
        return Verdict.All(
            Verdict.When(calls.All(reported.Contains), "it reports less"),
            Verdict.When(IsUnfiltered(input["eventPattern"].Parsed), "its pattern leaves some of them out"),
            Verdict.When(input["state"].Text is not "DISABLED" && input["isEnabled"].Flag is not false, "it is disabled"),
            plan.Companion(rule, EventTarget, "rule", target => target["arn"].IsGiven));
    }
}
