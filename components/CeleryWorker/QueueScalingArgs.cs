using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Workers that KEDA adds and removes by their queues' length
/// (<see href="https://keda.sh/docs/latest/concepts/scaling-deployments/"/>).
/// A worker that is removed finishes its tasks first.
/// </summary>
public sealed class QueueScalingArgs : ResourceArgs
{
    /// <summary>The fewest workers. Plain: it is checked before anything is created. Default: 1.</summary>
    [Input("minReplicas")]
    public int? MinReplicas { get; set; }

    /// <summary>The most workers. Plain: it is checked before anything is created. Default: 10.</summary>
    [Input("maxReplicas")]
    public int? MaxReplicas { get; set; }

    /// <summary>
    /// How many waiting tasks there may be for each worker before another one is added. Plain: it is checked before anything is
    /// created. Default: 20.
    /// </summary>
    [Input("tasksPerReplica")]
    public int? TasksPerReplica { get; set; }

    /// <summary>
    /// The name of a TriggerAuthentication in the namespace, with which KEDA's operator reads the queues: <c>username</c> and
    /// <c>password</c> of Redis, or <c>host</c>, the URL, of RabbitMQ. Its user needs LLEN on the queues, or their passive
    /// declaration, and nothing else.
    /// </summary>
    /// <example>orders-queues</example>
    [Input("triggerAuthenticationName", required: true)]
    public required Input<string> TriggerAuthenticationName { get; set; }

    /// <summary>
    /// Redis' host and TLS port, for example <c>broker.example.internal:6379</c>. Default: the queues are RabbitMQ's.
    /// </summary>
    /// <example>broker.example.internal:6379</example>
    [Input("redisAddress")]
    public Input<string>? RedisAddress { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal QueueScaling Read(ArgumentReader reader)
    {
        var (least, most, tasks) = (MinReplicas ?? 1, MaxReplicas ?? 10, TasksPerReplica ?? 20);
        reader.Require(least >= 0, "minReplicas", $"{least}", "is below 0", "Give 0 or more.");
        reader.Require(most >= Math.Max(least, 1), "maxReplicas", $"{most}", "is below minReplicas, or 0", "Give at least as many.");
        reader.Require(tasks >= 1, "tasksPerReplica", $"{tasks}", "is below 1", "Give 1 or more.");
        return new QueueScaling(least, most, tasks, reader.Text("triggerAuthenticationName", TriggerAuthenticationName, TextRule.ServiceAccount),
            reader.OptionalText("redisAddress", RedisAddress, TextRule.HostAndPort));
    }
}
