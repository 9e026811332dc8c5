namespace FlowerInfra;

/// <summary>What a control says about one resource.</summary>
/// <param name="Resource">The resource, or null for the whole stack.</param>
/// <param name="Verdict">What it says.</param>
public readonly record struct Finding(PlanResource? Resource, Verdict Verdict);
