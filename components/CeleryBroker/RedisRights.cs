namespace FlowerInfra;

/// <summary>
/// The least rights with which Flower 2.1, Celery 5.2 and kombu 5.2 do their whole work in database 0 of Redis 7.0. Every part was
/// measured: with it Redis's ACL log stays empty, without it something fails.
/// </summary>
internal static class RedisRights
{
    /// <summary>
    /// The rights with a selector for each group of keys, which Redis and Valkey know since version 7: each command on its own
    /// keys only.
    /// </summary>
    /// <param name="user">The user.</param>
    public static string Exact(BrokerUser user) =>
        string.Join(' ', [.. Base(user).Select(command => $"+{command}"), .. Grants(user).Select(grant => grant.ToString())]);

    /// <summary>
    /// The rights for servers without selectors: every command on every key and channel of the user's. A viewer can then forge
    /// events, and has neither queue lengths nor results, which it could delete as well.
    /// </summary>
    /// <param name="user">The user.</param>
    public static string Flat(BrokerUser user)
    {
        RedisGrant[] grants = [.. Grants(user).Where(grant => !grant.NeedsSelector || user.Role is not (BrokerRole.Viewer or BrokerRole.Strict))];
        var commands = Base(user).Concat(grants.SelectMany(grant => grant.Commands)).Select(command => $"+{command}");
        // Reading and writing can't be told apart either.
        var patterns = grants.SelectMany(grant => grant.Patterns).Select(pattern => pattern[(pattern.StartsWith('%') ? 2 : 0)..]);
        return string.Join(' ', commands.Distinct().Concat(patterns.Distinct()));
    }

    // Whoever has subscribed unsubscribes when the connection closes, and a worker that may not load its script dies at its first
    // release of a lock, with exit code 0.
    private static string[] Base(BrokerUser user) => user.Role == BrokerRole.Worker
        ? ["ping", "multi", "exec", "unsubscribe", "script|load"]
        : ["ping", "multi", "exec", "unsubscribe"];

    private static IEnumerable<RedisGrant> Grants(BrokerUser user) => (user.Role switch
    {
        BrokerRole.Viewer => [.. Watching(user), .. Asking(ControlExchange.Workers)],
        BrokerRole.Strict => [.. Watching(user), .. Asking(ControlExchange.Nobody)],
        BrokerRole.Admin => [.. Watching(user), .. Asking(ControlExchange.Workers), .. Administrating(user)],
        BrokerRole.Worker => Working(user),
        BrokerRole.Client => Sending(user),
        _ => throw new ArgumentOutOfRangeException(nameof(user)),
    }).Where(grant => user.HasResults || !grant.IsForResults);

    private static List<RedisGrant> Watching(BrokerUser user) =>
    [
        RedisGrant.Of("sadd srem", "%W~_kombu.binding.celeryev"),
        RedisGrant.Of("llen del", "%W~celeryev.*"),
        RedisGrant.Of("psubscribe", "&/0.celeryev/*"),
        RedisGrant.Of("llen", Keys(user, "%R~")) with { NeedsSelector = true },
        RedisGrant.Of("get", "%R~celery-task-meta-*") with { NeedsSelector = true, IsForResults = true },
    ];

    // Without any right to publish Flower shows no events at all: its receiver publishes once first.
    private static List<RedisGrant> Asking(string exchange) =>
    [
        RedisGrant.Of("sadd srem", $"%W~_kombu.binding.reply.{exchange}.pidbox"),
        RedisGrant.Of("llen brpop del", $"~*.reply.{exchange}.pidbox ~*.reply.{exchange}.pidbox{Priorities}"),
        RedisGrant.Of("publish", $"&/0.{exchange}.pidbox"),
    ];

    private static IEnumerable<RedisGrant> Administrating(BrokerUser user)
    {
        yield return RedisGrant.Of("subscribe", "&celery-task-meta-*") with { IsForResults = true };
        yield return RedisGrant.Of("lpush", Keys(user, "%W~"));
        yield return RedisGrant.Of("sadd", Bindings(user, "%W~"));
        if (user.AbortTasks)
        {
            yield return RedisGrant.Of("setex", "%W~celery-task-meta-*") with { IsForResults = true };
            yield return RedisGrant.Of("publish", "&celery-task-meta-*") with { IsForResults = true };
        }
    }

    private static IEnumerable<RedisGrant> Working(BrokerUser user)
    {
        yield return RedisGrant.Of("llen brpop lpush rpush", Keys(user, "~"));
        yield return RedisGrant.Of("sadd smembers", Bindings(user, "~"));
        yield return RedisGrant.Of("zadd zrem zrevrangebyscore", "~unacked_index");
        yield return RedisGrant.Of("hset hdel hget watch", "~unacked");
        yield return RedisGrant.Of("set evalsha get del", "~unacked_mutex");
        yield return RedisGrant.Of("psubscribe", "&/0.celery.pidbox");
        yield return RedisGrant.Of("sadd srem", "%W~_kombu.binding.celery.pidbox");
        yield return RedisGrant.Of("llen del", $"%W~*@*.celery.pidbox %W~*@*.celery.pidbox{Priorities}");
        yield return RedisGrant.Of("smembers", "%R~_kombu.binding.reply.celery.pidbox");
        yield return RedisGrant.Of("lpush", "%W~*.reply.celery.pidbox");
        yield return RedisGrant.Of("publish", "&/0.celeryev/*");
        yield return RedisGrant.Of("get setex", "~celery-task-meta-*") with { IsForResults = true };
        yield return RedisGrant.Of("get", "%R~celery-taskset-meta-*") with { IsForResults = true };
        yield return RedisGrant.Of("publish", "&celery-task-meta-*") with { IsForResults = true };
        if (user.Chords)
            yield return RedisGrant.Of("get zadd zcount zrange expire del", "~celery-taskset-meta-*");
        if (!user.MingleAndGossip)
            yield break;
        foreach (var grant in Asking(ControlExchange.Workers))
            yield return grant;
        yield return RedisGrant.Of("sadd srem", "%W~_kombu.binding.celeryev");
        yield return RedisGrant.Of("llen del", "%W~celeryev.*");
        yield return RedisGrant.Of("psubscribe", "&/0.celeryev/worker.*");
    }

    private static IEnumerable<RedisGrant> Sending(BrokerUser user)
    {
        yield return RedisGrant.Of("sadd", Bindings(user, "%W~"));
        yield return RedisGrant.Of("llen lpush", Keys(user, "%W~"));
        yield return RedisGrant.Of("publish", "&/0.celeryev/task.sent");
        yield return RedisGrant.Of("get mget", "%R~celery-task-meta-*") with { IsForResults = true };
        yield return RedisGrant.Of("del", "%W~celery-task-meta-*") with { IsForResults = true };
        yield return RedisGrant.Of("subscribe", "&celery-task-meta-*") with { IsForResults = true };
        if (user.Chords)
        {
            yield return RedisGrant.Of("setex", "%W~celery-taskset-meta-*") with { IsForResults = true };
            yield return RedisGrant.Of("publish", "&celery-taskset-meta-*") with { IsForResults = true };
        }
    }

    // kombu has a list for each priority but the lowest. Between the queue's name and the digit stand two characters that no
    // pattern can name.
    private const string Priorities = "??[369]";

    private static string Keys(BrokerUser user, string access) =>
        string.Join(' ', user.Queues.SelectMany(queue => new[] { $"{access}{queue}", $"{access}{queue}{Priorities}" }));

    private static string Bindings(BrokerUser user, string access) =>
        string.Join(' ', user.Queues.Select(queue => $"{access}_kombu.binding.{queue}"));
}
