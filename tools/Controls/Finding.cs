namespace FlowerInfra;

/// <summary>What a control says about one resource.</summary>
/// <param name="Resource">The resource, or null for the whole stack.</param>
/// <param name="Verdict">What it says.</param>
public sealed record Finding(PlanResource? Resource, Verdict Verdict);
