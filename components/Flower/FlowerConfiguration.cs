namespace FlowerInfra;

/// <summary>
/// Renders Flower's configuration file. It holds no secret: it reads them from files when Flower starts, and stops Flower
/// when one is missing or malformed, because Flower with an empty <c>basic_auth</c> lets everybody in.
/// </summary>
internal static class FlowerConfiguration
{
    /// <summary>Renders the file.</summary>
    /// <param name="settings">The instance.</param>
    /// <returns>Python source, ending in one line break. The same settings give the same bytes.</returns>
    public static string Render(FlowerSettings settings) =>
        // Names with an underscore in front: Flower takes every other name for an option, and imports such as "logging" or
        // "json" collide. Options are set even where they are the default, because the environment would set them otherwise.
        $"""
        # Flower's configuration. Generated, never edited.


        {SecretReader.Python}


        {LogRedaction.Python}


        {StateAtExit.Python}


        address = "127.0.0.1"
        port = {PythonLiteral.Of(settings.Port)}
        url_prefix = {PythonLiteral.Of(settings.Prefix.FlowerOption)}
        read_only = {PythonLiteral.Of(settings.Role == InstanceRole.Viewer)}
        debug = False
        xheaders = False
        auto_refresh = True
        enable_events = True
        max_tasks = {PythonLiteral.Of(settings.MaxTasks)}
        {Persistence(settings.Persistence)}

        cookie_secret = _secret({Secret(settings, FlowerSecretFiles.CookieSecret)})
        if len(cookie_secret) < 32:
            _stop({Secret(settings, FlowerSecretFiles.CookieSecret)}, "the secret has less than 32 characters")


        {(settings.OAuth is { } oauth ? OAuth(settings, oauth) : Basic(settings))}

        """.ReplaceLineEndings("\n");

    private static string Secret(FlowerSettings settings, string file) => PythonLiteral.Of($"{settings.SecretsDirectory}/{file}");

    private static string Persistence(PersistenceSettings? persistence) => persistence is null
        ? "persistent = False"
        : $"""
        persistent = True
        db = {PythonLiteral.Of(persistence.DatabaseFile)}
        state_save_interval = {PythonLiteral.Of(persistence.SaveIntervalSeconds * 1000)}
        """;

    // A list, because Flower splits a text at its commas.
    private static string Basic(FlowerSettings settings) => $"""
        {UserReader.Python}


        basic_auth = _users({Secret(settings, FlowerSecretFiles.BasicAuth)})
        """;

    private static string OAuth(FlowerSettings settings, OAuthSettings oauth) => $"""
        auth = {PythonLiteral.Of(oauth.Emails.Pattern)}
        auth_provider = {PythonLiteral.Of(Handler(oauth.Provider))}
        oauth2_key = {PythonLiteral.Of(oauth.ClientId)}
        oauth2_secret = _secret({Secret(settings, FlowerSecretFiles.OAuthClientSecret)})
        oauth2_redirect_uri = {PythonLiteral.Of(Instance.RedirectUriOf(settings.Host, settings.Prefix))}
        """;

    private static string Handler(OAuthProvider provider) => $"flower.views.auth.{provider switch
    {
        OAuthProvider.Google => "GoogleAuth2LoginHandler",
        OAuthProvider.GitHub => "GithubLoginHandler",
        OAuthProvider.GitLab => "GitLabLoginHandler",
        OAuthProvider.Okta => "OktaLoginHandler",
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "Flower has no handler for this provider."),
    }}";
}
