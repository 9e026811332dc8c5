namespace FlowerInfra;

/// <summary>The files from which Flower reads its secrets at start.</summary>
internal static class FlowerSecretFiles
{
    /// <summary>The directory into which the secrets are mounted.</summary>
    public const string Directory = "/etc/flower/secrets";

    /// <summary>A JSON object from user name to password.</summary>
    public const string BasicAuth = "basic-auth.json";

    /// <summary>The key that signs Flower's cookies.</summary>
    public const string CookieSecret = "cookie-secret";

    /// <summary>The broker's URL with its password.</summary>
    public const string BrokerUrl = "broker-url";

    /// <summary>The result backend's URL with its password.</summary>
    public const string ResultBackendUrl = "result-backend-url";

    /// <summary>The client secret that the identity provider gave out.</summary>
    public const string OAuthClientSecret = "oauth-client-secret";
}
