namespace FlowerInfra;

/// <summary>What one gateway admits, and where its files and ports are.</summary>
public sealed record GatewaySettings
{
    /// <summary>The only host name that is answered.</summary>
    public required HostName Host { get; init; }

    /// <summary>The path below which Flower lives.</summary>
    public required UrlPrefix Prefix { get; init; }

    /// <summary>Which routes pass.</summary>
    public required GatewayProfile Profile { get; init; }

    /// <summary>How people sign in.</summary>
    public required AuthenticationKind Authentication { get; init; }

    /// <summary>
    /// The load balancer's ranges: only from there is <c>X-Forwarded-For</c> believed. With an IPv6 range among them the
    /// gateway listens on IPv6 as well.
    /// </summary>
    public required IReadOnlyList<CidrBlock> TrustedProxies { get; init; }

    /// <summary>
    /// How many requests one asker may make in a second, on average; twice as many at once. An asker is who is signed in, at
    /// one address, and without a sign-in the address.
    /// </summary>
    public int RequestsPerSecond { get; init; } = RequestRatesArgs.DefaultRequestsPerSecond;

    /// <summary>How many lists of tasks one asker may ask for in a second, on average.</summary>
    public int ListingsPerSecond { get; init; } = 2;

    /// <summary>How many workers' pages one asker may open in a minute, on average; 20 at once.</summary>
    public int WorkerPagesPerMinute { get; init; } = RequestRatesArgs.DefaultWorkerPagesPerMinute;

    /// <summary>How many logins may come back from the identity provider to one address in a minute, on average; 40 at once.</summary>
    public int LoginsPerMinute { get; init; } = RequestRatesArgs.DefaultLoginsPerMinute;

    /// <summary>How many requests one asker may have open at once.</summary>
    public int Connections { get; init; } = RequestRatesArgs.DefaultConnections;

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

    /// <summary>The file with the passes of sessions, which <see cref="GatewayPasses"/> writes; only read with OAuth.</summary>
    public string PassesFile { get; init; } = GatewayPasses.MapFile;

    /// <summary>
    /// The file with Flower's password, which <see cref="GatewayCredentials"/> writes; only read with sign-in at the load
    /// balancer.
    /// </summary>
    public string AuthorizationFile { get; init; } = GatewayCredentials.AuthorizationFile;

    /// <summary>The one directory that nginx writes to.</summary>
    public string TemporaryDirectory { get; init; } = "/tmp";
}
