using Pulumi;

namespace FlowerInfra;

/// <summary>Sign-in with Okta.</summary>
public sealed class OktaAuth : OAuth
{
    /// <summary>The address of the authorization server, for example <c>https://example.okta.com/oauth2/default</c>.</summary>
    [Input("baseUrl", required: true)]
    public required string BaseUrl { get; set; }

    internal override OAuthProvider Provider => OAuthProvider.Okta;

    internal override IEnumerable<KeyValuePair<string, string>> Environment => [new("FLOWER_OAUTH2_OKTA_BASE_URL", BaseUrl)];

    internal override void Validate(ArgumentFaults faults, string path)
    {
        base.Validate(faults, path);
        // Flower appends /v1/authorize and the like, and Okta serves those below /oauth2 only.
        var isServer = Uri.TryCreate(BaseUrl, UriKind.Absolute, out var uri)
            && uri is { Scheme: "https", IsDefaultPort: true, Query: "", Fragment: "", UserInfo: "" }
            && HostName.TryParse(uri.Host, out _, out _)
            && (uri.AbsolutePath == "/oauth2" || uri.AbsolutePath.StartsWith("/oauth2/", StringComparison.Ordinal))
            && BaseUrl == $"https://{uri.Host}{uri.AbsolutePath}"
            && !BaseUrl.EndsWith('/');
        faults.Require(
            isServer, $"{path}baseUrl", BaseUrl, "is not an Okta authorization server",
            "Write https://HOST/oauth2 or https://HOST/oauth2/SERVER, for example https://example.okta.com/oauth2/default.");
    }
}
