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
            Check = EachListener("HTTPS", it => it["sslPolicy"].IsOneOf(TlsPolicy.Accepted)),
        },
        new("FLW-LB-03", Severity.Critical, "Plain HTTP is answered with 301 to HTTPS and nothing else")
        {
            Sources = ["ELB.1", "AWS-0054", "CKV2_AWS_20"],
            Guide = Guides.Proxy,
            Fix = "Let the listener's only default action be a redirect with HTTP_301 to HTTPS, or remove the listener.",
            Check = EachListener("HTTP", it => Verdict.All(
                it["defaultActions"].First["type"].Is("redirect"),
                it["defaultActions"].First["redirect"]["statusCode"].Is("HTTP_301"),
                it["defaultActions"].First["redirect"]["protocol"].Is("HTTPS"))),
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
    ];

    // A listener whose protocol is not known yet may be one of either kind.
    private static Func<Plan, IEnumerable<Finding>> EachListener(string protocol, Func<PlanProperty, Verdict> rule) => plan =>
        plan.OfType(Listener)
            .Where(it => it.Input()["protocol"].IsUnknown || it.Input()["protocol"].Text == protocol)
            .Select(it => new Finding(
                it, it.Input()["protocol"].IsUnknown ? Verdict.Unknown("protocol") : rule(it.Input())));
}
