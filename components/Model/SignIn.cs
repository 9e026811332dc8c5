using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>How people sign in to one instance, read and checked.</summary>
internal abstract record SignIn
{
    /// <summary>What the gateway passes on.</summary>
    public abstract AuthenticationKind Kind { get; }
}

/// <summary>HTTP basic authentication.</summary>
/// <param name="Users">The users' names.</param>
/// <param name="Passwords">The secret with their passwords; null generates them.</param>
internal record PasswordSignIn(IReadOnlyList<string> Users, SuppliedSecret? Passwords) : SignIn
{
    /// <summary>The ARNs of the roles that hand out the generated passwords.</summary>
    public required Output<ImmutableArray<string>> Readers { get; init; }

    /// <inheritdoc />
    public override AuthenticationKind Kind => AuthenticationKind.Basic;
}

/// <summary>
/// A view inside a Django site, which decides who may and signs in as the one user. No load balancer leads to the instance.
/// </summary>
/// <param name="Namespace">The namespace of the site's pods.</param>
/// <param name="Labels">The labels of the pods, sorted.</param>
/// <param name="SecurityGroupId">The pods' security group; null takes the cluster's.</param>
/// <param name="ServiceAccountName">As whom the External Secrets Operator reads the password; null with the CSI driver.</param>
/// <param name="IssuerName">The cert-manager issuer of the gateway's certificate.</param>
/// <param name="CertificateAuthority">The issuer's authority as PEM.</param>
internal sealed record DjangoProxySignIn(
    string Namespace, IReadOnlyList<(string Name, Output<string> Value)> Labels, Output<string>? SecurityGroupId, string? ServiceAccountName,
    Output<string> IssuerName, Output<string> CertificateAuthority) : PasswordSignIn([TechnicalUser], null)
{
    /// <summary>The user as whom the site signs in to Flower.</summary>
    public const string TechnicalUser = "django";
}

/// <summary>Sign-in with an identity provider that Flower asks.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="ClientId">The client's id. Not a secret.</param>
/// <param name="ClientSecret">The secret whose whole value is the client secret.</param>
/// <param name="Emails">Who is admitted.</param>
/// <param name="Access">The way from the pods to the provider.</param>
internal sealed record OAuthSignIn(
    OAuthProvider Provider, Output<string> ClientId, SuppliedSecret ClientSecret, Output<EmailRules> Emails, ProviderAccess Access) : SignIn
{
    /// <summary>What Flower reads about the provider from its environment; nothing of it is secret.</summary>
    public IReadOnlyList<(string Name, Output<string> Value)> Environment { get; init; } = [];

    /// <inheritdoc />
    public override AuthenticationKind Kind => AuthenticationKind.OAuth;
}

/// <summary>OpenID Connect at the load balancer.</summary>
/// <param name="Access">The way from the load balancer to the provider.</param>
internal sealed record LoadBalancerSignIn(ProviderAccess Access) : SignIn
{
    /// <summary>The user as whom the gateway signs in to Flower.</summary>
    public const string TechnicalUser = "load-balancer";

    public required Output<string> Issuer { get; init; }

    public required Output<string> AuthorizationEndpoint { get; init; }

    public required Output<string> TokenEndpoint { get; init; }

    public required Output<string> UserInfoEndpoint { get; init; }

    public required Output<string> ClientId { get; init; }

    public required Output<string> ClientSecret { get; init; }

    public required int SessionTimeoutSeconds { get; init; }

    /// <inheritdoc />
    public override AuthenticationKind Kind => AuthenticationKind.LoadBalancer;
}

/// <summary>The session of a Django site, which the gateway asks about every request.</summary>
/// <param name="Gate">What the gateway asks.</param>
/// <param name="CertificateAuthority">The authority that signs the site's certificate, as PEM.</param>
/// <param name="Access">The way from the pods to the site.</param>
internal sealed record DjangoSignIn(DjangoGate Gate, Output<string> CertificateAuthority, DjangoAccess Access) : SignIn
{
    /// <summary>The user as whom the gateway signs in to Flower.</summary>
    public const string TechnicalUser = "django-gate";

    /// <inheritdoc />
    public override AuthenticationKind Kind => AuthenticationKind.Django;
}
