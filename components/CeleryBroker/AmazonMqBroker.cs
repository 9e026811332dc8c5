using System.Text.RegularExpressions;
using Pulumi;
using Pulumi.Aws.Mq.Inputs;
using MessageBroker = Pulumi.Aws.Mq.Broker;

namespace FlowerInfra;

/// <summary>
/// A RabbitMQ on Amazon MQ, reached from inside the VPC over TLS only. Its one user that AWS knows administers it; the users of the
/// application are what <see cref="RabbitMqDefinitions"/> writes.
/// </summary>
internal sealed partial class AmazonMqBroker
{
    /// <summary>The name of the user that administers it.</summary>
    public const string Administrator = "administrator";

    private readonly BrokerScope _scope;
    private readonly AmazonMqServer _server;
    private readonly MessageBroker _broker;
    private readonly Dictionary<string, Output<string>> _passwords = new(StringComparer.Ordinal);
    private readonly Output<string> _administratorsPassword;

    /// <summary>Creates the server.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="server">The server.</param>
    /// <param name="securityGroupId">The id of its security group.</param>
    public AmazonMqBroker(BrokerScope scope, AmazonMqServer server, Output<string> securityGroupId)
    {
        (_scope, _server) = (scope, server);
        var passwords = new BrokerPasswords(scope);
        foreach (var user in scope.Model.Users)
            _passwords[user.Name] = passwords.Generate(user.Name)[0];
        _administratorsPassword = passwords.GenerateOnce(Administrator);
        // AWS takes users with a new RabbitMQ only and never returns them, so that the provider sees a change in each update
        // (https://github.com/hashicorp/terraform-provider-aws/issues/46061).
        var options = scope.Data;
        options.IgnoreChanges.Add("users");
        _broker = new MessageBroker($"{scope.Name}-rabbitmq", new Pulumi.Aws.Mq.BrokerArgs
        {
            EngineType = "RabbitMQ",
            EngineVersion = server.EngineVersion,
            HostInstanceType = server.InstanceType,
            DeploymentMode = server.IsSingleInstance ? "SINGLE_INSTANCE" : "CLUSTER_MULTI_AZ",
            PubliclyAccessible = false,
            SubnetIds = server.SubnetIds,
            SecurityGroups = { securityGroupId },
            AutoMinorVersionUpgrade = true,
            Logs = new BrokerLogsArgs { General = true },
            Users = { new Pulumi.Aws.Mq.Inputs.BrokerUserArgs { Username = Administrator, Password = _administratorsPassword, ConsoleAccess = true } },
            Tags = scope.Tags,
        }, options);
    }

    /// <summary>What has to be there before a user can log in.</summary>
    public IReadOnlyList<Resource> Ready => [_broker];

    /// <summary>The URL of the management interface with its administrator's password.</summary>
    public Output<string> ManagementUrl => Output.Format($"https://{Administrator}:{_administratorsPassword}@{Host}");

    private Output<string> Host => _broker.Instances.Apply(instances => HostOf(instances.IsDefaultOrEmpty ? [] : instances[0].Endpoints));

    /// <summary>A user's URL.</summary>
    /// <param name="user">The user.</param>
    public Output<string> Url(BrokerUser user) => Output.Format(
        $"amqps://{RabbitMqDefinitions.Login(user, _scope.Model.PasswordsVersion)}:{_passwords[user.Name]}@{Host}:{_server.Port}/{_server.VirtualHost!}");

    // Of a cluster too AWS names one endpoint, such as amqps://b-….mq.eu-west-1.amazonaws.com:5671.
    private static string HostOf(IEnumerable<string> endpoints) => endpoints.Select(endpoint => Endpoint().Replace(endpoint, "")).FirstOrDefault() ?? "";

    [GeneratedRegex("^amqps://|:[0-9]+$")]
    private static partial Regex Endpoint();
}
