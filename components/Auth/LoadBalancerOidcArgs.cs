using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Sign-in by OpenID Connect at the load balancer, before a request reaches the cluster. Who may sign in is decided at the
/// provider, by who is assigned to the application: the load balancer admits whomever the provider does. Flower itself
/// keeps a password, which only the gateway knows and adds to what the load balancer has let through.
/// </summary>
public sealed class LoadBalancerOidcArgs : ResourceArgs
{
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
    private const int LongestSessionSeconds = 604_800;

    /// <summary>The provider's issuer, for example <c>https://login.example.com</c>.</summary>
    /// <example>https://login.example.com</example>
    [Input("issuer", required: true)]
    public required Input<string> Issuer { get; set; }

    /// <summary>The provider's authorization endpoint.</summary>
    /// <example>https://login.example.com/authorize</example>
    [Input("authorizationEndpoint", required: true)]
    public required Input<string> AuthorizationEndpoint { get; set; }

    /// <summary>The provider's token endpoint, which the load balancer asks.</summary>
    /// <example>https://login.example.com/token</example>
    [Input("tokenEndpoint", required: true)]
    public required Input<string> TokenEndpoint { get; set; }

    /// <summary>The provider's user info endpoint, which the load balancer asks.</summary>
    /// <example>https://login.example.com/userinfo</example>
    [Input("userInfoEndpoint", required: true)]
    public required Input<string> UserInfoEndpoint { get; set; }

    /// <summary>The client id that the provider gave to the application.</summary>
    /// <example>flower</example>
    [Input("clientId", required: true)]
    public required Input<string> ClientId { get; set; }

    /// <summary>
    /// The client secret. It stands in the listener's rule, for which the provider has no write-only argument. It is a secret
    /// here, even if it wasn't given as one: Pulumi encrypts it in the state.
    /// </summary>
    /// <example>{ secure: v1:… }</example>
    [Input("clientSecret", required: true)]
    public required Input<string> ClientSecret
    {
        get;
        set
        {
            // Pulumi misses an argument that is null, but not a secret of null.
            ArgumentNullException.ThrowIfNull(value, nameof(ClientSecret));
            field = Output.CreateSecret(value.ToOutput());
        }
    }

    /// <summary>
    /// How long a sign-in lasts, in seconds, 1 to 604800. Plain: it is checked before anything is created. Default: 28800, eight
    /// hours.
    /// </summary>
    [Input("sessionTimeoutSeconds")]
    public int? SessionTimeoutSeconds { get; set; }

    /// <summary>
    /// The provider's address ranges, to which the load balancer may send HTTPS. Plain: each has a firewall rule of its own.
    /// Either this or <see cref="AllowHttpsToAnyAddress"/>.
    /// </summary>
    /// <example>["192.30.252.0/22"]</example>
    [Input("providerCidrBlocks")]
    public List<string>? ProviderCidrBlocks { get; set; }

    /// <summary>Lets the load balancer send HTTPS to every address (weakens CKV_AWS_382, AWS-0104). Default: false.</summary>
    [Input("allowHttpsToAnyAddress")]
    public bool? AllowHttpsToAnyAddress { get; set; }

    internal LoadBalancerSignIn Read(ArgumentReader reader)
    {
        var seconds = SessionTimeoutSeconds ?? 28_800;
        reader.Require(
            seconds is >= 1 and <= LongestSessionSeconds, "sessionTimeoutSeconds", $"{seconds}", "is not a session's length",
            $"Write 1 to {LongestSessionSeconds} seconds.");
        return new LoadBalancerSignIn(ProviderAccess.Read(reader, ProviderCidrBlocks, AllowHttpsToAnyAddress))
        {
            Issuer = Address(reader, "issuer", Issuer),
            AuthorizationEndpoint = Address(reader, "authorizationEndpoint", AuthorizationEndpoint),
            TokenEndpoint = Address(reader, "tokenEndpoint", TokenEndpoint),
            UserInfoEndpoint = Address(reader, "userInfoEndpoint", UserInfoEndpoint),
            ClientId = reader.Text("clientId", ClientId, TextRule.ClientId),
            ClientSecret = ClientSecret.ToOutput(),
            SessionTimeoutSeconds = seconds,
        };
    }

    private static Output<string> Address(ArgumentReader reader, string key, Input<string> address) =>
        reader.Check(address.ToOutput(), (value, faults) =>
        {
            if (!UnresolvedReference.StandsIn(value) && SignInAddress.ProblemOf(value) is { } problem)
                faults.Add(reader.Key(key), value, problem, "Copy it from the provider's /.well-known/openid-configuration.");
        });
}
