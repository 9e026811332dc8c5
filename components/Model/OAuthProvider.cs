namespace FlowerInfra;

/// <summary>The identity providers that Flower knows.</summary>
internal enum OAuthProvider
{
    /// <summary>Google.</summary>
    Google,

    /// <summary>GitHub, or a GitHub Enterprise server (<c>FLOWER_GITHUB_OAUTH_DOMAIN</c>).</summary>
    GitHub,

    /// <summary>GitLab (<c>FLOWER_GITLAB_OAUTH_DOMAIN</c>, <c>FLOWER_GITLAB_AUTH_ALLOWED_GROUPS</c>).</summary>
    GitLab,

    /// <summary>Okta (<c>FLOWER_OAUTH2_OKTA_BASE_URL</c>).</summary>
    Okta,
}
