using Pulumi;

namespace FlowerInfra;

/// <summary>The broker's server: exactly one of the parts is given.</summary>
public sealed class BrokerServerArgs : ResourceArgs
{
    /// <summary>A Valkey or Redis that is created on ElastiCache.</summary>
    [Input("elastiCache")]
    public ElastiCacheArgs? ElastiCache { get; set; }

    /// <summary>A RabbitMQ that is created on Amazon MQ.</summary>
    [Input("amazonMq")]
    public AmazonMqArgs? AmazonMq { get; set; }

    /// <summary>A broker that exists.</summary>
    [Input("existing")]
    public ExistingBrokerArgs? Existing { get; set; }

    /// <summary>Reads the one part that is given.</summary>
    /// <param name="reader">Reads the arguments around this one, whose name is <c>server</c>.</param>
    /// <returns>The server, or null when a fault was recorded.</returns>
    internal BrokerServer? Read(ArgumentReader reader)
    {
        var own = reader.At("server");
        (string Key, Func<BrokerServer>? Read)[] kinds =
        [
            ("elastiCache", ElastiCache is null ? null : () => ElastiCache.Read(own.At("elastiCache"))),
            ("amazonMq", AmazonMq is null ? null : () => AmazonMq.Read(own.At("amazonMq"))),
            ("existing", Existing is null ? null : () => Existing.Read(own.At("existing"))),
        ];
        var given = kinds.Where(kind => kind.Read is not null).ToArray();
        var fix = $"Give one of {string.Join(", ", kinds.Select(kind => kind.Key))}.";
        reader.Require(given.Length > 0, "server", null, "names no server", fix);
        reader.Require(given.Length < 2, "server", string.Join(", ", given.Select(kind => kind.Key)), "names more than one server", fix);
        var servers = given.Select(kind => kind.Read!()).ToArray();
        return servers is [var only] ? only : null;
    }
}
