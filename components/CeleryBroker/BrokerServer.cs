using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>A broker's server, read and checked.</summary>
/// <param name="Ranges">Its address ranges.</param>
/// <param name="Port">Its TLS port.</param>
/// <param name="VirtualHost">The virtual host of a RabbitMQ; null for Redis.</param>
internal abstract record BrokerServer(Output<ImmutableArray<CidrBlock>> Ranges, Output<int> Port, string? VirtualHost);

/// <summary>A server that is created in a VPC.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="SubnetIds">Its private subnets.</param>
/// <param name="Ranges">Their ranges.</param>
/// <param name="Port">Its TLS port.</param>
/// <param name="VirtualHost">The virtual host of a RabbitMQ; null for Redis.</param>
internal abstract record CreatedServer(
    Output<string> VpcId, Output<ImmutableArray<string>> SubnetIds, Output<ImmutableArray<CidrBlock>> Ranges, Output<int> Port, string? VirtualHost)
    : BrokerServer(Ranges, Port, VirtualHost)
{
    /// <summary>Reads private subnets.</summary>
    /// <param name="reader">Reads the arguments around them.</param>
    /// <param name="subnetIds">The subnets.</param>
    /// <param name="isSingle">Whether the server is in one of them only.</param>
    public static Output<ImmutableArray<string>> ReadSubnets(ArgumentReader reader, InputList<string> subnetIds, bool isSingle = false) =>
        reader.Check(reader.Texts("subnetIds", subnetIds, TextRule.Subnet), (ids, faults) =>
        {
            var count = ids.Distinct().Count();
            faults.Require(isSingle || count >= 2, reader.Key("subnetIds"), null, "are fewer than 2 subnets", "Name private subnets in two or more zones.");
            faults.Require(!isSingle || count == 1, reader.Key("subnetIds"), null, "are not exactly one subnet, which a single instance needs", "Name one private subnet.");
        }).Apply(ids => ids.Sort(StringComparer.Ordinal));

    /// <summary>Reads the subnets' ranges.</summary>
    /// <param name="reader">Reads the arguments around them.</param>
    /// <param name="cidrBlocks">The ranges.</param>
    public static Output<ImmutableArray<CidrBlock>> ReadRanges(ArgumentReader reader, InputList<string> cidrBlocks) =>
        reader.Values<CidrBlock, ImmutableArray<CidrBlock>>("subnetCidrBlocks", cidrBlocks, CidrBlock.TryParse, (ranges, faults) =>
        {
            faults.Require(ranges.Length > 0, reader.Key("subnetCidrBlocks"), null, "no range is given", "Name the ranges of the subnets.");
            return [.. ranges.OrderBy(range => range.ToString(), StringComparer.Ordinal)];
        });
}

/// <summary>A server that exists.</summary>
/// <param name="SecurityGroupId">The id of its security group.</param>
/// <param name="Ranges">Its ranges.</param>
/// <param name="Port">Its TLS port.</param>
/// <param name="VirtualHost">The virtual host of a RabbitMQ; null for Redis.</param>
internal sealed record ExistingServer(Output<string> SecurityGroupId, Output<ImmutableArray<CidrBlock>> Ranges, Output<int> Port, string? VirtualHost)
    : BrokerServer(Ranges, Port, VirtualHost);
