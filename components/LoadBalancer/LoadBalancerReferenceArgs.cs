using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// What a dashboard needs of the load balancer that it shares. An <see cref="InternalLoadBalancer"/> of the same program can
/// be given in its place, and <see cref="From"/> takes one of another stack.
/// </summary>
public sealed class LoadBalancerReferenceArgs : ResourceArgs
{
    /// <summary>The ARN of the HTTPS listener.</summary>
    /// <example>arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/tools/0a1b2c3d4e5f6071/1a2b3c4d5e6f7081</example>
    [Input("listenerArn", required: true)]
    public required Input<string> ListenerArn { get; set; }

    /// <summary>The id of the load balancer's security group.</summary>
    /// <example>sg-0a1b2c3d4e5f60718</example>
    [Input("securityGroupId", required: true)]
    public required Input<string> SecurityGroupId { get; set; }

    /// <summary>The load balancer's DNS name, to which the dashboard's record points.</summary>
    /// <example>internal-tools-1234567890.eu-west-1.elb.amazonaws.com</example>
    [Input("dnsName", required: true)]
    public required Input<string> DnsName { get; set; }

    /// <summary>The hosted zone id of that DNS name.</summary>
    /// <example>Z32O12XQLNTSW2</example>
    [Input("zoneId", required: true)]
    public required Input<string> ZoneId { get; set; }

    /// <summary>The part of the load balancer's ARN that CloudWatch's metrics are named by; alarms need it.</summary>
    /// <example>app/tools/0a1b2c3d4e5f6071</example>
    [Input("arnSuffix")]
    public Input<string>? ArnSuffix { get; set; }

    /// <summary>
    /// Whether the load balancer has IPv6 addresses too: the host then gets a record for them. Plain: it decides whether that
    /// record exists. Default: false.
    /// </summary>
    [Input("isDualStack")]
    public bool? IsDualStack { get; set; }

    /// <summary>The address ranges of the load balancer's subnets.</summary>
    /// <example>["10.40.0.0/24", "10.40.1.0/24"]</example>
    [Input("subnetCidrBlocks", required: true)]
    public required InputList<string> SubnetCidrBlocks { get; set; }

    /// <summary>
    /// The VPN ranges that the load balancer admits, with which those of its dashboards are compared. Default: not compared, as
    /// where prefix lists admit more than is known here.
    /// </summary>
    /// <example>["10.8.0.0/16"]</example>
    [Input("vpnCidrBlocks")]
    public InputList<string>? VpnCidrBlocks { get; set; }

    /// <summary>
    /// The identity providers' ranges that the load balancer may send HTTPS to, with which those of a dashboard's
    /// <see cref="LoadBalancerOidcArgs"/> are compared. Default: not compared.
    /// </summary>
    /// <example>["192.30.252.0/22"]</example>
    [Input("identityProviderCidrBlocks")]
    public InputList<string>? IdentityProviderCidrBlocks { get; set; }

    /// <summary>Whether the load balancer may send HTTPS to every address. Default: false.</summary>
    [Input("allowHttpsToAnyAddress")]
    public Input<bool>? AllowHttpsToAnyAddress { get; set; }

    /// <summary>Takes a load balancer of the same program.</summary>
    /// <param name="loadBalancer">The load balancer.</param>
    public static implicit operator LoadBalancerReferenceArgs(InternalLoadBalancer loadBalancer)
    {
        ArgumentNullException.ThrowIfNull(loadBalancer);
        var target = loadBalancer.Target;
        return new LoadBalancerReferenceArgs
        {
            ListenerArn = target.ListenerArn,
            SecurityGroupId = target.SecurityGroupId,
            DnsName = target.DnsName,
            ZoneId = target.ZoneId,
            ArnSuffix = target.ArnSuffix!,
            IsDualStack = target.IsDualStack,
            SubnetCidrBlocks = target.SubnetRanges.Apply(Texts),
            VpnCidrBlocks = target.VpnRanges is null ? null : (InputList<string>)target.VpnRanges.Apply(Texts),
            IdentityProviderCidrBlocks = target.Providers!,
            AllowHttpsToAnyAddress = target.ReachesAnyAddress,
            Target = target,
        };
    }

