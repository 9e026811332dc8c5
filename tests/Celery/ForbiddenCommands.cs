namespace FlowerInfra.Tests.Celery;

/// <summary>What a Redis user must not be able to do: each is one command with its arguments, separated by spaces.</summary>
internal static class ForbiddenCommands
{
    // Nobody's, whatever the rights' form.
    private static readonly string[] Everybodys =
    [
        "KEYS *", "SCAN 0", "RANDOMKEY", "DBSIZE", "SELECT 1", "SWAPDB 0 1", "MOVE celery 1", "EVAL return(1) 0", "EVAL_RO return(1) 0", "SCRIPT FLUSH",
        "SCRIPT EXISTS x", "FUNCTION LIST", "CONFIG GET *", "CONFIG SET dir /tmp", "CONFIG REWRITE", "ACL LIST", "ACL SETUSER evil on", "ACL LOG",
        "ACL WHOAMI", "MONITOR", "CLIENT LIST", "CLIENT KILL TYPE normal", "CLIENT PAUSE 10", "FLUSHALL", "FLUSHDB", "SHUTDOWN NOSAVE", "SAVE", "BGSAVE",
        "BGREWRITEAOF", "REPLICAOF localhost 1", "MODULE LIST", "SLOWLOG GET", "LATENCY LATEST", "MEMORY STATS", "INFO", "LASTSAVE",
        "PUBSUB CHANNELS", "RENAME celery stolen", "RENAMENX celery stolen", "COPY celery stolen", "DUMP celery", "RESTORE celery 0 x", "SORT celery",
        "SORT celery STORE stolen", "OBJECT FREQ celery", "TYPE celery", "TTL celery", "PERSIST celery", "EXISTS celery", "TOUCH celery", "UNLINK celery",
        "LRANGE celery 0 -1", "LINDEX celery 0", "LSET celery 0 x", "LREM celery 0 x", "LTRIM celery 0 0", "LPOP celery", "RPOP celery", "LPOS celery x",
        "RPOPLPUSH celery stolen", "LMOVE celery stolen LEFT RIGHT", "BLMOVE celery stolen LEFT RIGHT 1", "BRPOPLPUSH celery stolen 1",
        "LPUSH payments x", "BRPOP payments 1", "LLEN payments", "DEL payments", "SADD _kombu.binding.payments x", "SMEMBERS _kombu.binding.payments",
        "SET other x", "GET other", "HGETALL unacked", "HKEYS unacked", "HVALS unacked", "ZRANGE unacked_index 0 -1", "DEL unacked", "DEL unacked_index",
        "MSET other x", "APPEND celery-task-meta-1 x", "GETDEL celery-task-meta-1", "SETRANGE celery-task-meta-1 0 x", "XADD other * a b",
        "SUBSCRIBE other", "PSUBSCRIBE *", "SSUBSCRIBE other", "PUBLISH other x", "PUBLISH /1.celery.pidbox x", "SPUBLISH other x",
    ];

    // What a dashboard, which watches, must not change.
    private static readonly string[] Watchers =
    [
        "RPUSH celery x", "BRPOP celery 1", "BLPOP celery 1", "DEL celery", "SREM _kombu.binding.celery x", "SMEMBERS _kombu.binding.celery",
        "SET celery-task-meta-1 x", "SETEX celery-task-meta-1 10 x", "DEL celery-task-meta-1", "PUBLISH celery-task-meta-1 x",
        "PUBLISH /0.celeryev/worker.heartbeat x", "HGET unacked x", "HSET unacked x y", "ZADD unacked_index 1 x", "GET unacked_mutex",
        "SET unacked_mutex x", "SADD _kombu.binding.celery.pidbox x", "SMEMBERS _kombu.binding.celery.pidbox", "LPUSH x.reply.celery.pidbox x",
        "BRPOP worker@host.celery.pidbox 1", "DEL worker@host.celery.pidbox", "BRPOP celeryev.x 1", "LRANGE celeryev.x 0 -1", "SMEMBERS _kombu.binding.celeryev",
    ];

