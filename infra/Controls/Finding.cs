using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>What a control says about one resource.</summary>
/// <param name="Resource">The resource, or null for the whole stack.</param>
/// <param name="Verdict">What it says.</param>
public readonly record struct Finding(PlanResource? Resource, Verdict Verdict);

/// <summary>How controls read a plan.</summary>
public static class PlanReading
{
    /// <summary>The inputs of a resource.</summary>
    /// <param name="resource">The resource.</param>
    public static PlanProperty Input(this PlanResource resource) => new("", resource.Inputs);

    /// <summary>The resources of a type.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="type">The type token.</param>
    public static IEnumerable<PlanResource> OfType(this Plan plan, string type) => plan.Resources.Where(it => it.Type == type);
}
