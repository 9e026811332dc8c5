using Pulumi;

namespace FlowerInfra;

/// <summary>Sign-in with Okta.</summary>
public sealed class OktaAuthArgs : ResourceArgs, IOAuthArgs
{
    /// <inheritdoc />
    [Input("clientId", required: true)]
    public required Input<string> ClientId { get; set; }

    /// <inheritdoc />
    [Input("clientSecretArn", required: true)]
    public required Input<string> ClientSecretArn { get; set; }

    /// <inheritdoc />
    [Input("clientSecretKmsKeyArn")]
    public Input<string>? ClientSecretKmsKeyArn { get; set; }

    /// <inheritdoc />
    [Input("allowedEmails", required: true)]
    public required InputList<string> AllowedEmails { get; set; }

    /// <inheritdoc />
    [Input("providerCidrBlocks")]
    public List<string>? ProviderCidrBlocks { get; set; }

    /// <inheritdoc />
    [Input("allowHttpsToAnyAddress")]
    public bool? AllowHttpsToAnyAddress { get; set; }

    /// <inheritdoc />
    [Input("redirectUri")]
    public Input<string>? RedirectUri { get; set; }

    /// <summary>The address of the authorization server, for example <c>https://example.okta.com/oauth2/default</c>.</summary>
    /// <example>https://example.okta.com/oauth2/default</example>
    [Input("baseUrl", required: true)]
    public required Input<string> BaseUrl { get; set; }

    internal OAuthSignIn Read(ArgumentReader reader, string? redirectUri) => ((IOAuthArgs)this).Read(reader, OAuthProvider.Okta, redirectUri) with
    {
        Environment =
        [
            ("FLOWER_OAUTH2_OKTA_BASE_URL", reader.Check(BaseUrl.ToOutput(), (url, faults) =>
            {
                const string fix = "Write https://HOST/oauth2 or https://HOST/oauth2/SERVER, for example https://example.okta.com/oauth2/default.";
                if (SignInAddress.NamesOtherPort(url))
                    faults.Add(reader.Key("baseUrl"), url, SignInAddress.OtherPort, fix);
                else if (!UnresolvedReference.StandsIn(url) && !IsServer(SignInAddress.WithoutDefaultPort(url)))
                    faults.Add(reader.Key("baseUrl"), url, "is not an Okta authorization server", fix);
            })),
        ],
    };

    // Flower appends /v1/authorize and the like, and Okta serves those below /oauth2 only.
    private static bool IsServer(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", IsDefaultPort: true, Query: "", Fragment: "", UserInfo: "" }
        && HostName.TryParse(uri.Host, out _, out _)
        && (uri.AbsolutePath == "/oauth2" || uri.AbsolutePath.StartsWith("/oauth2/", StringComparison.Ordinal))
        && url == $"https://{uri.Host}{uri.AbsolutePath}"
        && !url.EndsWith('/');
}
