using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A Celery broker behind a firewall that only the listed peers pass, with a user for each dashboard, kind of worker and kind of
/// client that may do what its role needs and nothing else: around a broker that exists, or one on ElastiCache or Amazon MQ.
/// <example><code>
/// var broker = new CeleryBroker("orders", new CeleryBrokerArgs
/// {
///     Server = new BrokerServerArgs { ElastiCache = new ElastiCacheArgs { … } },
///     Queues = ["orders", "mail"],
///     Users =
///     [
///         new CeleryUserArgs { Name = "viewers", Role = BrokerRole.Viewer, ReaderRoleArns = [role] },
///         new CeleryUserArgs { Name = "workers", Role = BrokerRole.Worker, ReaderRoleArns = [workerRole] },
///     ],
///     Peers = [new BrokerPeerArgs { Name = "workers", SecurityGroupId = workers.Id }],
///     …
/// });
/// var flower = new FlowerDashboard("flower", new FlowerDashboardArgs { Broker = broker.For("viewers"), … });
/// </code></example>
/// Controls: ElastiCache.2 to ElastiCache.6, EC2.18, EC2.19, CKV_AWS_149, KMS.4.
/// </summary>
public sealed class CeleryBroker : ComponentResource
{
    private readonly CeleryBrokerModel _model;
    private Func<BrokerUser, Output<string>>? _url;
    private readonly SortedDictionary<string, Output<string>> _urls = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Output<string>> _results = new(StringComparer.Ordinal);

    /// <summary>Checks all arguments, then creates the firewall, the server and its users.</summary>
    /// <param name="name">The component's name: at most 26 lower-case letters, digits and single hyphens. Children are named after it.</param>
    /// <param name="args">The broker.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public CeleryBroker(string name, CeleryBrokerArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:CeleryBroker", name, args, options)
    {
        var subject = $"CeleryBroker \"{name}\"";
        var reader = new ArgumentReader(subject, this);
        _model = CeleryBrokerModel.Read(reader, name, args);
        reader.ThrowIfAny();
        var deployer = DeployerCheck.Before(subject, "deployerRoleArns", _model.DeployerRoleArns, new InvokeOptions { Parent = this });
        var scope = new BrokerScope(name, _model, this, deployer);

        var firewall = new BrokerFirewall(scope);
        if (args.AlertTopicArn is not null)
            FirewallAlerts.OnSecurityGroups(name, args.AlertTopicArn, [firewall.SecurityGroupId], _model.Tags, scope.Child);
        var keyArn = _model.Server is CreatedServer ? BrokerKey.Create(scope) : null;
        var managementUrl = CreateServer(scope, firewall.SecurityGroupId, keyArn);
        HandOverRights(name);

        SecurityGroupId = firewall.SecurityGroupId;
        Port = _model.Server.Port;
        KmsKeyArn = keyArn?.Apply(arn => (string?)arn) ?? Output.Create((string?)null);
        SecretArns = Output.Tuple(All(_urls), All(_results), managementUrl)
            .Apply(it => new BrokerSecretArns([.. _urls.Keys], it.Item1, it.Item2, it.Item3));
        RegisterOutputs();
    }

    /// <summary>The id of the broker's security group.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>The broker's TLS port.</summary>
    [Output("port")]
    public Output<int> Port { get; private set; }

    /// <summary>The ARN of the key of the secrets, and of ElastiCache's data; null for a broker that exists.</summary>
    [Output("kmsKeyArn")]
    public Output<string?> KmsKeyArn { get; private set; }

    /// <summary>The ARNs of the secrets with the users' URLs.</summary>
    [Output("secretArns")]
    public Output<BrokerSecretArns> SecretArns { get; private set; }

    /// <summary>Checks what is known of a broker's arguments, before anything is created.</summary>
    /// <param name="name">The broker's name.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>Every fault, with the argument, the value and the fix; none when the arguments are accepted.</returns>
    public static IReadOnlyList<ArgumentFault> Check(string name, CeleryBrokerArgs args)
    {
        var reader = new ArgumentReader($"CeleryBroker \"{name}\"");
        CeleryBrokerModel.Read(reader, name, args);
        return reader.Faults.All;
    }

    /// <summary>
    /// This broker for a dashboard or for workers of the same program that log in as one of its users. They keep the URL in a secret of
    /// their own, which their role alone reads, and restart when the password changes.
    /// </summary>
    /// <param name="user">The user's name.</param>
    /// <exception cref="ArgumentFaultsException">There is no such user with a secret.</exception>
    public BrokerArgs For(string user)
    {
        var found = Find(user);
        return new BrokerArgs
        {
            Url = Url(found),
            SecurityGroupId = SecurityGroupId,
            CidrBlocks = Ranges,
            Port = Port,
            ReachNoWorker = found.Role == BrokerRole.Strict,
            TopicQueues = _model.Server.VirtualHost is null ? null : [.. found.Queues],
        };
    }

    /// <summary>This broker as the result backend of a dashboard or of workers that log in as one of its users.</summary>
    /// <param name="user">The user's name.</param>
    /// <exception cref="ArgumentFaultsException">There is no such user with a secret, or the broker keeps no results.</exception>
    public ResultBackendArgs ResultsFor(string user)
    {
        var found = Find(user);
        RequireResults();
        return new ResultBackendArgs
        {
            Url = Url(found),
            SecurityGroupId = SecurityGroupId,
            CidrBlocks = Ranges,
            Port = Port,
            IsBrokersServer = true,
        };
    }

