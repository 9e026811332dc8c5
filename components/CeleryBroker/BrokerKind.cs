namespace FlowerInfra;

/// <summary>The kinds of brokers.</summary>
public static class BrokerKind
{
    /// <summary>Redis or Valkey.</summary>
    public const string Redis = "redis";

    /// <summary>RabbitMQ.</summary>
    public const string RabbitMq = "rabbitmq";
}
