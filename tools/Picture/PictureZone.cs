namespace FlowerInfra;

/// <summary>Where a node stands, from those who ask to those who are asked.</summary>
internal enum PictureZone
{
    /// <summary>Clients that the stack doesn't make.</summary>
    Outside,

    /// <summary>Load balancers.</summary>
    LoadBalancers,

    /// <summary>The cluster's pods.</summary>
    Pods,

    /// <summary>What pods connect to.</summary>
    Servers,

    /// <summary>Where AWS keeps secrets, state and logs.</summary>
    Services,
}
