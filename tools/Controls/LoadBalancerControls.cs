using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of the load balancer, its listeners and its target groups.</summary>
internal static class LoadBalancerControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-LB-01", Severity.Critical, "The load balancer is internal")
        {
            Sources = ["AWS-0053"],
            Guide = Guides.Loopback,
            Fix = "Set internal to true and put it into private subnets.",
            Check = Control.Each(LoadBalancer, it => it["internal"].Is(true)),
        },
        new("FLW-LB-02", Severity.High, "TLS listeners take a policy that ELB.17 accepts")
        {
            Sources = ["ELB.17", "AWS-0047", "CKV_AWS_103", "CKV2_AWS_74"],
            Guide = Guides.Proxy,
            Fix = $"Set sslPolicy to {TlsPolicy.Default}.",
            Setting = $"Leave {Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.TlsPolicy))} out.",
            Check = EachListener("HTTPS", it => it["sslPolicy"].IsOneOf(TlsPolicy.Accepted)),
        },
        new("FLW-LB-03", Severity.Critical, "Plain HTTP is answered with 301 to HTTPS and nothing else")
        {
            Sources = ["ELB.1", "AWS-0054", "CKV2_AWS_20"],
            Guide = Guides.Proxy,
            Fix = "Let the listener's only default action be a redirect with HTTP_301 to HTTPS, give it no other rules, or remove it.",
            Check = EachListener("HTTP", (plan, it) => Verdict.All(
                plan.Referring(it, ListenerRule, "listenerArn").Select(rule => Redirects(rule.Input()["actions"].First).Of(rule.Name))
                    .Prepend(Redirects(it.Input()["defaultActions"].First)))),
        },
        new("FLW-LB-04", Severity.High, "Requests that no dashboard's rule takes get 404")
        {
            Sources = [],
            Guide = Guides.Proxy,
            Fix = "Let the default action be a fixed response with 404.",
            Check = EachListener("HTTPS", it => Verdict.All(
                it["defaultActions"].First["type"].Is("fixed-response"),
                it["defaultActions"].First["fixedResponse"]["statusCode"].Is("404"))),
        },
        new("FLW-LB-05", Severity.Critical, "Listeners are HTTPS, besides the redirect from HTTP")
        {
            Sources = ["ELB.18", "CKV_AWS_2"],
            Guide = Guides.Proxy,
            Fix = "Set protocol to HTTPS and name the certificate.",
            Check = Control.Each(Listener, it => Verdict.Any(
                it["defaultActions"].First["type"].Is("redirect"),
                Verdict.All(it["protocol"].Is("HTTPS"), it["certificateArn"].IsGiven))),
        },
        new("FLW-LB-06", Severity.High, "Invalid header fields are dropped")
        {
            Sources = ["ELB.4", "AWS-0052", "CKV_AWS_131"],
            Fix = "Set dropInvalidHeaderFields to true.",
            Check = Control.Each(LoadBalancer, it => it["dropInvalidHeaderFields"].Is(true)),
        },
        new("FLW-LB-07", Severity.High, "The hop to the pods and its health check are HTTPS")
        {
            Sources = ["ELB.21", "ELB.22", "CKV_AWS_378"],
            Guide = Guides.Proxy,
            Fix = "Set protocol and healthCheck.protocol to HTTPS.",
            Check = Control.Each(TargetGroup, it => Verdict.All(it["protocol"].Is("HTTPS"), it["healthCheck"]["protocol"].Is("HTTPS"))),
        },
        new("FLW-LB-08", Severity.Medium, "Requests that servers could read in two ways are refused")
        {
            Sources = ["ELB.12", "CKV_AWS_328"],
            Fix = "Set desyncMitigationMode to strictest.",
            Check = Control.Each(LoadBalancer, it => it["desyncMitigationMode"].IsOneOf(["strictest", "defensive"])),
        },
        new("FLW-LB-09", Severity.High, "The load balancer logs every access")
        {
            Sources = ["ELB.5", "CKV_AWS_91", "AwsSolutions-ELB2", "NIST.800.53.R5-ELBLoggingEnabled"],
            Guide = Guides.AccessLog,
            Fix = "Set accessLogs to a bucket, enabled: the audit trail brings one.",
            Setting = $"Name a bucket in {Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.AccessLogsBucket))}: an audit trail "
                + "has one.",
            Check = Control.Each(LoadBalancer, it => Verdict.All(it["accessLogs"]["bucket"].IsGiven, it["accessLogs"]["enabled"].Is(true))),
        },
        new("FLW-LB-10", Severity.Medium, "The load balancer is protected from deletion")
        {
            Sources = ["ELB.6", "CKV_AWS_150", "NIST.800.53.R5-ELBDeletionProtectionEnabled"],
            Fix = "Set enableDeletionProtection to true.",
            Setting = $"Leave {Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.AllowDeletion))} out.",
            Check = Control.Each(LoadBalancer, it => it["enableDeletionProtection"].Is(true)),
        },
        new("FLW-LB-11", Severity.Medium, "The load balancer stands in two subnets or more")
        {
            Sources = ["ELB.13"],
            Fix = "Name private subnets of two availability zones or more.",
            Setting = "Name private subnets of two availability zones or more in "
                + $"{Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.SubnetIds))}.",
            Check = Control.Each(LoadBalancer, it => HasTwo(it["subnets"])),
        },
        new("FLW-LB-12", Severity.Medium, "A web ACL stands before the load balancer")
        {
            Sources = ["ELB.16", "CKV2_AWS_28", "NIST.800.53.R5-ALBWAFEnabled"],
            Guide = Guides.RateLimit,
            Fix = "Associate a web ACL with the load balancer.",
            Setting = $"Leave {Argument.Of<InternalLoadBalancerArgs>(nameof(InternalLoadBalancerArgs.WithoutWebAcl))} out.",
            Check = Control.EachHas(LoadBalancer, WebAclAssociation, "resourceArn", it => it["webAclArn"].IsGiven),
        },
        new("FLW-LB-13", Severity.Medium, "Certificates name the hosts that they are for, and stand in the transparency log")
        {
            Sources = ["CKV_AWS_234", "CKV2_AWS_71"],
            Guide = Guides.Proxy,
            Fix = "Name the dashboards' hosts, and none with an asterisk.",
            Setting = $"Name the dashboards' hosts in {Argument.Of<IssuedCertificateArgs>(nameof(IssuedCertificateArgs.DomainNames))}, and none with "
                + "an asterisk.",
            Check = Control.Each(Certificate, it => Verdict.All(
                it["subjectAlternativeNames"].Items.Prepend(it["domainName"]).Select(IsNoPattern)
                    .Append(it["options"]["certificateTransparencyLoggingPreference"].IfGiven(log => log.Is("ENABLED"))))),
        },
        new("FLW-LB-14", Severity.High, "Forwarded requests name the dashboard's host, and come from no public range")
        {
            Sources = [],
            Guide = Guides.AccessByAddress,
            Fix = "Give each rule the dashboard's host and, as source IPs, the VPN's private ranges.",
            Setting = $"Name the VPN's private ranges in {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.VpnCidrBlocks))} and "
                + $"{Argument.Of<FlowerAdminArgs>(nameof(FlowerAdminArgs.VpnCidrBlocks))}.",
            Check = Control.Each(ListenerRule, it => Verdict.All(
                Verdict.When(Hosts(it).Any(), "conditions name no host"),
                Verdict.All(Hosts(it).Select(IsNoPattern)),
                Verdict.All(Sources(it).Select(NetworkControls.IsPrivate)))),
        },
        new("FLW-LB-15", Severity.Medium, "Health checks ask for one path, and take one answer for healthy")
        {
            Sources = ["CKV_AWS_261"],
            Guide = Guides.Proxy,
            Fix = "Set healthCheck.path to the health check's, and healthCheck.matcher to 200 or not at all: a refusal is no sign of health.",
            Check = Control.Each(TargetGroup, it => Verdict.All(
                it["healthCheck"]["path"].IsGiven,
                it["healthCheck"]["matcher"].IfGiven(codes => codes.Is("200")),
                it["healthCheck"]["enabled"].IfGiven(on => on.Is(true)))),
        },
        new("FLW-LB-16", Severity.Medium, "No listener gets more rules or certificates than AWS allows by default, and no rule more values")
        {
            Sources = [],
            Fix = "Raise the load balancer's quotas and waive this, or let fewer dashboards share it. Split a rule with more than five values into two.",
            Check = Control.Several(PlanQuota.Check(PlanQuota.OfListeners), Control.Each(ListenerRule, HasFewValues)),
        },
    ];

    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html; AWS doesn't raise it.
    private static Verdict HasFewValues(PlanProperty rule)
    {
        var values = rule["conditions"].Items.SelectMany(it => it.Pairs).SelectMany(it => it.Value["values"].Items).Count();
        return Verdict.When(values <= LoadBalancerRoute.ConditionValuesPerRule, $"conditions have {values} values");
    }

    /// <summary>The ranges that a listener's rule admits.</summary>
    /// <param name="rule">The rule's inputs.</param>
    public static IEnumerable<PlanProperty> Sources(PlanProperty rule) =>
        rule["conditions"].Items.SelectMany(condition => condition["sourceIp"]["values"].Items);

    private static IEnumerable<PlanProperty> Hosts(PlanProperty rule) =>
        rule["conditions"].Items.SelectMany(condition => condition["hostHeader"]["values"].Items);

    private static Verdict IsNoPattern(PlanProperty host) => host.Meets(
        host.Text?.AsSpan().ContainsAny('*', '?') == false, "is a pattern");

    // Two references are two subnets even before these have ids; two unknowns may be one.
    private static Verdict HasTwo(PlanProperty subnets)
    {
        var ids = subnets.Items.Select(it => it.Text).ToArray();
        if (ids.Contains(Plan.Unknown))
            return Verdict.Unknown(subnets.Path);
        return Verdict.When(ids.Distinct(StringComparer.Ordinal).Count() >= 2, $"{subnets.Path} names fewer than two");
    }

    // A listener whose protocol is not known yet may be one of either kind.
    private static Func<PlanIndex, IEnumerable<Finding>> EachListener(string protocol, Func<PlanIndex, PlanResource, Verdict> rule) => plan =>
        plan.OfType(Listener)
            .Where(it => it.Input()["protocol"].IsUnknown || it.Input()["protocol"].Text == protocol)
            .Select(it => new Finding(
                it, it.Input()["protocol"].IsUnknown ? Verdict.Unknown("protocol") : rule(plan, it)));

    private static Func<PlanIndex, IEnumerable<Finding>> EachListener(string protocol, Func<PlanProperty, Verdict> rule) =>
        EachListener(protocol, (_, it) => rule(it.Input()));

    private static Verdict Redirects(PlanProperty action) => Verdict.All(
        action["type"].Is("redirect"),
        action["redirect"]["statusCode"].Is("HTTP_301"),
        action["redirect"]["protocol"].Is("HTTPS"));
}
