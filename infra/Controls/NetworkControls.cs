using System.Net;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of security groups and network policies.</summary>
internal static class NetworkControls
{
    // Google, the widest identity provider, announces 142.250.0.0/15.
    private const int WidestPublicIPv4 = 12;
    private const int WidestPublicIPv6 = 32;

    // RFC 1918, the shared range of RFC 6598 that VPNs use, and unique local IPv6 addresses.
    private static readonly IPNetwork[] PrivateRanges =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7"),
    ];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-NET-01", Severity.Critical, "No security group rule admits a public range")
        {
            Sources = ["EC2.18", "EC2.19", "EC2.53", "EC2.54", "CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277"],
            Guide = Guides.Isolation,
            Fix = "Name the VPN's private ranges, a managed prefix list or a security group.",
            Check = Control.Each(IngressRule, it => Verdict.All(IsPrivate(it["cidrIpv4"]), IsPrivate(it["cidrIpv6"]), HasPeer(it))),
        },
        new("FLW-NET-02", Severity.Medium, "Every security group and rule says what it is for")
        {
            Sources = ["CKV_AWS_23", "AWS-0099", "AWS-0124"],
            Fix = "Write a description.",
            Check = Control.Each([SecurityGroup, IngressRule, EgressRule], it => it["description"].IsGiven),
        },
        new("FLW-NET-03", Severity.High, "Security groups hold no rules of their own: each rule is a resource")
        {
            Sources = [],
            Fix = "Move ingress and egress into rule resources: inline and standalone rules overwrite each other.",
            Check = Control.Each(SecurityGroup, it => Verdict.All(it["ingress"].IsNotGiven, it["egress"].IsNotGiven)),
        },
        new("FLW-NET-04", Severity.High, "Egress goes to a named peer on named ports")
        {
            Sources = ["CKV_AWS_382", "AWS-0104", "C-0030"],
            Guide = Guides.Firewall,
            Fix = "Name the peer's security group, prefix list or range, the protocol and the port; a public range takes TCP 443 only.",
            Check = Control.Each(EgressRule, it => Verdict.All(
                IsPrivateOrTls(it, "cidrIpv4", WidestPublicIPv4), IsPrivateOrTls(it, "cidrIpv6", WidestPublicIPv6), HasPeer(it),
                it["ipProtocol"].Meets(it["ipProtocol"].Text is not (null or "-1"), "is every protocol"))),
        },
        new("FLW-NET-05", Severity.High, "Namespaces with pods deny all traffic both ways unless a policy allows it")
        {
            Sources = ["C-0030", "C-0206", "C-0260", "CKV2_K8S_6", "KSV-0038"],
            Guide = Guides.Isolation,
            Fix = "Add a NetworkPolicy that selects every pod, with both policy types and no rules.",
            Check = plan => plan.Resources.Where(it => Workloads.Contains(it.Type, StringComparer.Ordinal))
                .Select(it => new Finding(it, Verdict.All(Denies(plan, it, "Ingress", "ingress"), Denies(plan, it, "Egress", "egress")))),
        },
    ];

    private static Verdict IsPrivate(PlanProperty cidr)
    {
        if (cidr.IsAbsent)
            return Verdict.Pass;
        return cidr.Meets(
            IPNetwork.TryParse(cidr.Text, out var range)
                && PrivateRanges.Any(it => it.Contains(range.BaseAddress) && it.PrefixLength <= range.PrefixLength),
            "is not a private range");
    }

    // An identity provider has public ranges and nothing but HTTPS. A range so wide that it is no name for anybody is
    // refused, or 0.0.0.0/1 and 128.0.0.0/1 would say what 0.0.0.0/0 may not.
    private static Verdict IsPrivateOrTls(PlanProperty rule, string name, int widest)
    {
        var cidr = rule[name];
        return Verdict.Any(IsPrivate(cidr), Verdict.All(
            cidr.Meets(IPNetwork.TryParse(cidr.Text, out var range) && range.PrefixLength >= widest, $"is wider than /{widest}"),
            rule["ipProtocol"].Is("tcp"), rule["fromPort"].Is(443), rule["toPort"].Is(443)));
    }

    private static Verdict HasPeer(PlanProperty rule) => Verdict.When(
        new[] { "cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId" }.Any(peer => !rule[peer].IsAbsent), "no peer is named");

    // Two equal references are the same namespace, whatever its name will be.
    private static Verdict Denies(Plan plan, PlanResource workload, string direction, string rules)
    {
        var space = workload.Input()["metadata"]["namespace"];
        var policies = plan.OfType(NetworkPolicy).Select(it => it.Input())
            .Where(it => it["metadata"]["namespace"].Text == space.Text)
            .Select(it => it["spec"])
            .Select(spec => Verdict.All(
                spec["podSelector"].Meets(!spec["podSelector"].Pairs.Any(), "selects some pods only"),
                spec["policyTypes"].Meets(spec["policyTypes"].Items.Any(type => type.Text == direction), $"leaves {direction} out"),
                spec[rules].IsNotGiven));
        var verdict = Verdict.Any([.. policies]);
        return verdict.Status == ControlStatus.Fail
            ? Verdict.Fail($"no NetworkPolicy denies all {direction.ToLowerInvariant()} in namespace {space.Text ?? "default"}")
            : verdict;
    }
}
