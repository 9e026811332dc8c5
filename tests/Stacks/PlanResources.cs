namespace FlowerInfra.Tests.Stacks;

/// <summary>Finds a plan's resources by type.</summary>
internal static class PlanResources
{
    /// <summary>The resources of a type, sorted by URN.</summary>
    public static IEnumerable<PlanResource> OfType(this Plan plan, string type) => plan.Resources.Where(it => it.Type == type);
}
