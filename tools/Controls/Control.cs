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

    /// <summary>What to do with the resource when it fails, as an imperative sentence in the provider's own words.</summary>
    public required string Fix { get; init; }

    /// <summary>
    /// What to do when the resource is a component's, as an imperative sentence that names the component's argument, whose
    /// name is the stack's key too. Null when the component meets the control whatever its arguments are.
    /// </summary>
    public string? Setting { get; init; }

    /// <summary>The rule. A resource that it doesn't concern has no finding.</summary>
    public required Func<PlanIndex, IEnumerable<Finding>> Check { get; init; }

    /// <summary>A rule about each resource of a type by itself.</summary>
    /// <param name="type">The type token.</param>
    /// <param name="rule">The rule over its inputs.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> Each(string type, Func<PlanProperty, Verdict> rule) => Each([type], rule);

    /// <summary>A rule about each resource of several types by itself.</summary>
    /// <param name="types">The type tokens.</param>
    /// <param name="rule">The rule over its inputs.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> Each(IReadOnlyList<string> types, Func<PlanProperty, Verdict> rule) =>
        Each(types, (_, resource) => rule(resource.Input()));

    /// <summary>A rule about each resource of several types and what refers to it.</summary>
    /// <param name="types">The type tokens.</param>
    /// <param name="rule">The rule over the plan and the resource.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> Each(IReadOnlyList<string> types, Func<PlanIndex, PlanResource, Verdict> rule) =>
        plan => plan.OfType(types).Select(it => new Finding(it, rule(plan, it)));

    /// <summary>A rule about each resource of a type and another resource that has to be there for it.</summary>
    /// <param name="type">The type token.</param>
    /// <param name="companion">The type token of the other one.</param>
    /// <param name="path">The property in which it names the resource, with dots.</param>
    /// <param name="rule">The rule over the other one's inputs.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> EachHas(
        string type, string companion, string path, Func<PlanProperty, Verdict> rule) =>
        Each([type], (plan, resource) => plan.Companion(resource, companion, path, rule));

    /// <summary>The findings of several rules, which concern different resources.</summary>
    /// <param name="checks">The rules.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> Several(params Func<PlanIndex, IEnumerable<Finding>>[] checks) =>
        plan => checks.SelectMany(check => check(plan));
}
