namespace FlowerInfra;

/// <summary>What no two instances of a stack may share: names, namespaces and certificates.</summary>
/// <param name="configuration">The configuration.</param>
internal sealed class TakenValues(BoundConfiguration<FlowerStackArgs> configuration)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _certificates = new(StringComparer.Ordinal);

    /// <summary>Takes what a dashboard has.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="args">Its arguments.</param>
    public void Take(string name, FlowerDashboardArgs args)
    {
        var key = $"dashboards.{name}";
        Take(_names, key, name, name);
        Take(_namespaces, args.Namespace is null ? key : $"{key}.namespace", args.Namespace ?? name, name);
        TakeCertificate(key, name);
        if (args.Admin is null)
            return;
        Take(_names, $"{key}.admin", $"{name}-admin", name);
        Take(_namespaces, $"{key}.admin", $"{args.Namespace ?? name}-admin", name);
        TakeCertificate($"{key}.admin", $"{name}-admin");
    }

    /// <summary>Takes a namespace that is somebody else's.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="name">Whose it is.</param>
    public void TakeNamespace(string @namespace, string name) => _namespaces.TryAdd(@namespace, name);

    /// <summary>
    /// Takes a certificate. The listener has each once: of two resources for one the first that is deleted would take it from
    /// both.
    /// </summary>
    /// <param name="key">The key that the certificate stands below.</param>
    /// <param name="name">Whom it is for.</param>
    public void TakeCertificate(string key, string name)
    {
        if (configuration.Texts.TryGetValue($"{key}.certificateArn", out var arn) && !_certificates.TryAdd(arn, name))
        {
            configuration.Refuse(
                $"{key}.certificateArn", arn, $"is on the listener already, for {_certificates[arn]}",
                "Name each certificate once: it serves every host that it is for.");
        }
    }

    private void Take(Dictionary<string, string> taken, string key, string value, string name)
    {
        if (!taken.TryAdd(value, name))
            configuration.Refuse(key, value, $"is already taken by {taken[value]}", "Give every dashboard one of its own.");
    }
}
