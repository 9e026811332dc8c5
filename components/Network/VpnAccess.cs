using System.Text.RegularExpressions;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;

namespace FlowerInfra;

/// <summary>
/// The load balancer's security group: one standalone ingress rule for each VPN range or prefix list and port, and no
/// other way in. It has no egress rule of its own: the provider removes AWS's default one, and every dashboard adds
/// exactly the way to its own pods. Standalone rules, because inline and standalone rules overwrite each other
/// (<see href="https://github.com/hashicorp/terraform-provider-aws/issues/6608"/>).
/// Controls: EC2.18, EC2.19, CKV_AWS_23, CKV_AWS_260, AWS-0124.
/// </summary>
public sealed partial class VpnAccess : ComponentResource
{
    /// <summary>Creates the security group and its rules.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">Who may reach the load balancer.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">A range is public, malformed or overlaps another, or none is given.</exception>
    public VpnAccess(string name, VpnAccessArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:VpnAccess", name, args, options)
    {
        var faults = new ArgumentFaults();
        var cidrs = ParseRanges(faults, "cidrBlocks", args.CidrBlocks, "prefixListIds", args.PrefixListIds);
        faults.ThrowIfAny($"VpnAccess \"{name}\"", this);

        var group = new SecurityGroup($"{name}-load-balancer", new SecurityGroupArgs
        {
            Description = $"Load balancer {name}: VPN ranges only",
            VpcId = args.VpcId,
            Tags = args.Tags ?? new InputMap<string>(),
        }, new CustomResourceOptions { Parent = this });

        foreach (var (port, label) in new[] { (443, "https"), (80, "http") })
        {
            foreach (var cidr in cidrs)
            {
                var rule = Rule(group, port, args.Tags, $"{label} from VPN range {cidr}");
                if (cidr.IsIPv6)
                    rule.CidrIpv6 = cidr.ToString();
                else
                    rule.CidrIpv4 = cidr.ToString();
                _ = new SecurityGroupIngressRule($"{name}-{label}-{cidr.Key}", rule, new CustomResourceOptions { Parent = this });
            }

            foreach (var prefixList in args.PrefixListIds ?? [])
            {
                var rule = Rule(group, port, args.Tags, $"{label} from VPN prefix list {prefixList}");
                rule.PrefixListId = prefixList;
                _ = new SecurityGroupIngressRule($"{name}-{label}-{prefixList}", rule, new CustomResourceOptions { Parent = this });
            }
        }

        SecurityGroupId = group.Id;
        RegisterOutputs();
    }

    /// <summary>The id of the load balancer's security group.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>
    /// Checks VPN ranges: each is a private range, none contains another (the smaller one would mean nothing and read
    /// like a limit), and there is at least one.
    /// </summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="cidrKey">The path of the ranges.</param>
    /// <param name="cidrBlocks">The ranges as given.</param>
    /// <param name="prefixListKey">The path of the prefix lists.</param>
    /// <param name="prefixListIds">The prefix lists as given.</param>
    /// <returns>The accepted ranges, sorted.</returns>
    internal static IReadOnlyList<CidrBlock> ParseRanges(
        ArgumentFaults faults, string cidrKey, List<string>? cidrBlocks, string prefixListKey, List<string>? prefixListIds)
    {
        var cidrs = ParseApart(faults, cidrKey, cidrBlocks ?? []);
        foreach (var (id, index) in (prefixListIds ?? []).Select((id, index) => (id, index)))
        {
            faults.Require(
                PrefixListId().IsMatch(id), $"{prefixListKey}[{index}]", id,
                "is not the id of a managed prefix list", "Give an id such as pl-0123456789abcdef0.");
            faults.Require(
                prefixListIds!.IndexOf(id) == index, $"{prefixListKey}[{index}]", id, "is named twice", "Name each prefix list once.");
        }

        faults.Require(
            (cidrBlocks?.Count ?? 0) + (prefixListIds?.Count ?? 0) > 0, cidrKey, null,
            "no VPN range is given", "Name at least one private range, for example 10.8.0.0/16, or a managed prefix list.");
        return [.. cidrs.OrderBy(cidr => cidr.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Reads ranges of which none contains another.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="key">The path of the ranges.</param>
    /// <param name="texts">The ranges as given.</param>
    /// <returns>The accepted ranges, in the order given.</returns>
    internal static IReadOnlyList<CidrBlock> ParseApart(ArgumentFaults faults, string key, List<string> texts)
    {
        var cidrs = new List<CidrBlock>();
        foreach (var (text, index) in texts.Select((text, index) => (text, index)))
        {
            if (faults.Parse<CidrBlock>($"{key}[{index}]", text, CidrBlock.TryParse) is not { } cidr)
                continue;
            if (cidrs.Find(cidr.Overlaps) is { } other)
                faults.Add($"{key}[{index}]", text, $"overlaps {other}", "Keep one of the two.");
            cidrs.Add(cidr);
        }

        return cidrs;
    }

    private static SecurityGroupIngressRuleArgs Rule(SecurityGroup group, int port, InputMap<string>? tags, string description) => new()
    {
        SecurityGroupId = group.Id,
        IpProtocol = "tcp",
        FromPort = port,
        ToPort = port,
        Description = description,
        Tags = tags ?? new InputMap<string>(),
    };

    [GeneratedRegex(@"^pl-[0-9a-f]{8,17}\z")]
    private static partial Regex PrefixListId();
}
