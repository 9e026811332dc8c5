using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of the web ACL before the load balancer.</summary>
internal static class WebAclControls
{
    private const string KnownBadInputs = "AWSManagedRulesKnownBadInputsRuleSet";

    // Both sign-in methods of the gateway: basic authentication and the identity provider's session.
    private static readonly string[] CredentialHeaders = ["authorization", "cookie"];

    private static readonly string[] Deciding = ["action", "overrideAction", "priority", "statement"];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-WAF-01", Severity.Medium, "Web ACLs have rules, and each of them acts")
        {
            Sources = ["WAF.10", "CKV_AWS_175", "CKV_AWS_342"],
            Fix = "Add a rule with an action, or with an override action when it is a group.",
            Check = Control.Each(WebAcl, it => Verdict.All(
                it["rules"].Items.Select(rule => Verdict.Any(rule["overrideAction"].IsGiven, rule["action"].IsGiven))
                    .Prepend(it["rules"].Meets(it["rules"].Items.Any(), "is empty")))),
        },
        new("FLW-WAF-02", Severity.Medium, "Web ACLs and their rules count what they do")
        {
            Sources = ["WAF.12"],
            Guide = Guides.AccessLog,
            Fix = "Set visibilityConfig.cloudwatchMetricsEnabled to true.",
            Check = Control.Each(WebAcl, it => Verdict.All(
                it["rules"].Items.Prepend(it).Select(rule => rule["visibilityConfig"]["cloudwatchMetricsEnabled"].Is(true)))),
        },
        new("FLW-WAF-03", Severity.High, "Known bad inputs are blocked before anything is admitted")
        {
            Sources = ["CKV_AWS_192", "CKV2_AWS_76"],
            Fix = $"Add the rule group {KnownBadInputs}, without an override, with a lower priority than any rule that allows.",
            Check = Control.Each(WebAcl, it => BlocksFirst(
                it, $"{KnownBadInputs} does not block before a rule allows",
                rule => rule["statement"]["managedRuleGroupStatement"]["name"].Text == KnownBadInputs
                    && !rule["overrideAction"]["none"].IsAbsent
                    && !rule["statement"]["managedRuleGroupStatement"]["ruleActionOverrides"].Items.Any())),
        },
        new("FLW-WAF-04", Severity.Medium, "One address can't send requests without limit")
        {
            Sources = [],
            Guide = Guides.RateLimit,
            Fix = "Add a rate-based rule that blocks, with a lower priority than any rule that allows.",
            Setting = $"Leave {Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.WebAclArn))} out, or add a rate-based rule to "
                + "that web ACL.",
            Check = Control.Each(WebAcl, it => BlocksFirst(
                it, "no rate-based rule blocks before a rule allows",
                rule => !rule["statement"]["rateBasedStatement"].IsAbsent && !rule["action"]["block"].IsAbsent)),
        },
        new("FLW-WAF-05", Severity.Medium, "Web ACLs log what they decide")
        {
            Sources = ["CKV2_AWS_31", "NIST.800.53.R5-WAFv2LoggingEnabled"],
            Guide = Guides.AccessLog,
            Fix = "Add a logging configuration with a destination.",
            Check = Control.EachHas(WebAcl, WebAclLogging, "resourceArn", it =>
                Verdict.When(it["logDestinationConfigs"].Items.Any(), "logDestinationConfigs is empty")),
        },
        new("FLW-WAF-06", Severity.High, "The web ACL's logs and samples hold no credentials")
        {
            Sources = [],
            Guide = Guides.Authentication,
            Fix = "Redact the headers authorization and cookie and the query, and turn samples of requests off: they show headers.",
            Check = Control.Several(
                Control.Each(WebAclLogging, it => Verdict.All(
                    Verdict.All(CredentialHeaders.Select(header => IsRedacted(
                        it["redactedFields"], header,
                        field => string.Equals(field["singleHeader"]["name"].Text, header, StringComparison.OrdinalIgnoreCase)))),
                    IsRedacted(it["redactedFields"], "the query", field => !field["queryString"].IsAbsent))),
                Control.Each(WebAcl, it => Verdict.All(
                    it["rules"].Items.Prepend(it).Select(rule => rule["visibilityConfig"]["sampledRequestsEnabled"].Is(false))))),
        },
    ];

    // A rule that allows ends the evaluation: what comes after it is never asked.
    private static Verdict BlocksFirst(PlanProperty acl, string problem, Func<PlanProperty, bool> isMeant)
    {
        var rules = acl["rules"].Items.ToArray();
        if (rules.FirstOrDefault(rule => Deciding.Any(name => rule[name].IsUnknown)) is { IsAbsent: false } unknown)
            return Verdict.Unknown(unknown.Path);
        var firstAllowed = rules.Where(rule => !rule["action"]["allow"].IsAbsent).Min(rule => rule["priority"].Number) ?? long.MaxValue;
        return Verdict.When(rules.Any(rule => isMeant(rule) && rule["priority"].Number < firstAllowed), problem);
    }

    private static Verdict IsRedacted(PlanProperty fields, string what, Func<PlanProperty, bool> isMeant) => fields.IsUnknown
        ? Verdict.Unknown(fields.Path)
        : Verdict.When(fields.Items.Any(isMeant), $"{fields.Path} leaves {what} out");
}
