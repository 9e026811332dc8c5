using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// The definitions that RabbitMQ's management interface loads: the virtual host, the topic exchange of the tasks, and each login's
/// permissions in it. Users are not among them: loading a user without its password would take the password away.
/// The permissions are the least with which Flower 2.1 and Celery 5.2 do their work on RabbitMQ 3.10, as measured.
/// </summary>
internal static class RabbitMqDefinitions
{
    private const string Uuid = "[0-9a-f-]{36}";
    private const string Events = "celeryev";
    private const string EventQueue = $@"celeryev\.{Uuid}";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The name with which a user logs in at a version of the passwords. RabbitMQ knows one password for each name, and so two names
    /// take turns: the one of the version before works until the next.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="version">The version.</param>
    public static string Login(BrokerUser user, int version) => $"{user.Name}-{BrokerPasswords.Turn(version)}";

    /// <summary>Every login with its user, sorted.</summary>
    /// <param name="model">The broker.</param>
    public static IEnumerable<(string Login, BrokerUser User)> Logins(CeleryBrokerModel model) =>
        model.Users.SelectMany(user => Enumerable.Range(Math.Max(1, model.PasswordsVersion - 1), Math.Min(2, model.PasswordsVersion))
            .Select(version => (Login: Login(user, version), user))).OrderBy(it => it.Login, StringComparer.Ordinal);

    /// <summary>Renders the definitions.</summary>
    /// <param name="virtualHost">The virtual host.</param>
    /// <param name="logins">The logins.</param>
    /// <returns>JSON, ending in one line break. The same arguments give the same bytes.</returns>
    public static string Render(string virtualHost, IEnumerable<(string Login, BrokerUser User)> logins)
    {
        var all = logins.ToArray();
        return new JsonObject
        {
            ["vhosts"] = new JsonArray(new JsonObject { ["name"] = virtualHost }),
            ["permissions"] = new JsonArray([.. all.Select(it => (JsonNode)Permission(virtualHost, it.Login, it.User))]),
            ["topic_permissions"] = new JsonArray([.. all.SelectMany(it => TopicPermissions(virtualHost, it.Login, it.User))]),
            ["exchanges"] = new JsonArray(new JsonObject
            {
                ["name"] = RabbitMqNames.TaskExchange,
                ["vhost"] = virtualHost,
                ["type"] = "topic",
                ["durable"] = true,
                ["auto_delete"] = false,
                ["internal"] = false,
                ["arguments"] = new JsonObject(),
            }),
        }.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Permission(string virtualHost, string login, BrokerUser user)
    {
        var (configure, write, read) = Rights(user);
        return new JsonObject
        {
            ["user"] = login,
            ["vhost"] = virtualHost,
            ["configure"] = Pattern(configure),
            ["write"] = Pattern(write),
            ["read"] = Pattern(read),
        };
    }

    // Only a client publishes itself alone: the routing key is what tells one queue's tasks from another's.
    private static IEnumerable<JsonNode> TopicPermissions(string virtualHost, string login, BrokerUser user) => user.Role != BrokerRole.Client ? [] :
    [
        TopicPermission(virtualHost, login, Events, @"^task\.sent$", "^$"),
        TopicPermission(virtualHost, login, RabbitMqNames.TaskExchange, Pattern(RoutingKeys(user)), Pattern(RoutingKeys(user))),
    ];

    private static JsonObject TopicPermission(string virtualHost, string login, string exchange, string write, string read) => new()
    {
        ["user"] = login,
        ["vhost"] = virtualHost,
        ["exchange"] = exchange,
        ["write"] = write,
        ["read"] = read,
    };

    private static (string[] Configure, string[] Write, string[] Read) Rights(BrokerUser user)
    {
        string[] queues = [.. user.Queues.Select(Regex.Escape)];
        var watching = Watching(user.Role == BrokerRole.Strict ? ControlExchange.Nobody : ControlExchange.Workers);
        switch (user.Role)
        {
            case BrokerRole.Admin:
                return (
                    [.. watching.Configure, .. queues, RabbitMqNames.TaskExchange],
                    [.. watching.Write, .. queues, RabbitMqNames.TaskExchange],
                    [.. watching.Read, RabbitMqNames.TaskExchange]);
            case BrokerRole.Client:
                string[] sending = [.. queues, RabbitMqNames.TaskExchange, Events];
                return (sending, sending, [RabbitMqNames.TaskExchange]);
            case BrokerRole.Worker when user.MingleAndGossip:
                string[] everything =
                [
                    .. queues, RabbitMqNames.TaskExchange, Events, EventQueue, @"celery\.pidbox", @"reply\.celery\.pidbox", WorkersOwn, ReplyQueue("celery"),
                ];
                return (everything, everything, everything);
            case BrokerRole.Worker:
                return (
                    [.. queues, RabbitMqNames.TaskExchange, Events, @"celery\.pidbox", @"reply\.celery\.pidbox", WorkersOwn],
                    [.. queues, RabbitMqNames.TaskExchange, Events, @"reply\.celery\.pidbox", WorkersOwn],
                    [.. queues, RabbitMqNames.TaskExchange, @"celery\.pidbox", WorkersOwn]);
            default:
                return watching;
        }
    }

    private static (string[] Configure, string[] Write, string[] Read) Watching(string exchange) => (
        [Events, EventQueue, $@"{exchange}\.pidbox", $@"reply\.{exchange}\.pidbox", ReplyQueue(exchange)],
        [EventQueue, $@"{exchange}\.pidbox", ReplyQueue(exchange)],
        [Events, EventQueue, $@"reply\.{exchange}\.pidbox", ReplyQueue(exchange)]);

    private const string WorkersOwn = @"[^.]+@.+\.celery\.pidbox";

    private static string ReplyQueue(string exchange) => $@"{Uuid}\.reply\.{exchange}\.pidbox";

    private static IEnumerable<string> RoutingKeys(BrokerUser user) => user.Queues.Select(queue => Regex.Escape(RabbitMqNames.RoutingKey(queue)));

    // Anchored: RabbitMQ takes a match anywhere in the name.
    private static string Pattern(IEnumerable<string> alternatives) => $"^({string.Join('|', alternatives)})$";
}
