using Pulumi;

namespace FlowerInfra;

/// <summary>The Celery side of a stack, created: the broker, the signers' keys, and the settings and workers of the applications.</summary>
internal sealed class CelerySide
{
    private readonly CeleryStackConfiguration _configuration;
    private readonly CeleryBroker _broker;

    /// <summary>Creates it.</summary>
    /// <param name="args">What there is.</param>
    /// <param name="configuration">What its parts give one another.</param>
    /// <param name="audit">The audit trail, or null.</param>
    /// <param name="options">Gives the components' options.</param>
    public CelerySide(CeleryStackArgs args, CeleryStackConfiguration configuration, AuditTrail? audit, Func<ComponentResourceOptions> options)
    {
        _configuration = configuration;
        if (audit is not null)
            args.Broker.AlertTopicArn ??= audit.TopicArn;
        _broker = new CeleryBroker(CeleryStackConfiguration.BrokerName, args.Broker, options());
        SecretArns = _broker.SecretArns;
        var signing = args.Signing is null ? null : new CeleryMessageSigning(CeleryStackConfiguration.SigningName, args.Signing, options());
        foreach (var (name, client) in (args.Clients ?? []).OrderBy(it => it.Key, StringComparer.Ordinal))
            _ = new CelerySettings(CeleryStackConfiguration.SettingsName(name), client, options());
        foreach (var (name, worker) in (args.Workers ?? []).OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            var settings = new CelerySettings(CeleryStackConfiguration.SettingsName(name), configuration.SettingsOf(name, worker), options());
            worker.Configuration = settings.Configuration;
            worker.Signature = configuration.Signs(name) ? signing!.SignatureOf(name) : null;
            if (audit is not null)
                worker.AlertTopicArn ??= audit.TopicArn;
            (worker.Broker, worker.ResultBackend) = For(CeleryStackConfiguration.KeyOf(name), name, worker.Broker, worker.ResultBackend);
            _ = new CeleryWorker(name, worker, options());
        }
    }

    /// <summary>The ARNs of the secrets with the users' URLs.</summary>
    public Output<BrokerSecretArns> SecretArns { get; }

    /// <summary>Gives a dashboard and its administrators the broker, where they have none of their own.</summary>
    /// <param name="name">The dashboard's name.</param>
    /// <param name="args">The dashboard.</param>
    public void HandOver(string name, FlowerDashboardArgs args)
    {
        var key = $"dashboards.{name}";
        (args.Broker, args.ResultBackend) = For(key, name, args.Broker, args.ResultBackend);
        if (args.Admin is { } admin)
            (admin.Broker, admin.ResultBackend) = For($"{key}.admin", $"{name}-admin", admin.Broker, admin.ResultBackend);
    }

    private (BrokerArgs Broker, ResultBackendArgs? Results) For(string key, string user, BrokerArgs? broker, ResultBackendArgs? results) =>
        (_configuration.TakesBroker(key) ? _broker.For(user) : broker!, _configuration.TakesResults(key) ? _broker.ResultsFor(user) : results);
}
