namespace FlowerInfra;

/// <summary>Sign-in with an identity provider.</summary>
internal sealed record OAuthSettings
{
    /// <summary>The provider.</summary>
    public required OAuthProvider Provider { get; init; }

    /// <summary>Who may sign in.</summary>
    public required EmailRules Emails { get; init; }

    /// <summary>The client's id, which the provider gave out. Not a secret.</summary>
    public required string ClientId { get; init; }
}
