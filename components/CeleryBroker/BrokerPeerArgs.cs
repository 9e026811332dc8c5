using System.Net;
using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Somebody who may connect to a broker: the security group of workers or clients. Dashboards add their own way by themselves.
/// </summary>
public sealed partial class BrokerPeerArgs : ResourceArgs
{
    /// <summary>What the peer is called. Plain: its rule is named after it.</summary>
    /// <example>shop</example>
    [Input("name", required: true)]
    public required string Name { get; set; }

    /// <summary>The id of its security group. An address range is refused: everything in it could connect.</summary>
    /// <example>sg-0a1b2c3d4e5f60720</example>
    [Input("securityGroupId", required: true)]
    public required Input<string> SecurityGroupId { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal BrokerPeer Read(ArgumentReader reader)
    {
        reader.Require(
            NamePattern().IsMatch(Name), "name", Name, "is not a name for a peer", "Use at most 24 lower-case letters, digits and hyphens.");
        return new BrokerPeer(Name, reader.Check(SecurityGroupId.ToOutput(), (group, faults) =>
        {
            var key = reader.Key("securityGroupId");
            faults.Require(
                !IPNetwork.TryParse(group, out _) && !IPAddress.TryParse(group, out _), key, group, "opens the broker to everybody with such an address",
                "Give the security group of those who connect.");
            faults.Require(!string.IsNullOrEmpty(group), key, null, "is missing", "Give an id such as sg-0123456789abcdef0.");
        }));
    }

    [GeneratedRegex(@"^[a-z]([a-z0-9]|-(?=[a-z0-9])){0,23}\z")]
    private static partial Regex NamePattern();
}