    /// <summary>Takes a load balancer of another stack.</summary>
    /// <param name="stack">The other stack, one of whose outputs is <see cref="InternalLoadBalancer.Reference"/>.</param>
    /// <param name="name">The output's name.</param>
    /// <param name="isDualStack">
    /// Whether that load balancer has IPv6 addresses too. Plain, as <see cref="IsDualStack"/>; refused when it isn't what the
    /// other stack says.
    /// </param>
    public static LoadBalancerReferenceArgs From(StackReference stack, Input<string> name, bool isDualStack = false)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var values = stack.RequireOutput(name).Apply(value => (ImmutableDictionary<string, object>)value);
        return new LoadBalancerReferenceArgs
        {
            ListenerArn = values.Apply(all =>
            {
                var given = all.GetValueOrDefault("isDualStack") is true;
                var faults = new ArgumentFaults();
                faults.Require(
                    given == isDualStack, "isDualStack", isDualStack ? "true" : "false", "is not what the load balancer's stack says",
                    "Give LoadBalancerReferenceArgs.From what the other stack says: it decides whether there is a record for IPv6.");
                faults.ThrowIfAny($"LoadBalancerReferenceArgs.From \"{stack.GetResourceName()}\"", stack);
                return (string)all["listenerArn"];
            }),
            SecurityGroupId = Text("securityGroupId"),
            DnsName = Text("dnsName"),
            ZoneId = Text("zoneId"),
            ArnSuffix = Text("arnSuffix"),
            IsDualStack = isDualStack,
            SubnetCidrBlocks = Texts("subnetCidrBlocks"),
            VpnCidrBlocks = Texts("vpnCidrBlocks"),
            IdentityProviderCidrBlocks = Texts("identityProviderCidrBlocks"),
            AllowHttpsToAnyAddress = values.Apply(all => all.GetValueOrDefault("allowHttpsToAnyAddress") is true),
        };

        Output<string> Text(string key) => values.Apply(all => (string)all[key]);

        Output<ImmutableArray<string>> Texts(string key) => values.Apply(all =>
            all.GetValueOrDefault(key) is ImmutableArray<object> items ? items.Cast<string>().ToImmutableArray() : []);
    }

    /// <summary>The load balancer of the same program, which has read its own arguments.</summary>
    internal LoadBalancerTarget? Target { get; init; }

    private static ImmutableArray<string> Texts(ImmutableArray<CidrBlock> ranges) => [.. ranges.Select(range => range.ToString())];

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal LoadBalancerTarget Read(ArgumentReader reader) => Target ?? new()
    {
        ListenerArn = ListenerArn.ToOutput(),
        SecurityGroupId = SecurityGroupId.ToOutput(),
        DnsName = DnsName.ToOutput(),
        ZoneId = ZoneId.ToOutput(),
        ArnSuffix = ArnSuffix?.ToOutput(),
        IsDualStack = IsDualStack == true,
        SubnetRanges = reader.Values<CidrBlock, ImmutableArray<CidrBlock>>("subnetCidrBlocks", SubnetCidrBlocks, CidrBlock.TryParse, (ranges, faults) =>
        {
            // A policy's rule without any peer admits every source.
            faults.Require(
                ranges.Length > 0, reader.Key("subnetCidrBlocks"), null, "no range is given",
                "Give an InternalLoadBalancer, or name the ranges of the load balancer's subnets.");
            return ranges;
        }),
        VpnRanges = VpnCidrBlocks is null ? null : reader.Values<CidrBlock>("vpnCidrBlocks", VpnCidrBlocks, CidrBlock.TryParse),
        Providers = IdentityProviderCidrBlocks is null ? null : reader.Values<Destination, ImmutableArray<string>>(
            "identityProviderCidrBlocks", IdentityProviderCidrBlocks, Destination.TryParse, (ranges, _) => [.. ranges.Select(range => range.ToString())]),
        ReachesAnyAddress = AllowHttpsToAnyAddress?.ToOutput() ?? Output.Create(false),
    };
}
