using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra;

/// <summary>The Celery side of a stack's configuration: what its parts give one another, and what holds between them.</summary>
/// <param name="bound">The whole configuration.</param>
internal sealed class CeleryStackConfiguration(BoundConfiguration<FlowerStackArgs> bound)
{
    /// <summary>The name of the broker's component.</summary>
    public const string BrokerName = "celery";

    /// <summary>The name of the component with the signers' keys.</summary>
    public const string SigningName = "celery-signing";

    /// <summary>The name of the component that ships logs.</summary>
    public const string LogShippingName = "flower-logs";

    // As CeleryUserArgs.Name takes it.
    private const int LongestUserName = 24;

    private CeleryStackArgs? Celery => bound.Args.Celery;

    // The users of a server that exists are whose it is, and so are their secrets.
    private bool HasUsers => Celery?.Broker.Server is { Existing: null };

    private bool IsRabbitMq => Celery?.Broker.Server is { AmazonMq: not null } or { Existing.Kind: BrokerKind.RabbitMq };

    /// <summary>Whether somebody logs in to the stack's broker as its user of a name.</summary>
    /// <param name="key">The key of the dashboard, its administrators or the worker.</param>
    public bool TakesBroker(string key) => HasUsers && HasNoBroker(key)
        // Administrators watch the broker that their dashboard watches.
        && (key.Split('.') is not ["dashboards", var name, "admin"] || HasNoBroker($"dashboards.{name}"));

    /// <summary>Whether somebody keeps results at the stack's broker.</summary>
    /// <param name="key">The key of the dashboard, its administrators or the worker.</param>
    public bool TakesResults(string key) =>
        TakesBroker(key) && !IsRabbitMq && Celery!.Broker.KeepResults != false && !IsGiven("resultBackend") && !IsGiven($"{key}.resultBackend");

    /// <summary>The name of the component with the settings of a client or a worker.</summary>
    /// <param name="name">The client's or the worker's name.</param>
    public static string SettingsName(string name) => $"{name}-settings";

    /// <summary>The settings of a worker.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="worker">The worker.</param>
    public CelerySettingsArgs SettingsOf(string name, CeleryWorkerArgs worker) => new()
    {
        Role = CeleryRole.Worker,
        Broker = IsRabbitMq ? BrokerKind.RabbitMq : BrokerKind.Redis,
        Queues = worker.Queues,
        KeepResults = worker.ResultBackend is not null || TakesResults(KeyOf(name)),
        Directory = "/etc/celery/config",
        CertificateAuthority = worker.Broker?.CertificateAuthority,
        LongestTaskSeconds = worker.LongestTaskSeconds,
    };

    /// <summary>The key of a worker.</summary>
    /// <param name="name">Its name.</param>
    public static string KeyOf(string name) => $"celery.workers.{name}";

    /// <summary>Puts in what the stack gives, or what stands in for it until it is created.</summary>
    /// <param name="dashboards">The dashboards.</param>
    /// <param name="tagged">Adds the stack's tags.</param>
    public void Complete(IReadOnlyList<(string Name, FlowerDashboardArgs Args)> dashboards, Func<InputMap<string>?, InputMap<string>> tagged)
    {
        foreach (var (name, args) in dashboards)
        {
            var key = $"dashboards.{name}";
            (args.Broker, args.ResultBackend) = StandIns(key, args.Broker, args.ResultBackend);
            if (args.Admin is { } admin)
                (admin.Broker, admin.ResultBackend) = StandIns($"{key}.admin", admin.Broker, admin.ResultBackend);
        }

        if (bound.Args.LogShipping is { } shipping)
        {
            shipping.Tags = tagged(shipping.Tags);
            if (!IsGiven("logShipping.sourceNamespaces"))
                shipping.SourceNamespaces = Namespaces(dashboards).Distinct().Order(StringComparer.Ordinal).ToArray();
        }

        if (Celery is null)
            return;
        Celery.Broker.Tags = tagged(Celery.Broker.Tags);
        foreach (var (name, client) in Celery.Clients ?? [])
        {
            (client.Role, client.Broker) = (CeleryRole.Client, IsRabbitMq ? BrokerKind.RabbitMq : BrokerKind.Redis);
            client.SignMessages = Signs(name);
        }

        foreach (var (name, worker) in Celery.Workers ?? [])
        {
            (worker.Broker, worker.ResultBackend) = StandIns(KeyOf(name), worker.Broker, worker.ResultBackend);
            worker.Configuration = OutputUtilities.CreateUnknown("");
            worker.Tags = tagged(worker.Tags);
            if (Signs(name))
                worker.Signature = new MessageSignatureArgs { KeyName = OutputUtilities.CreateUnknown(""), TrustedKeyNames = Unknown() };
        }
    }

    /// <summary>Whether a worker or a client has a signer of its name.</summary>
    /// <param name="name">The worker's or the client's name.</param>
    public bool Signs(string name) => Celery?.Signing?.Signers.Exists(it => it.Name == name) == true;

