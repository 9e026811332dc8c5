using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>A Valkey or Redis that is created on ElastiCache: in private subnets of several zones, TLS only, encrypted at rest.</summary>
public sealed class ElastiCacheArgs : ResourceArgs
{
    /// <summary>The id of the VPC.</summary>
    /// <example>vpc-0a1b2c3d4e5f60718</example>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>The ids of two or more private subnets in different zones.</summary>
    /// <example>["subnet-0a1b2c3d4e5f60720", "subnet-0a1b2c3d4e5f60721"]</example>
    [Input("subnetIds", required: true)]
    public required InputList<string> SubnetIds { get; set; }

    /// <summary>The subnets' ranges, to which pods' network policies admit egress.</summary>
    /// <example>["10.40.16.0/24", "10.40.17.0/24"]</example>
    [Input("subnetCidrBlocks", required: true)]
    public required InputList<string> SubnetCidrBlocks { get; set; }

    /// <summary><c>valkey</c> or <c>redis</c>. Plain: a Redis has one user more, its own, switched off. Default: <c>valkey</c>.</summary>
    /// <example>valkey</example>
    [Input("engine")]
    public string? Engine { get; set; }

    /// <summary>The engine's version. Default: 8.0 of Valkey, 7.1 of Redis.</summary>
    /// <example>8.0</example>
    [Input("engineVersion")]
    public Input<string>? EngineVersion { get; set; }

    /// <summary>The nodes' type. Default: <c>cache.t4g.small</c>.</summary>
    /// <example>cache.t4g.small</example>
    [Input("nodeType")]
    public Input<string>? NodeType { get; set; }

    /// <summary>How many nodes there are, including the primary: 2 to 6. Plain: fewer are refused at once. Default: 2.</summary>
    [Input("nodes")]
    public int? Nodes { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal ElastiCacheServer Read(ArgumentReader reader)
    {
        var engine = Engine ?? ElastiCacheServer.Valkey;
        reader.Require(
            engine is ElastiCacheServer.Valkey or ElastiCacheServer.Redis, "engine", engine, "is not an engine",
            $"Give {ElastiCacheServer.Valkey} or {ElastiCacheServer.Redis}.");
        reader.Require(
            Nodes is null or >= 2 and <= 6, "nodes", $"{Nodes}", "is not from 2 to 6", "Give 2 or more: the broker then survives the loss of a zone.");
        return new ElastiCacheServer(
            VpcId.ToOutput(),
            CreatedServer.ReadSubnets(reader, SubnetIds),
            CreatedServer.ReadRanges(reader, SubnetCidrBlocks))
        {
            Engine = engine,
            EngineVersion = reader.OptionalText("engineVersion", EngineVersion, TextRule.EngineVersion) ?? Output.Create(engine == ElastiCacheServer.Valkey ? "8.0" : "7.1"),
            NodeType = reader.OptionalText("nodeType", NodeType, TextRule.CacheNode) ?? Output.Create("cache.t4g.small"),
            Nodes = Nodes ?? 2,
        };
    }
}

/// <summary>A Valkey or Redis to create, read and checked.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="SubnetIds">Its private subnets.</param>
/// <param name="Ranges">Their ranges.</param>
internal sealed record ElastiCacheServer(Output<string> VpcId, Output<ImmutableArray<string>> SubnetIds, Output<ImmutableArray<CidrBlock>> Ranges)
    : CreatedServer(VpcId, SubnetIds, Ranges, Output.Create(6379), VirtualHost: null)
{
    /// <summary>Valkey, as ElastiCache calls it.</summary>
    public const string Valkey = "valkey";

    /// <summary>Redis, as ElastiCache calls it.</summary>
    public const string Redis = "redis";

    /// <summary>One of the two.</summary>
    public required string Engine { get; init; }

    /// <summary>Its version.</summary>
    public required Output<string> EngineVersion { get; init; }

    /// <summary>The nodes' type.</summary>
    public required Output<string> NodeType { get; init; }

    /// <summary>How many nodes there are.</summary>
    public required int Nodes { get; init; }
}
