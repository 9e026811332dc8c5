namespace FlowerInfra;

/// <summary>What one gateway admits, and where its files and ports are.</summary>
internal sealed record GatewaySettings
{
    /// <summary>The only host name that is answered.</summary>
    public required HostName Host { get; init; }

    /// <summary>The path below which Flower lives.</summary>
    public required UrlPrefix Prefix { get; init; }

    /// <summary>Which routes pass.</summary>
    public required InstanceRole Role { get; init; }

    /// <summary>How people sign in.</summary>
    public required AuthenticationKind Authentication { get; init; }

    /// <summary>
    /// The load balancer's ranges: only from there is <c>X-Forwarded-For</c> believed. With an IPv6 range among them the
    /// gateway listens on IPv6 as well.
    /// </summary>
    public required IReadOnlyList<CidrBlock> TrustedProxies { get; init; }

    /// <summary>How much one asker may ask. An asker is who is signed in, at one address, and without a sign-in the address.</summary>
    public RequestRates Rates { get; init; } = RequestRates.Default;

    /// <summary>The port of the dashboard.</summary>
    public int HttpsPort { get; init; } = GatewayPorts.Https;

    /// <summary>The port of the health check.</summary>
    public int HealthPort { get; init; } = GatewayPorts.Health;

    /// <summary>The port of the metrics.</summary>
    public int MetricsPort { get; init; } = GatewayPorts.Metrics;

    /// <summary>The port on which Flower listens on the loopback address.</summary>
    public int FlowerPort { get; init; } = GatewayPorts.Flower;

    /// <summary>The certificate's file.</summary>
    public string CertificateFile { get; init; } = "/etc/nginx-tls/tls.crt";

    /// <summary>The file of the certificate's key.</summary>
    public string CertificateKeyFile { get; init; } = "/etc/nginx-tls/tls.key";

    /// <summary>The file with the right credentials, which <see cref="GatewayCredentials"/> writes; only read with basic authentication.</summary>
    public string CredentialsMapFile { get; init; } = GatewayCredentials.MapFile;

    /// <summary>The file with the passes of sessions, which <see cref="GatewayPasses"/> writes; only read with OAuth and with a Django site.</summary>
    public string PassesFile { get; init; } = GatewayPasses.MapFile;

    /// <summary>
    /// The file with Flower's password, which <see cref="GatewayCredentials"/> writes; only read with sign-in at the load
    /// balancer.
    /// </summary>
    public string AuthorizationFile { get; init; } = GatewayCredentials.AuthorizationFile;

    /// <summary>The Django site that is asked about sessions; null with every other sign-in.</summary>
    public DjangoGate? Django { get; init; }

    /// <summary>
    /// The file with Flower's password for the role that the site names, which <see cref="GatewayCredentials"/> writes; only read
    /// with the session of a Django site.
    /// </summary>
    public string AuthorizationMapFile { get; init; } = GatewayCredentials.AuthorizationMapFile;

    /// <summary>The one directory that nginx writes to.</summary>
    public string TemporaryDirectory { get; init; } = "/tmp";

    /// <summary>The settings of an instance's gateway.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="trustedProxies">The load balancer's ranges.</param>
    public static GatewaySettings Of(Instance instance, IReadOnlyList<CidrBlock> trustedProxies) => new()
    {
        Host = instance.Host,
        Prefix = instance.Prefix,
        Role = instance.Role,
        Authentication = instance.SignIn.Kind,
        Django = (instance.SignIn as DjangoSignIn)?.Gate,
        TrustedProxies = trustedProxies,
        Rates = instance.Rates,
    };
}
