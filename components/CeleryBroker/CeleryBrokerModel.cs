using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>The arguments of a <see cref="CeleryBroker"/>, read and checked.</summary>
internal sealed partial record CeleryBrokerModel
{
    // ElastiCache takes 40 characters, no two hyphens together, for a replication group, and Pulumi adds "-redis-" and seven of its own:
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    private const int LongestName = 26;

    public required BrokerServer Server { get; init; }

    /// <summary>The queues, in the order given.</summary>
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>The users, sorted by name.</summary>
    public required IReadOnlyList<BrokerUser> Users { get; init; }

    /// <summary>Who may connect, sorted by name.</summary>
    public required IReadOnlyList<BrokerPeer> Peers { get; init; }

    /// <summary>Whether a Redis keeps results.</summary>
    public required bool KeepsResults { get; init; }

    public required bool HasNoSelectors { get; init; }

    public required int PasswordsVersion { get; init; }

    public required Output<ImmutableArray<string>> DeployerRoleArns { get; init; }

    public required bool AllowsDeletion { get; init; }

    public required InputMap<string> Tags { get; init; }

    /// <summary>Reads the arguments. Where the reader has recorded a fault, parts of the model are missing.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="name">The component's name.</param>
    /// <param name="args">The arguments.</param>
    public static CeleryBrokerModel Read(ArgumentReader reader, string name, CeleryBrokerArgs args)
    {
        reader.Require(
            name.Length <= LongestName && Name().IsMatch(name), "name", name, "is not a name for a broker",
            $"Use at most {LongestName} lower-case letters, digits and single hyphens, starting with a letter.");
        var server = args.Server.Read(reader);
        var isRedis = server is { VirtualHost: null };
        var queues = QueueNames.Read(reader, "queues", args.Queues);
        reader.Require(
            args.AllowRightsWithoutSelectors != true || isRedis || server is null, "allowRightsWithoutSelectors", null, "has no effect on RabbitMQ", "Leave it out.");
        reader.Require(
            args.PasswordsVersion is null or >= 1, "passwordsVersion", $"{args.PasswordsVersion}", "is not a version",
            "Give 1 or more; a higher number rotates the passwords.");
        var keepsResults = isRedis && args.KeepResults != false;
        return new CeleryBrokerModel
        {
            Server = server!,
            Queues = queues,
            Users = ReadUsers(reader, args.Users, queues, keepsResults),
            Peers = ReadPeers(reader, args.Peers ?? []),
            KeepsResults = keepsResults,
            HasNoSelectors = args.AllowRightsWithoutSelectors == true,
            PasswordsVersion = args.PasswordsVersion ?? 1,
            DeployerRoleArns = CustomerKey.ReadRoles(
                reader, "deployerRoleArns", args.DeployerRoleArns, "Name the role that runs the deployment, or nobody can change the secrets."),
            AllowsDeletion = args.AllowDeletion == true,
            Tags = args.Tags ?? new InputMap<string>(),
        };
    }

    private static BrokerUser[] ReadUsers(ArgumentReader reader, List<CeleryUserArgs> given, IReadOnlyList<string> queues, bool keepsResults)
    {
        reader.Require(given.Count > 0, "users", null, "names nobody", "Name a user for each dashboard, each kind of worker and each kind of client.");
        var users = new List<BrokerUser>();
        for (var i = 0; i < given.Count; i++)
        {
            var own = reader.At($"users[{i}]");
            var user = given[i].Read(own, queues, keepsResults);
            own.Require(
                users.All(other => other.Name != user.Name), "name", user.Name, "is another user's name too",
                "Give each its own name: one name means one password and one set of rights.");
            users.Add(user);
        }

        return [.. users.OrderBy(user => user.Name, StringComparer.Ordinal)];
    }

    private static BrokerPeer[] ReadPeers(ArgumentReader reader, List<BrokerPeerArgs> given)
    {
        var peers = new List<BrokerPeer>();
        for (var i = 0; i < given.Count; i++)
        {
            var own = reader.At($"peers[{i}]");
            var peer = given[i].Read(own);
            own.Require(peers.All(other => other.Name != peer.Name), "name", peer.Name, "is another peer's name too", "Give each a name of its own.");
            // EC2 refuses two equal rules of a group.
            var twin = peers.Find(other => KnownValue.TryGet(Output.Tuple(other.SecurityGroupId, peer.SecurityGroupId), out var it) && it.Item1 == it.Item2);
            own.Require(twin is null, "securityGroupId", null, $"is also the group of {twin?.Name}, and EC2 refuses a second rule for it", "Keep one of the two.");
            peers.Add(peer);
        }

        return [.. peers.OrderBy(peer => peer.Name, StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^[a-z](-?[a-z0-9])*\z")]
    private static partial Regex Name();
}
