namespace FlowerInfra;

/// <summary>How people prove to Flower who they are.</summary>
internal enum AuthenticationKind
{
    /// <summary>HTTP basic authentication: the <c>Authorization</c> header reaches Flower, cookies don't.</summary>
    Basic,

    /// <summary>OAuth: cookies and the login route reach Flower, the <c>Authorization</c> header doesn't.</summary>
    OAuth,

    /// <summary>
    /// OpenID Connect at the load balancer: only what it has signed in passes, and the gateway adds the password that Flower
    /// asks for. Neither cookies nor the <c>Authorization</c> header of the client reach Flower.
    /// </summary>
    LoadBalancer,

    /// <summary>
    /// The session of a Django site: the gateway asks the site about it, and adds the password that Flower asks for. Neither
    /// cookies nor the <c>Authorization</c> header of the client reach Flower.
    /// </summary>
    Django,
}
