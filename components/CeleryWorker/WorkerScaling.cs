using System.Globalization;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>What tells KEDA to scale workers by their queues' length.</summary>
internal static class WorkerScaling
{
    /// <summary>Creates the object, with a trigger for each queue.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="scaling">How it scales.</param>
    /// <param name="metadata">The object's metadata.</param>
    /// <param name="options">The object's options.</param>
    public static void Create(WorkerModel worker, QueueScaling scaling, ObjectMetaArgs metadata, CustomResourceOptions options) =>
        _ = new ScaledObject($"{worker.Name}-scaling", new ScaledObjectArgs
        {
            Metadata = metadata,
            Spec = new ScaledObjectSpecArgs
            {
                ScaleTargetRef = new ScaleTargetArgs { Name = worker.Name },
                MinReplicaCount = scaling.MinReplicas,
                MaxReplicaCount = scaling.MaxReplicas,
                Triggers = worker.Queues.Select(queue => Trigger(queue, scaling)).ToArray(),
            },
        }, options);

    private static ScaleTriggerArgs Trigger(string queue, QueueScaling scaling)
    {
        var length = scaling.TasksPerReplica.ToString(CultureInfo.InvariantCulture);
        return new ScaleTriggerArgs
        {
            Type = scaling.RedisAddress is null ? "rabbitmq" : "redis",
            Metadata = scaling.RedisAddress is { } address
                ? new InputMap<string> { ["address"] = address, ["enableTLS"] = "true", ["listLength"] = length, ["listName"] = queue }
                : new InputMap<string> { ["mode"] = "QueueLength", ["protocol"] = "amqp", ["queueName"] = queue, ["value"] = length },
            AuthenticationRef = new ScaleTargetArgs { Name = scaling.TriggerAuthenticationName },
        };
    }
}
