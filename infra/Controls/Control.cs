namespace FlowerInfra;

/// <summary>A security rule over a plan.</summary>
/// <param name="Id"><c>FLW-AREA-NN</c>. Ids are never given twice.</param>
/// <param name="Severity">How much a failure matters.</param>
/// <param name="Title">The rule as a sentence that holds when it passes.</param>
public sealed record Control(string Id, Severity Severity, string Title)
{
    /// <summary>The ids of the published controls that it implements, for example <c>ELB.4</c> or <c>CKV_AWS_131</c>.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The guide and its section that ask for it, or null when only the published controls do.</summary>
    public string? Guide { get; init; }

    /// <summary>What to do when it fails, as an imperative sentence.</summary>
    public required string Fix { get; init; }

    /// <summary>The rule. A resource that it doesn't concern has no finding.</summary>
    public required Func<Plan, IEnumerable<Finding>> Check { get; init; }

    /// <summary>A rule about each resource of one type by itself.</summary>
    /// <param name="type">The type token.</param>
    /// <param name="rule">The rule over its inputs.</param>
    public static Func<Plan, IEnumerable<Finding>> Each(string type, Func<PlanProperty, Verdict> rule) => Each([type], rule);

    /// <summary>A rule about each resource of several types by itself.</summary>
    /// <param name="types">The type tokens.</param>
    /// <param name="rule">The rule over its inputs.</param>
    public static Func<Plan, IEnumerable<Finding>> Each(IReadOnlyList<string> types, Func<PlanProperty, Verdict> rule) => plan =>
        plan.Resources.Where(it => types.Contains(it.Type, StringComparer.Ordinal)).Select(it => new Finding(it, rule(it.Input())));
}