    /// <summary>Refuses what doesn't fit together.</summary>
    /// <param name="dashboards">The dashboards.</param>
    public void Check(IReadOnlyList<(string Name, FlowerDashboardArgs Args)> dashboards)
    {
        foreach (var (name, args) in dashboards)
        {
            RequireBroker($"dashboards.{name}");
            RequireUser($"dashboards.{name}", name, BrokerRole.Viewer, BrokerRole.Strict);
            if (args.Admin is not null)
                RequireUser($"dashboards.{name}.admin", $"{name}-admin", BrokerRole.Admin);
        }

        if (bound.Args.LogShipping is { } shipping)
        {
            if (bound.Args.Audit is null && !IsGiven("logShipping.logGroupName"))
                bound.Refuse("logShipping.logGroupName", null, "is missing, and there is no audit with a log group", "Write the log group's name, or add audit.");
            Refuse("logShipping", LogShipping.Check(LogShippingName, shipping));
        }

        if (Celery is null)
            return;
        Refuse("celery.broker", CeleryBroker.Check(BrokerName, Celery.Broker));
        if (Celery.Signing is { } signing)
            Refuse("celery.signing", CeleryMessageSigning.Check(SigningName, signing));
        foreach (var name in (Celery.Clients ?? []).Keys.Intersect((Celery.Workers ?? []).Keys).Order(StringComparer.Ordinal))
        {
            bound.Refuse(
                $"celery.clients.{name}", null, "has the name of a worker, whose settings are named after it too", "Give one of them another name.");
        }

        foreach (var (name, client) in Celery.Clients ?? [])
            Refuse($"celery.clients.{name}", CelerySettings.Check(SettingsName(name), client));
        foreach (var (name, worker) in Celery.Workers ?? [])
            CheckWorker(name, worker);
    }

    /// <summary>The namespaces of the dashboards, their administrators and the workers.</summary>
    /// <param name="dashboards">The dashboards.</param>
    private IEnumerable<string> Namespaces(IReadOnlyList<(string Name, FlowerDashboardArgs Args)> dashboards) => dashboards
        .SelectMany(it => it.Args.Admin is null ? [it.Args.Namespace ?? it.Name] : new[] { it.Args.Namespace ?? it.Name, $"{it.Args.Namespace ?? it.Name}-admin" })
        .Concat((Celery?.Workers ?? []).Select(it => it.Value.Namespace ?? it.Key));

    private void CheckWorker(string name, CeleryWorkerArgs worker)
    {
        var key = KeyOf(name);
        RequireBroker(key);
        RequireUser(key, name, BrokerRole.Worker);
        if (worker.AllowUnsignedMessages != true && !Signs(name))
        {
            bound.Refuse(
                key, null, "signs nothing, and believes whoever writes to the broker",
                $"Add a signer {name} to celery.signing, or write allowUnsignedMessages: true.");
        }

        // What is said here in the stack's own words.
        Refuse(key, CeleryWorker.Check(name, worker).Where(it => it.Key != "signature"));
    }

    private void RequireBroker(string key)
    {
        if (!HasNoBroker(key) || HasUsers || bound.HasFault($"{key}.broker") || bound.HasFault("broker"))
            return;
        if (Celery is null)
            bound.Refuse("broker", null, "is missing", "Write an object: the command \"config broker\" explains it.");
        else
            bound.Refuse($"{key}.broker", null, "is missing", "Write an object here or at the top, or celery.broker with a server that the stack creates.");
    }

    private void RequireUser(string key, string user, params IEnumerable<string> roles)
    {
        if (!TakesBroker(key) || Celery!.Broker.Users.Exists(it => it.Name == user && roles.Contains(it.Role)))
            return;
        bound.Refuse(
            "celery.broker.users", null, $"lacks {user}, as which {key} logs in",
            user.Length > LongestUserName
                ? $"Write {key}.broker, or a shorter name: a user's has at most {LongestUserName} characters."
                : $"Add {{ name: {user}, role: {string.Join(" or ", roles)} }}, or write {key}.broker.");
    }

    private void Refuse(string key, IEnumerable<ArgumentFault> faults) =>
        bound.Refuse(key, faults.Select(it => it.Key == "name" ? it with { Key = "" } : it));

    // Of a broker that is missing altogether that is said alone, and not what its parts lack.
    private (BrokerArgs Broker, ResultBackendArgs? Results) StandIns(string key, BrokerArgs? broker, ResultBackendArgs? results) =>
    (
        TakesBroker(key) || (!HasUsers && broker is not null && HasNoBroker(key)) ? new BrokerArgs { Url = OutputUtilities.CreateUnknown(""), SecurityGroupId = OutputUtilities.CreateUnknown(""), CidrBlocks = Unknown() } : broker!,
        TakesResults(key)
            ? new ResultBackendArgs
            {
                Url = OutputUtilities.CreateUnknown(""),
                SecurityGroupId = OutputUtilities.CreateUnknown(""),
                CidrBlocks = Unknown(),
                IsBrokersServer = true,
            }
            : results);

    private static InputList<string> Unknown() => OutputUtilities.CreateUnknown(ImmutableArray<string>.Empty);

    private bool HasNoBroker(string key) => !IsGiven("broker") && !IsGiven($"{key}.broker");

    private bool IsGiven(string key) =>
        bound.Texts.Keys.Any(it => it.StartsWith(key, StringComparison.Ordinal) && (it.Length == key.Length || it[key.Length] is '.' or '['));
}
