using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>What an application's RabbitMQ is called by.</summary>
internal static partial class RabbitMqNames
{
    /// <summary>The TLS port.</summary>
    public const int Port = 5671;

    /// <summary>
    /// The topic exchange of the tasks. With Celery's direct exchanges everybody would publish to the default exchange, and who
    /// may do that reaches every queue of the virtual host.
    /// </summary>
    public const string TaskExchange = "tasks";

    /// <summary>The routing key of a queue's tasks.</summary>
    /// <param name="queue">The queue.</param>
    public static string RoutingKey(string queue) => $"task.{queue}";

    /// <summary>Reads the virtual host.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="name">The name as given.</param>
    public static string ReadVirtualHost(ArgumentReader reader, string? name)
    {
        var virtualHost = name ?? "celery";
        reader.Require(
            Name().IsMatch(virtualHost), "virtualHost", virtualHost, "is not the name of a separate virtual host",
            "Use at most 60 letters, digits, hyphens and underscores; \"/\" is where everybody else's queues are.");
        return virtualHost;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,60}\z")]
    private static partial Regex Name();
}
