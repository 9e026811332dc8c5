namespace FlowerInfra;

/// <summary>
/// The Python with which every generated <c>celeryconfig.py</c> names its queues and what they are reached through. The rights of a
/// <see cref="CeleryBroker"/>'s users are made of the same names.
/// </summary>
internal static class QueueSettings
{
    /// <summary>Renders the settings.</summary>
    /// <param name="queues">The queues; what names none goes to the first.</param>
    /// <param name="isRabbitMq">Whether the broker is a RabbitMQ.</param>
    public static string Render(IReadOnlyList<string> queues, bool isRabbitMq)
    {
        var reason = isRabbitMq
            ? "# Through a topic exchange: with direct ones Celery publishes to the default exchange, and who may do that reaches every queue."
            : "# Only these: the broker's users have rights on no other queue.";
        var (exchange, key) = Of(queues[0], isRabbitMq);
        return $$"""
        {{reason}}
        task_queues = {
            {{string.Join("\n    ", queues.Select(queue => Line(queue, isRabbitMq)))}}
        }
        task_create_missing_queues = False
        task_default_queue = {{PythonLiteral.Of(queues[0])}}
        task_default_exchange = {{exchange}}
        task_default_exchange_type = {{TypeOf(isRabbitMq)}}
        task_default_routing_key = {{key}}
        """;
    }

    private static string Line(string queue, bool isRabbitMq)
    {
        var (exchange, key) = Of(queue, isRabbitMq);
        return $$"""{{PythonLiteral.Of(queue)}}: {"exchange": {{exchange}}, "exchange_type": {{TypeOf(isRabbitMq)}}, "routing_key": {{key}}},""";
    }

    private static (string Exchange, string Key) Of(string queue, bool isRabbitMq) => isRabbitMq
        ? (PythonLiteral.Of(RabbitMqNames.TaskExchange), PythonLiteral.Of(RabbitMqNames.RoutingKey(queue)))
        : (PythonLiteral.Of(queue), PythonLiteral.Of(queue));

    private static string TypeOf(bool isRabbitMq) => PythonLiteral.Of(isRabbitMq ? "topic" : "direct");
}
