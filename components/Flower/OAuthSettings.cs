namespace FlowerInfra;

/// <summary>Sign-in with an identity provider.</summary>
public sealed record OAuthSettings
{
    /// <summary>The provider.</summary>
    public required OAuthProvider Provider { get; init; }

    /// <summary>Who may sign in.</summary>
    public required EmailRules Emails { get; init; }

    /// <summary>The client's id, which the provider gave out. Not a secret.</summary>
    public required string ClientId { get; init; }

    /// <summary>The redirect URI to register with the provider.</summary>
    /// <param name="host">The dashboard's host.</param>
    /// <param name="prefix">The path below which Flower lives.</param>
    public static string RedirectUri(HostName host, UrlPrefix prefix) => $"https://{host}{prefix.Path("login")}";
}
