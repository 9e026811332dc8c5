using Pulumi;

namespace FlowerInfra;

/// <summary>Who may reach the load balancer.</summary>
public sealed class VpnAccessArgs : ResourceArgs
{
    /// <summary>The id of the VPC in which the load balancer stands.</summary>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>
    /// The VPN's address ranges, IPv4 or IPv6, private ones only. At least one range or prefix list is needed.
    /// Each range has a security group rule of its own that is named after it, so that adding, removing or reordering
    /// ranges touches no other rule.
    /// </summary>
    [Input("cidrBlocks")]
    public List<string>? CidrBlocks { get; set; }

    /// <summary>Ids of managed prefix lists that hold VPN ranges (<c>pl-…</c>).</summary>
    [Input("prefixListIds")]
    public List<string>? PrefixListIds { get; set; }

    /// <summary>Tags for the security group and its rules.</summary>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
