using Pulumi;

namespace FlowerInfra;

/// <summary>One Flower of a dashboard, read and checked: the viewers' or the administrators'.</summary>
internal sealed record Instance
{
    /// <summary>The instance's name; everything of it is named after it.</summary>
    public required string Name { get; init; }

    public required InstanceRole Role { get; init; }

    public required HostName Host { get; init; }

    public required UrlPrefix Prefix { get; init; }

    public required SignIn SignIn { get; init; }

    /// <summary>The ranges that the load balancer's rule admits; empty leaves it to the load balancer's firewall.</summary>
    public required IReadOnlyList<CidrBlock> Sources { get; init; }

    public required Broker Broker { get; init; }

    public Broker? ResultBackend { get; init; }

    public required FlowerSize Size { get; init; }

    public required RequestRates Rates { get; init; }

    /// <summary>The tasks that the controls by name work for.</summary>
    public IReadOnlyList<string> TaskNames { get; init; } = [];

    /// <summary>With what key pair it signs control messages, and whom it believes; null for viewers, who have no key.</summary>
    public SigningModel? Signing { get; init; }

    /// <summary>How its pod signs, once the key pair is asked for; null where it does not.</summary>
    public MessageSignature? Signature { get; init; }

    /// <summary>The encrypted volume; null keeps the state in memory.</summary>
    public StateModel? State { get; init; }

    public required int CredentialsVersion { get; init; }

    /// <summary>The load balancer that leads to it; null behind a view of a Django site.</summary>
    public LoadBalancerTarget? LoadBalancer { get; init; }

    /// <summary>The load balancer's listener, known to admit what the instance needs of it; null without one.</summary>
    public Output<string>? ListenerArn { get; init; }

    /// <summary>A certificate for the host that the listener does not have yet.</summary>
    public Output<string>? CertificateArn { get; init; }

    public required string NamespaceName { get; init; }

    /// <summary>Whether the namespace is there already.</summary>
    public bool UsesExistingNamespace { get; init; }

    public required string ServiceAccountName { get; init; }

    /// <summary>Whether the service account is there already.</summary>
    public bool UsesExistingServiceAccount { get; init; }

    /// <summary>The name of its Service.</summary>
    public string ServiceName => $"{Name}-gateway";

    /// <summary>The name under which other pods reach its Service.</summary>
    public string ServiceHost => $"{ServiceName}.{NamespaceName}.svc.cluster.local";

    /// <summary>Where people open it.</summary>
    public string Url => $"https://{Host}{Prefix.Path("")}";

    /// <summary>The redirect URI to register with an identity provider.</summary>
    public string RedirectUri => RedirectUriOf(Host, Prefix);

    /// <summary>What the label <c>app.kubernetes.io/component</c> says.</summary>
    public string Component => Role == InstanceRole.Administrator ? "admin" : "viewer";

    /// <summary>The redirect URI of a host and a prefix.</summary>
    /// <param name="host">The host.</param>
    /// <param name="prefix">The path below which Flower lives.</param>
    public static string RedirectUriOf(HostName host, UrlPrefix prefix) => $"https://{host}{prefix.Path("login")}";
}
