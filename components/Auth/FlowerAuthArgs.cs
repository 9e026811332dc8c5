using Pulumi;

namespace FlowerInfra;

/// <summary>
/// How people sign in to Flower: exactly one of the parts is given. There is no way to say "nobody has to": Flower without
/// authentication shows every task's arguments to whoever reaches it.
/// </summary>
public sealed class FlowerAuthArgs : ResourceArgs
{
    /// <summary>HTTP basic authentication with named users.</summary>
    [Input("basic")]
    public BasicAuthArgs? Basic { get; set; }

    /// <summary>The session of an existing Django site, which the gateway asks about every request.</summary>
    [Input("django")]
    public DjangoForwardAuthArgs? Django { get; set; }

    /// <summary>
    /// A view inside a Django site passes people's requests on: no load balancer leads to the instance, and the site's pods alone
    /// reach it. Second choice after <see cref="Django"/>.
    /// </summary>
    [Input("djangoProxy")]
    public DjangoProxyAuthArgs? DjangoProxy { get; set; }

    /// <summary>Sign-in with GitHub or GitHub Enterprise.</summary>
    [Input("github")]
    public GitHubAuthArgs? GitHub { get; set; }

    /// <summary>Sign-in with GitLab.</summary>
    [Input("gitlab")]
    public GitLabAuthArgs? GitLab { get; set; }

    /// <summary>Sign-in with Google.</summary>
    [Input("google")]
    public GoogleAuthArgs? Google { get; set; }

    /// <summary>Sign-in by OpenID Connect at the load balancer, before a request reaches the cluster.</summary>
    [Input("loadBalancerOidc")]
    public LoadBalancerOidcArgs? LoadBalancerOidc { get; set; }

    /// <summary>Sign-in with Okta.</summary>
    [Input("okta")]
    public OktaAuthArgs? Okta { get; set; }

    /// <summary>Reads the one way that is given.</summary>
    /// <param name="reader">Reads the arguments around this one, whose name is <c>auth</c>.</param>
    /// <param name="redirectUri">The redirect URI that Flower will send; null when the host or the prefix has a fault.</param>
    /// <returns>The way to sign in, or null when a fault was recorded.</returns>
    internal SignIn? Read(ArgumentReader reader, string? redirectUri)
    {
        var own = reader.At("auth");
        (string Key, Func<SignIn?>? Read)[] kinds =
        [
            ("basic", Basic is null ? null : () => Basic.Read(own.At("basic"))),
            ("django", Django is null ? null : () => Django.Read(own.At("django"), redirectUri)),
            ("djangoProxy", DjangoProxy is null ? null : () => DjangoProxy.Read(own.At("djangoProxy"))),
            ("github", GitHub is null ? null : () => GitHub.Read(own.At("github"), redirectUri)),
            ("gitlab", GitLab is null ? null : () => GitLab.Read(own.At("gitlab"), redirectUri)),
            ("google", Google is null ? null : () => Google.Read(own.At("google"), redirectUri)),
            ("loadBalancerOidc", LoadBalancerOidc is null ? null : () => LoadBalancerOidc.Read(own.At("loadBalancerOidc"))),
            ("okta", Okta is null ? null : () => Okta.Read(own.At("okta"), redirectUri)),
        ];
        var given = kinds.Where(kind => kind.Read is not null).ToArray();
        var fix = $"Give one of {string.Join(", ", kinds.Select(kind => kind.Key))}.";
        reader.Require(given.Length > 0, "auth", null, "names no way to sign in", fix);
        reader.Require(given.Length < 2, "auth", string.Join(", ", given.Select(kind => kind.Key)), "names more than one way to sign in", fix);
        return given is [var only] ? only.Read!() : null;
    }
}
