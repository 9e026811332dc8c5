using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>An instance that a view of a Django site passes requests to: what the site's ConfigMap says, and the pod that it means.</summary>
internal sealed class DjangoProxied
{
    private DjangoProxied(PlanResource config, FlowerPod pod)
    {
        Config = config;
        Pod = pod;
        var file = pod.ReadGateway();
        Host = file?.Host;
        Prefix = UrlPrefix.TryParse(config.Input()["data"][DjangoDelivery.Prefix].Text, out var prefix, out _) ? prefix : null;
    }

    /// <summary>The ConfigMap in the site's namespace.</summary>
    public PlanResource Config { get; }

    /// <summary>The pod.</summary>
    public FlowerPod Pod { get; }

    /// <summary>The instance's name.</summary>
    public string Name => Pod.Workload.PodLabels()["app.kubernetes.io/instance"].Text ?? "";

    /// <summary>Whose it is.</summary>
    public InstanceRole Role => Pod.IsForAdministrators ? InstanceRole.Administrator : InstanceRole.Viewer;

    /// <summary>The site's host; null where the gateway answers another than one.</summary>
    public HostName? Host { get; }

    /// <summary>The path below which Flower lives; null where the ConfigMap has none.</summary>
    public UrlPrefix? Prefix { get; }

    /// <summary>The namespace of the site.</summary>
    public PlanProperty Namespace => Config.Input()["metadata"]["namespace"];

    /// <summary>Finds them.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<DjangoProxied> Find(PlanIndex plan) =>
        from config in plan.OfType(ConfigMap)
        where !config.Input()["data"][DjangoDelivery.Url].IsAbsent
        let instance = config.Input()["metadata"]["labels"]["app.kubernetes.io/instance"].Text
        from pod in plan.FlowerPods
        where instance is not null && pod.Workload.PodLabels()["app.kubernetes.io/instance"].Text == instance
        select new DjangoProxied(config, pod);
}
