namespace FlowerInfra;

/// <summary>The ports of a Flower pod.</summary>
internal static class GatewayPorts
{
    /// <summary>The dashboard, over TLS, for the load balancer.</summary>
    public const int Https = 8443;

    /// <summary>The health check, over TLS, for the load balancer and the kubelet.</summary>
    public const int Health = 8444;

    /// <summary>Flower's metrics, over TLS, for Prometheus.</summary>
    public const int Metrics = 9443;

    /// <summary>Flower itself, on the loopback address only.</summary>
    public const int Flower = 5555;
}
