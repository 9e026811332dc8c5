namespace FlowerInfra;

/// <summary>Kubernetes objects of one type that stand in no namespace, found by what others write to name them.</summary>
/// <param name="plan">The plan.</param>
/// <param name="type">The type token.</param>
internal sealed class ObjectsByName(PlanIndex plan, string type)
{
    private readonly ILookup<string, PlanResource> _byName =
        plan.OfType(type).ToLookup(it => it.Input()["metadata"]["name"].Text ?? "", StringComparer.Ordinal);

    /// <summary>The object, or null when the plan doesn't have it.</summary>
    /// <param name="name">The name, or an output of the object.</param>
    public PlanResource? Find(PlanProperty name) => plan.Named(name) ?? _byName[name.Text ?? ""].FirstOrDefault();
}
