using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Sign-in by OpenID Connect at the load balancer, before a request reaches the cluster. Who may sign in is decided at the
/// provider, by who is assigned to the application: the load balancer admits whomever the provider does. Flower itself
/// keeps a password, which only the gateway knows and adds to what the load balancer has let through.
/// </summary>
public sealed partial class LoadBalancerOidc : FlowerAuth
{
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
    private const int LongestSessionSeconds = 604_800;

    /// <summary>The user as whom the gateway signs in to Flower.</summary>
    internal const string TechnicalUser = "load-balancer";

    /// <summary>The provider's issuer, for example <c>https://login.example.com</c>.</summary>
    [Input("issuer", required: true)]
    public required string Issuer { get; set; }

    /// <summary>The provider's authorization endpoint.</summary>
    [Input("authorizationEndpoint", required: true)]
    public required string AuthorizationEndpoint { get; set; }

    /// <summary>The provider's token endpoint, which the load balancer asks.</summary>
    [Input("tokenEndpoint", required: true)]
    public required string TokenEndpoint { get; set; }

    /// <summary>The provider's user info endpoint, which the load balancer asks.</summary>
    [Input("userInfoEndpoint", required: true)]
    public required string UserInfoEndpoint { get; set; }

    /// <summary>The client id that the provider gave to the application.</summary>
    [Input("clientId", required: true)]
    public required string ClientId { get; set; }

    /// <summary>
    /// The client secret. It stands in the listener's rule, for which the provider has no write-only argument: give it as a
    /// secret, so that Pulumi encrypts it in the state.
    /// </summary>
    [Input("clientSecret", required: true)]
    public required Input<string> ClientSecret { get; set; }

    /// <summary>How long a sign-in holds, in seconds, 1 to 604800. Default: 28800, eight hours.</summary>
    [Input("sessionTimeoutSeconds")]
    public int SessionTimeoutSeconds { get; set; } = 28_800;

    /// <summary>
    /// The provider's address ranges, to which the load balancer may send HTTPS (see <see cref="OAuth.ProviderCidrBlocks"/>).
    /// The load balancer has the rules, so that its <see cref="InternalLoadBalancerArgs.IdentityProviderCidrBlocks"/> names
    /// them too.
    /// </summary>
    [Input("providerCidrBlocks")]
    public List<string>? ProviderCidrBlocks { get; set; }

    /// <summary>
    /// Lets the load balancer send HTTPS to every address (weakens CKV_AWS_382, AWS-0104); set
    /// <see cref="InternalLoadBalancerArgs.AllowHttpsToAnyAddress"/> too. Default: false.
    /// </summary>
    [Input("allowHttpsToAnyAddress")]
    public bool AllowHttpsToAnyAddress { get; set; }

    internal override void Validate(ArgumentFaults faults, string path)
    {
        foreach (var (key, value) in new[]
        {
            ("issuer", Issuer), ("authorizationEndpoint", AuthorizationEndpoint), ("tokenEndpoint", TokenEndpoint),
            ("userInfoEndpoint", UserInfoEndpoint),
        })
        {
            faults.Require(
                // Uri repairs what it reads, such as spaces around it.
                Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri is { Scheme: "https", UserInfo: "", Query: "", Fragment: "" }
                    && uri.AbsoluteUri.TrimEnd('/').Equals(value.TrimEnd('/'), StringComparison.OrdinalIgnoreCase),
                $"{path}{key}", value, "is not an https:// address",
                "Copy it from the provider's /.well-known/openid-configuration.");
        }

        faults.Require(
            ClientIdCharacters().IsMatch(ClientId), $"{path}clientId", ClientId, "is not a client id", "Copy the client id from the provider.");
        faults.Require(
            SessionTimeoutSeconds is >= 1 and <= LongestSessionSeconds, $"{path}sessionTimeoutSeconds", $"{SessionTimeoutSeconds}",
            "is not a session's length", $"Write 1 to {LongestSessionSeconds} seconds.");
        IdentityProviderAccess.Validate(faults, path, ProviderCidrBlocks, AllowHttpsToAnyAddress);
    }

    [GeneratedRegex(@"^[!-~]{1,255}\z")]
    private static partial Regex ClientIdCharacters();
}
