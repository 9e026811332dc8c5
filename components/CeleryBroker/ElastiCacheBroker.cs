using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Pulumi;
using Pulumi.Aws.ElastiCache;
using Pulumi.Aws.ElastiCache.Inputs;

namespace FlowerInfra;

/// <summary>
/// A Valkey or Redis on ElastiCache: TLS only, encrypted at rest with the customer key, in several zones, and with no user but
/// those that are named. Controls: ElastiCache.2 to ElastiCache.6.
/// </summary>
internal sealed partial class ElastiCacheBroker
{
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html
    private const int LongestId = 40;

    private readonly BrokerScope _scope;
    private readonly ElastiCacheServer _server;
    private readonly Dictionary<string, Output<string>> _passwords = new(StringComparer.Ordinal);

    /// <summary>Creates the users and the server.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="server">The server.</param>
    /// <param name="securityGroupId">The id of its security group.</param>
    /// <param name="keyArn">The ARN of its key.</param>
    public ElastiCacheBroker(BrokerScope scope, ElastiCacheServer server, Output<string> securityGroupId, Output<string> keyArn)
    {
        (_scope, _server) = (scope, server);
        var passwords = new BrokerPasswords(scope);
        User[] users = [.. scope.Model.Users.Select(user => CreateUser(user, passwords.Generate(user.Name))), .. CreateDisabledDefault(passwords)];
        var group = new UserGroup($"{scope.Name}-users", new UserGroupArgs
        {
            Engine = server.Engine,
            UserGroupId = Id("users"),
            UserIds = users.Select(user => user.UserId).ToArray(),
            Tags = scope.Tags,
        }, scope.Child);
        var subnets = new SubnetGroup($"{scope.Name}-subnets", new SubnetGroupArgs
        {
            Description = $"Private subnets of the broker {scope.Name}",
            SubnetIds = server.SubnetIds,
            Tags = scope.Tags,
        }, scope.Child);
        var replicas = new ReplicationGroup($"{scope.Name}-redis", new ReplicationGroupArgs
        {
            Description = $"Celery broker {scope.Name}",
            Engine = server.Engine,
            EngineVersion = server.EngineVersion,
            NodeType = server.NodeType,
            NumCacheClusters = server.Nodes,
            AutomaticFailoverEnabled = true,
            MultiAzEnabled = true,
            AutoMinorVersionUpgrade = true,
            Port = server.Port,
            SubnetGroupName = subnets.Name,
            SecurityGroupIds = { securityGroupId },
            UserGroupIds = { group.UserGroupId },
            AtRestEncryptionEnabled = true,
            KmsKeyId = keyArn,
            TransitEncryptionEnabled = true,
            TransitEncryptionMode = "required",
            FinalSnapshotIdentifier = scope.Model.AllowsDeletion ? null! : Id("final"),
            Tags = scope.Tags,
        }, scope.Data);
        Host = replicas.PrimaryEndpointAddress;
        Ready = [.. users, replicas];
    }

    /// <summary>The host's name.</summary>
    public Output<string> Host { get; }

    /// <summary>What has to be there before a user can log in.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>A user's URL.</summary>
    /// <param name="user">The user.</param>
    public Output<string> Url(BrokerUser user) => Output.Format($"rediss://{user.Name}:{_passwords[user.Name]}@{Host}:{_server.Port}/0");

    private User CreateUser(BrokerUser user, IReadOnlyList<Output<string>> passwords)
    {
        _passwords[user.Name] = passwords[0];
        var rights = _scope.Model.HasNoSelectors ? RedisRights.Flat(user) : RedisRights.Exact(user);
        return Create($"user-{user.Name}", user.Name, $"on {rights}", passwords);
    }

    // A group of the engine "redis" has to have a user "default"; this one may do nothing and is off. Valkey's has none
    // (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html).
    private IEnumerable<User> CreateDisabledDefault(BrokerPasswords passwords) => _server.Engine != ElastiCacheServer.Redis
        ? []
        : [Create("no-default", "default", "off -@all", passwords.Generate("default"))];

    private User Create(string label, string userName, string accessString, IReadOnlyList<Output<string>> passwords) => new(
        $"{_scope.Name}-{label}", new UserArgs
        {
            Engine = _server.Engine,
            UserId = Id(label),
            UserName = userName,
            AccessString = accessString,
            AuthenticationMode = new UserAuthenticationModeArgs
            {
                Type = "password",
                Passwords = passwords.Select(password => (Input<string>)password).ToArray(),
            },
            Tags = _scope.Tags,
        }, _scope.Child);

    // An account has each id once in a region, and stacks that share both have brokers of the same name.
    private string Id(string label)
    {
        var id = Foreign().Replace($"{Deployment.Instance.StackName}-{_scope.Name}-{label}".ToLowerInvariant(), "-").Trim('-');
        if (!char.IsAsciiLetter(id[0]))
            id = $"s-{id}";
        return id.Length <= LongestId ? id : $"{id[..(LongestId - 9)].TrimEnd('-')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..8]}";
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Foreign();
}
