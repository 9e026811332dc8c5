namespace FlowerInfra;

/// <summary>The files of one instance's ConfigMap; none of them holds a secret.</summary>
internal static class FlowerFiles
{
    /// <summary>The directory into which they are mounted.</summary>
    public const string Directory = "/etc/flower";

    /// <summary>Flower's configuration.</summary>
    public const string FlowerConfiguration = "flowerconfig.py";

    /// <summary>Celery's configuration.</summary>
    public const string CeleryConfiguration = "celeryconfig.py";

    /// <summary>The directory of the encrypted volume.</summary>
    public const string StateDirectory = "/var/lib/flower";

    /// <summary>The certificate authority that signs the broker's certificate, where one is given.</summary>
    public const string BrokerAuthorityFile = $"{Directory}/{BrokerAuthority}";

    private const string BrokerAuthority = "broker-ca.pem";

    /// <summary>Renders the files.</summary>
    /// <param name="args">The instance; validated before.</param>
    /// <param name="size">Its size.</param>
    /// <returns>The files' contents by name, sorted.</returns>
    public static SortedDictionary<string, string> Render(FlowerWorkloadArgs args, FlowerSize size)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [FlowerConfiguration] = FlowerInfra.FlowerConfiguration.Render(new FlowerSettings
            {
                Host = Parsed<HostName>(args.Host, HostName.TryParse),
                Prefix = Parsed<UrlPrefix>(args.UrlPrefix, UrlPrefix.TryParse),
                ReadOnly = !args.AllowWrites,
                OAuth = OAuth(args.Auth),
                Persistence = args.StateClaimName is null ? null : new PersistenceSettings
                {
                    DatabaseFile = $"{StateDirectory}/flower",
                    SaveIntervalSeconds = size.SaveIntervalSeconds,
                },
                MaxTasks = size.MaxTasks,
            }),
            [CeleryConfiguration] = FlowerInfra.CeleryConfiguration.Render(new CelerySettings
            {
                BrokerCertificateAuthorityFile = args.Broker.CertificateAuthority is null ? null : BrokerAuthorityFile,
                HasResultBackend = args.ResultBackend is not null,
                HasTaskStubs = args.TaskNames.Count > 0,
            }),
            [GatewayCredentials.Script] = args.Auth.BehindLoadBalancer switch
            {
                FlowerInfra.OAuth => GatewayPasses.Render(),
                LoadBalancerSignIn => GatewayCredentials.RenderAuthorization(),
                _ => GatewayCredentials.Render(),
            },
        };
        if (args.TaskNames.Count > 0)
            files[$"{TaskStubs.Module}.py"] = TaskStubs.Render(args.TaskNames);
        if (args.Broker.CertificateAuthority is { } authority)
            files[BrokerAuthority] = authority;
        return files;
    }

    private static OAuthSettings? OAuth(FlowerAuth auth) => auth is not FlowerInfra.OAuth oauth ? null : new OAuthSettings
    {
        Provider = oauth.Provider,
        ClientId = oauth.ClientId,
        Emails = oauth.ParseEmails(new ArgumentFaults(), "") ?? throw new InvalidOperationException("The e-mail rules were validated before."),
    };

    private static T Parsed<T>(string text, ArgumentFaults.TryParse<T> parse)
        where T : class =>
        parse(text, out var value, out _) ? value : throw new InvalidOperationException("The arguments were validated before.");
}
