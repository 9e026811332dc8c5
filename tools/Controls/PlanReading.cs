namespace FlowerInfra;

/// <summary>How controls read a plan.</summary>
public static class PlanReading
{
    /// <summary>The inputs of a resource.</summary>
    /// <param name="resource">The resource.</param>
    public static PlanProperty Input(this PlanResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new PlanProperty("", resource.Inputs);
    }

    /// <summary>The resources of a type.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="type">The type token.</param>
    public static IEnumerable<PlanResource> OfType(this Plan plan, string type)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Resources.Where(it => it.Type == type);
    }
}
