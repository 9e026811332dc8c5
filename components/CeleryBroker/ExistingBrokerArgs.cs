using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A broker that exists: it gets its firewall's rules, and <c>render</c> writes the rights of its users. Their passwords and
/// the secrets with their URLs are whose the broker is.
/// </summary>
public sealed class ExistingBrokerArgs : ResourceArgs
{
    /// <summary><c>redis</c>, which Valkey is too, or <c>rabbitmq</c>. Plain: it decides which files are rendered.</summary>
    /// <example>rabbitmq</example>
    [Input("kind", required: true)]
    public required string Kind { get; set; }

    /// <summary>The id of its security group, to which the peers' rules are added.</summary>
    /// <example>sg-0a1b2c3d4e5f60719</example>
    [Input("securityGroupId", required: true)]
    public required Input<string> SecurityGroupId { get; set; }

    /// <summary>Its private address ranges.</summary>
    /// <example>["10.40.16.0/20"]</example>
    [Input("cidrBlocks", required: true)]
    public required InputList<string> CidrBlocks { get; set; }

    /// <summary>Its TLS port. Default: 6379 of Redis, 5671 of RabbitMQ.</summary>
    /// <example>5671</example>
    [Input("port")]
    public Input<int>? Port { get; set; }

    /// <summary>The virtual host that the application has for itself in a RabbitMQ. Plain: it stands in rendered files. Default: <c>celery</c>.</summary>
    /// <example>celery</example>
    [Input("virtualHost")]
    public string? VirtualHost { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal ExistingServer Read(ArgumentReader reader)
    {
        reader.Require(Kind is BrokerKind.Redis or BrokerKind.RabbitMq, "kind", Kind, "is not a kind of broker", $"Give {BrokerKind.Redis} or {BrokerKind.RabbitMq}.");
        reader.Require(
            VirtualHost is null || Kind == BrokerKind.RabbitMq, "virtualHost", VirtualHost, "has no effect on Redis", "Leave it out.");
        var ranges = reader.Values<CidrBlock, ImmutableArray<CidrBlock>>("cidrBlocks", CidrBlocks, CidrBlock.TryParse, (all, faults) =>
        {
            faults.Require(all.Length > 0, reader.Key("cidrBlocks"), null, "no range is given", "Name the private ranges of the server's subnets.");
            return [.. all.OrderBy(range => range.ToString(), StringComparer.Ordinal)];
        });
        var isRabbit = Kind == BrokerKind.RabbitMq;
        var port = Port is null ? Output.Create(isRabbit ? RabbitMqNames.Port : 6379) : reader.Check(Port.ToOutput(), (value, faults) =>
        {
            faults.Require(value is > 0 and < 65536, reader.Key("port"), $"{value}", "is not a port", "Give the TLS port.");
            faults.Require(value != 5672, reader.Key("port"), "5672", "is RabbitMQ's port without TLS", "Give the TLS port, 5671 by default.");
        });
        return new ExistingServer(SecurityGroupId.ToOutput(), ranges, port, isRabbit ? RabbitMqNames.ReadVirtualHost(reader, VirtualHost) : null);
    }
}
