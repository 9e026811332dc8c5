namespace FlowerInfra;

/// <summary>Who wrote an answer. Only what Flower wrote has passed the gateway.</summary>
internal enum AnswerSource
{
    /// <summary>Nobody: the connection was closed without an answer.</summary>
    Nobody,

    /// <summary>The load balancer, or the web ACL in front of it.</summary>
    LoadBalancer,

    /// <summary>The gateway.</summary>
    Gateway,

    /// <summary>Flower, or whatever stands in its place.</summary>
    Flower,
}
