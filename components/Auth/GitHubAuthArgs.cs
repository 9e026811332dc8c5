using Pulumi;

namespace FlowerInfra;

/// <summary>Sign-in with GitHub or GitHub Enterprise.</summary>
public sealed class GitHubAuthArgs : ResourceArgs, IOAuthArgs
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

    /// <summary>The domain of a GitHub Enterprise server. Default: <c>github.com</c>.</summary>
    /// <example>github.example.com</example>
    [Input("domain")]
    public Input<string>? Domain { get; set; }

    internal OAuthSignIn Read(ArgumentReader reader, string? redirectUri) => ((IOAuthArgs)this).Read(reader, OAuthProvider.GitHub, redirectUri) with
    {
        Environment = Domain is null ? [] : [("FLOWER_GITHUB_OAUTH_DOMAIN", reader.ProviderHost("domain", Domain))],
    };
}
