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
}