    /// <summary>What a user's rights with selectors refuse.</summary>
    public static IEnumerable<string> Of(string user) => user switch
    {
        "viewer" =>
        [
            .. Everybodys, .. Watchers, "LPUSH celery x", "SADD _kombu.binding.celery x", "BRPOP x.reply.flower-strict.pidbox 1",
            "SUBSCRIBE celery-task-meta-1", "PUBLISH /0.flower-strict.pidbox x",
        ],
        "strict" =>
        [
            .. Everybodys, .. Watchers, "LPUSH celery x", "SADD _kombu.binding.celery x", "PUBLISH /0.celery.pidbox x", "BRPOP x.reply.celery.pidbox 1",
            "SADD _kombu.binding.reply.celery.pidbox x", "SUBSCRIBE celery-task-meta-1",
        ],
        "admin" => [.. Everybodys, .. Watchers, "PUBLISH /0.flower-strict.pidbox x"],
        "worker" =>
        [
            .. Everybodys, "DEL celery", "SREM _kombu.binding.celery x", "DEL celery-task-meta-1", "SETEX celery-taskset-meta-1 10 x",
            "PUBLISH /0.celery.pidbox x", "PSUBSCRIBE /0.celeryev/*", "PSUBSCRIBE /0.celeryev/worker.*", "SADD _kombu.binding.celeryev x",
            "SUBSCRIBE celery-task-meta-1", "BRPOP x.reply.celery.pidbox 1", "BRPOP worker@host.celery.pidbox 1", "LPUSH worker@host.celery.pidbox x",
            "LPUSH chords x", "BRPOP chords 1", "SMEMBERS _kombu.binding.celeryev",
        ],
        "client" =>
        [
            .. Everybodys, "RPUSH celery x", "BRPOP celery 1", "DEL celery", "SREM _kombu.binding.celery x", "SMEMBERS _kombu.binding.celery",
            "SET celery-task-meta-1 x", "SETEX celery-task-meta-1 10 x", "PUBLISH celery-task-meta-1 x", "PUBLISH /0.celery.pidbox x",
            "PUBLISH /0.celeryev/worker.heartbeat x", "PSUBSCRIBE /0.celeryev/*", "PSUBSCRIBE /0.celery.pidbox", "HGET unacked x", "HSET unacked x y",
            "ZADD unacked_index 1 x", "GET unacked_mutex", "SET unacked_mutex x", "SADD _kombu.binding.celery.pidbox x",
            "SMEMBERS _kombu.binding.celery.pidbox", "LPUSH x.reply.celery.pidbox x", "BRPOP x.reply.celery.pidbox 1", "LPUSH worker@host.celery.pidbox x",
            "LPUSH chords x", "LLEN chords", "SADD _kombu.binding.chords x", "SETEX celery-taskset-meta-1 10 x",
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(user)),
    };

    /// <summary>What they refuse and rights in one piece do not: the price of a server without selectors.</summary>
    public static IEnumerable<string> AllowedByFlatRightsOf(string user) => user switch
    {
        "viewer" or "strict" =>
        [
            "PUBLISH /0.celeryev/worker.heartbeat x", "BRPOP celeryev.x 1",
        ],
        "admin" =>
        [
            "PUBLISH /0.celeryev/worker.heartbeat x", "BRPOP celeryev.x 1", "BRPOP celery 1", "DEL celery", "SREM _kombu.binding.celery x",
            "DEL celery-task-meta-1", "LPUSH x.reply.celery.pidbox x", "PUBLISH celery-task-meta-1 x",
        ],
        "worker" =>
        [
            "DEL celery", "SREM _kombu.binding.celery x", "DEL celery-task-meta-1", "DEL unacked", "DEL unacked_index", "PSUBSCRIBE /0.celeryev/*", "BRPOP x.reply.celery.pidbox 1",
            "BRPOP worker@host.celery.pidbox 1", "LPUSH worker@host.celery.pidbox x", "PUBLISH /0.celery.pidbox x", "SETEX celery-taskset-meta-1 10 x",
        ],
        "client" => ["DEL celery", "PUBLISH celery-task-meta-1 x"],
        _ => throw new ArgumentOutOfRangeException(nameof(user)),
    };
}
