namespace FlowerInfra.Tests.Stacks;

/// <summary>Reads the pods of a plan.</summary>
internal static class Workloads
{
    public static IEnumerable<PlanProperty> Pods(Plan plan) =>
        plan.OfType(ResourceType.StatefulSet).Concat(plan.OfType(ResourceType.Deployment)).Select(it => it.At("spec", "template", "spec"));

    public static IEnumerable<PlanProperty> Containers(Plan plan) =>
        Pods(plan).SelectMany(pod => pod["containers"].Items.Concat(pod["initContainers"].Items));
}