    /// <summary>The ARN of the secret with the broker's URL for one of its users.</summary>
    /// <param name="user">The user's name.</param>
    /// <exception cref="ArgumentFaultsException">There is no such user with a secret.</exception>
    public Output<string> UrlSecretArn(string user) => _urls[Find(user).Name];

    /// <summary>The ARN of the secret with the result backend's URL for one of its users.</summary>
    /// <param name="user">The user's name.</param>
    /// <exception cref="ArgumentFaultsException">There is no such user with a secret, or the broker keeps no results.</exception>
    public Output<string> ResultUrlSecretArn(string user)
    {
        var found = Find(user);
        RequireResults();
        return _results[found.Name];
    }

    private InputList<string> Ranges => _model.Server.Ranges.Apply(ranges => ranges.Select(range => $"{range}").ToImmutableArray());

    private Output<string> Url(BrokerUser user) => _url!(user);

    private void RequireResults() =>
        Require(_model.KeepsResults, "keepResults", null, "is false: this broker keeps no results", "Name the result backend.");

    private BrokerUser Find(string user)
    {
        Require(
            _model.Server is CreatedServer, "server", null, "exists already, with its own secrets",
            "Give a BrokerArgs with the secret that you keep.");
        var found = _model.Users.FirstOrDefault(it => it.Name == user);
        Require(found is not null, "user", user, "is not a user of this broker", $"Give one of {string.Join(", ", _model.Users.Select(it => it.Name))}.");
        return found!;
    }

    private void Require(bool holds, string key, string? value, string problem, string fix)
    {
        var faults = new ArgumentFaults();
        faults.Require(holds, key, value, problem, fix);
        faults.ThrowIfAny($"CeleryBroker \"{GetResourceName()}\"", this);
    }

    // Gives the ARN of the secret with the URL of a management interface, if there is one.
    private Output<string?> CreateServer(BrokerScope scope, Output<string> securityGroupId, Output<string>? keyArn)
    {
        switch (_model.Server)
        {
            case ElastiCacheServer server:
                var redis = new ElastiCacheBroker(scope, server, securityGroupId, keyArn!);
                Keep(scope, keyArn!, redis.Url, redis.Ready);
                break;
            case AmazonMqServer server:
                var rabbit = new AmazonMqBroker(scope, server, securityGroupId);
                Keep(scope, keyArn!, rabbit.Url, rabbit.Ready);
                return Secrets(scope, keyArn!).Create(
                    "management-url", $"URL of the management interface of the broker {scope.Name}", rabbit.ManagementUrl,
                    Output.Create(ImmutableArray<string>.Empty), rabbit.Ready).Arn.Apply(arn => (string?)arn);
        }

        return Output.Create((string?)null);
    }

    private void Keep(BrokerScope scope, Output<string> keyArn, Func<BrokerUser, Output<string>> url, IReadOnlyList<Resource> ready)
    {
        // Whoever gets a URL can log in with it.
        _url = user => Output.CreateSecret(Output.All(ready.OfType<CustomResource>().Select(it => it.Id)).Apply(_ => url(user)));
        var secrets = Secrets(scope, keyArn);
        foreach (var user in _model.Users)
        {
            _urls[user.Name] = secrets.Create(
                $"url-{user.Name}", $"URL of the broker {scope.Name} for {user.Name}", url(user), user.ReaderRoleArns, ready).Arn;
            // The Secrets Store CSI driver mounts a secret once only.
            if (_model.KeepsResults)
            {
                _results[user.Name] = secrets.Create(
                    $"results-url-{user.Name}", $"URL of the result backend {scope.Name} for {user.Name}", url(user), user.ReaderRoleArns, ready).Arn;
            }
        }
    }

    private static UrlSecrets Secrets(BrokerScope scope, Output<string> keyArn) =>
        new(scope.Name, keyArn, scope.Model.DeployerRoleArns, scope.Tags, () => scope.Child);

    // What no provider sets: the users of a broker that exists, and those of a RabbitMQ.
    private void HandOverRights(string name)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (_model.Server.VirtualHost is { } virtualHost)
        {
            files[RabbitMqCommands.Definitions] = RabbitMqDefinitions.Render(virtualHost, RabbitMqDefinitions.Logins(_model));
            files[RabbitMqCommands.File] = RabbitMqCommands.Render(
                virtualHost, _model.Users.ToDictionary(user => user.Name, user => RabbitMqDefinitions.Login(user, _model.PasswordsVersion)));
        }
        else if (_model.Server is ExistingServer)
        {
            files[RedisUserFile.Name] = RedisUserFile.Render(_model.Users, _model.HasNoSelectors);
        }

        if (files.Count > 0)
            RenderedFilesArgs.HandOver($"{name}-rights", files, this);
    }

    private static Output<ImmutableArray<string>> All(SortedDictionary<string, Output<string>> arns) =>
        Output.All(arns.Values.Select(arn => (Input<string>)arn).ToArray());
}
