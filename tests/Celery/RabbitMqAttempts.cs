namespace FlowerInfra.Tests.Celery;

/// <summary>What a RabbitMQ user tries, to find out what it may do.</summary>
internal static class RabbitMqAttempts
{
    // RabbitMQ asks for rights before it looks whether a thing is there, and names the one that it refuses. Each attempt is such that
    // nothing is made where it is permitted: the declarations have an argument of a wrong type, and nobody may read amq.headers.
    public const string Attempts = """
        import amqp

        wrong = {"alternate-exchange": 5, "x-dead-letter-exchange": 5}
        declare = {
            "exchange": lambda channel, name: channel.exchange_declare(name, "topic", passive=False, arguments=wrong),
            "queue": lambda channel, name: channel.queue_declare(name, passive=False, arguments=wrong),
        }
        write = {
            "exchange": lambda channel, name: channel.exchange_bind(name, "amq.headers", "nowhere"),
            "queue": lambda channel, name: channel.queue_bind(name, "amq.headers", "nowhere"),
        }
        read = {
            "exchange": lambda channel, name: channel.exchange_bind(WRITABLE, name, "nowhere"),
            "queue": lambda channel, name: channel.basic_get(name),
        }
        permitted = []
        for right, attempts in {"configure": declare, "write": write, "read": read}.items():
            for name, kind in json.loads(NAMES).items():
                try:
                    with app.connection() as connection:
                        attempts[kind](connection.default_channel, name)
                except amqp.exceptions.AccessRefused as refusal:
                    if f"access to {kind} '{name}'" in str(refusal):
                        continue
                except (amqp.exceptions.NotFound, amqp.exceptions.PreconditionFailed, amqp.exceptions.ResourceLocked):
                    pass
                permitted.append(f"{right} {name}")
        print(json.dumps(permitted))
        """;

    public const string Publishing = """
        import amqp
        outcomes = []
        for exchange, key in [("", "celery"), ("tasks", "task.payments"), ("celeryev", "worker.heartbeat")]:
            try:
                with app.connection() as connection:
                    channel = connection.default_channel
                    channel.confirm_select()
                    channel.basic_publish_confirm(amqp.Message("{}"), exchange=exchange, routing_key=key)
            except amqp.exceptions.AccessRefused:
                outcomes.append(f"{exchange} {key}")
        print(json.dumps(outcomes))
        """;

    public const string EventQueue = "celeryev.0123abcd-0123-0123-0123-0123456789ab";
    public const string ReplyQueue = "0123abcd-0123-0123-0123-0123456789ab.reply.celery.pidbox";
    public const string StrictReplyQueue = "0123abcd-0123-0123-0123-0123456789ab.reply.flower-strict.pidbox";
    public const string WorkersQueue = "worker@test.celery.pidbox";

    // What there is to have rights on: everybody's queues and exchanges, those of others, and the server's own.
    public static readonly Dictionary<string, string> Names = Named("queue", [
        "celery", "mail", "chords", "payments", "celery-backup", EventQueue, "celeryev.mine", ReplyQueue, "mine.reply.celery.pidbox", StrictReplyQueue,
        WorkersQueue,
    ]).Concat(Named("exchange", [
        "tasks", "celeryev", "celery.pidbox", "reply.celery.pidbox", "flower-strict.pidbox", "reply.flower-strict.pidbox", "orders", "amq.direct",
        "amq.fanout", "amq.topic", "amq.match",
    ])).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Named(string kind, string[] names) => names.Select(name => KeyValuePair.Create(name, kind));
}
