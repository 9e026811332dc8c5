using Pulumi;

namespace FlowerInfra;

/// <summary>Sign-in with GitHub or GitHub Enterprise.</summary>
public sealed class GitHubAuth : OAuth
{
    /// <summary>The domain of a GitHub Enterprise server. Default: <c>github.com</c>.</summary>
    [Input("domain")]
    public string? Domain { get; set; }

    internal override OAuthProvider Provider => OAuthProvider.GitHub;

    internal override IEnumerable<KeyValuePair<string, string>> Environment =>
        Domain is null ? [] : [new("FLOWER_GITHUB_OAUTH_DOMAIN", Domain)];

    internal override void Validate(ArgumentFaults faults, string path)
    {
        base.Validate(faults, path);
        if (Domain is not null)
            faults.Parse<HostName>($"{path}domain", Domain, HostName.TryParse);
    }
}
