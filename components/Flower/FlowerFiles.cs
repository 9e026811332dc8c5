using Pulumi;

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
    /// <param name="instance">The instance.</param>
    /// <param name="keepsState">Whether it has a volume for its state.</param>
    /// <returns>The files' contents by name, sorted.</returns>
    public static SortedDictionary<string, Output<string>> Render(Instance instance, bool keepsState)
    {
        var files = new SortedDictionary<string, Output<string>>(StringComparer.Ordinal)
        {
            [FlowerConfiguration] = OAuth(instance.SignIn).Apply(oauth => FlowerInfra.FlowerConfiguration.Render(new FlowerSettings
            {
                Host = instance.Host,
                Prefix = instance.Prefix,
                Role = instance.Role,
                OAuth = oauth,
                Persistence = !keepsState ? null : new PersistenceSettings
                {
                    DatabaseFile = $"{StateDirectory}/flower",
                    SaveIntervalSeconds = instance.Size.SaveIntervalSeconds,
                },
                MaxTasks = instance.Size.MaxTasks,
            })),
            [CeleryConfiguration] = Output.Create(FlowerInfra.CeleryConfiguration.Render(new FlowerCelerySettings
            {
                BrokerCertificateAuthorityFile = instance.Broker.CertificateAuthority is null ? null : BrokerAuthorityFile,
                HasResultBackend = instance.ResultBackend is not null,
                HasTaskStubs = instance.TaskNames.Count > 0,
                ReachesNoWorker = instance.Broker.ReachesNoWorker,
                TopicQueues = instance.Broker.TopicQueues,
                Signs = instance.Signature is not null,
            })),
            [GatewayCredentials.Script] = Output.Create(instance.SignIn switch
            {
                OAuthSignIn => GatewayPasses.Render(),
                LoadBalancerSignIn => GatewayCredentials.RenderAuthorization(),
                DjangoSignIn => GatewayCredentials.RenderForDjango(instance.Role),
                _ => GatewayCredentials.Render(),
            }),
        };
        if (instance.TaskNames.Count > 0)
            files[$"{TaskStubs.Module}.py"] = Output.Create(TaskStubs.Render(instance.TaskNames));
        if (instance.Signature is not null)
            files[$"{SigningSettings.FlowerModule}.py"] = Output.Create(SigningSettings.RenderForFlower());
        if (instance.Broker.CertificateAuthority is { } authority)
            files[BrokerAuthority] = authority;
        return files;
    }

    private static Output<OAuthSettings?> OAuth(SignIn signIn) => signIn is not OAuthSignIn oauth
        ? Output.Create<OAuthSettings?>((OAuthSettings?)null)
        : Output.Tuple(oauth.ClientId, oauth.Emails).Apply(it => (OAuthSettings?)new OAuthSettings
        {
            Provider = oauth.Provider,
            ClientId = it.Item1,
            Emails = it.Item2,
        });
}
