namespace FlowerInfra;

/// <summary>
/// A plan that is looked up by type, by namespace and by what refers to what, so that no control compares every resource
/// with every other one.
/// </summary>
public sealed class PlanIndex
{
    private readonly ILookup<string, PlanResource> _byType;
    private readonly Dictionary<string, PlanResource> _byUrn;
    private readonly Dictionary<string, ILookup<string, PlanResource>> _byNamespace = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, string Path), ILookup<string, PlanResource>> _byReference = [];

    /// <summary>Indexes a plan.</summary>
    /// <param name="plan">The plan.</param>
    public PlanIndex(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Resources = plan.Resources;
        _byType = plan.Resources.ToLookup(it => it.Type, StringComparer.Ordinal);
        _byUrn = plan.Resources.ToDictionary(it => it.Urn, StringComparer.Ordinal);
    }

    /// <summary>Every resource.</summary>
    public IReadOnlyList<PlanResource> Resources { get; }

    /// <summary>The resources of some types.</summary>
    /// <param name="types">The type tokens.</param>
    public IEnumerable<PlanResource> OfType(params IEnumerable<string> types) => types.SelectMany(type => _byType[type]);

    /// <summary>The workloads that run Flower.</summary>
    internal IReadOnlyList<FlowerPod> FlowerPods => field ??= [.. FlowerPod.Find(this)];

    /// <summary>The workloads that run Celery's workers.</summary>
    internal IReadOnlyList<FlowerPod> WorkerPods => field ??= [.. FlowerPod.FindWorkers(this)];

    /// <summary>The resource that a value is an output of, or null when it is none of the plan's.</summary>
    /// <param name="value">The value.</param>
    public PlanResource? Named(PlanProperty value) => Referred(value).Select(urn => _byUrn[urn]).FirstOrDefault();

    /// <summary>The Kubernetes objects of a type in the namespace of another one.</summary>
    /// <param name="resource">The other one.</param>
    /// <param name="type">The type token.</param>
    public IEnumerable<PlanResource> InNamespaceOf(PlanResource resource, string type)
    {
        if (!_byNamespace.TryGetValue(type, out var all))
            _byNamespace[type] = all = _byType[type].ToLookup(NamespaceOf, StringComparer.Ordinal);
        return all[NamespaceOf(resource)];
    }

    /// <summary>The resources of a type that refer to this one.</summary>
    /// <param name="resource">This resource.</param>
    /// <param name="type">Their type token.</param>
    /// <param name="path">The property in which they name it, with dots.</param>
    public IEnumerable<PlanResource> Referring(PlanResource resource, string type, string path)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return References(type, path)[resource.Urn];
    }

    /// <summary>A rule about another resource that refers to this one, for example about a bucket's policy.</summary>
    /// <param name="resource">This resource.</param>
    /// <param name="type">The type token of the other one.</param>
    /// <param name="path">The property in which it names this one, with dots.</param>
    /// <param name="rule">The rule over its inputs.</param>
    /// <returns>The rule's verdict; a failure when nothing refers to this resource.</returns>
    public Verdict Companion(PlanResource resource, string type, string path, Func<PlanProperty, Verdict> rule)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(type);
        var all = References(type, path);
        var companions = all[resource.Urn].Select(it => rule(it.Input()).Of(it.Name)).ToArray();
        if (companions.Length > 0)
            return Verdict.Any(companions);
        var kind = type[(type.LastIndexOf(':') + 1)..];
        return all[Plan.Unknown].Any() ? Verdict.Unknown($"{path} of a {kind}") : Verdict.Fail($"no {kind} refers to it");
    }

    private static string NamespaceOf(PlanResource resource) => resource.Input()["metadata"]["namespace"].Text ?? "default";

    private ILookup<string, PlanResource> References(string type, string path)
    {
        if (!_byReference.TryGetValue((type, path), out var all))
            _byReference[(type, path)] = all = IndexReferences(type, path);
        return all;
    }

    private ILookup<string, PlanResource> IndexReferences(string type, string path)
    {
        var references =
            from resource in _byType[type]
            let property = resource.Input().At(path)
            from value in property.Items.DefaultIfEmpty(property)
            from key in value.Text is Plan.Unknown or Plan.Secret ? [Plan.Unknown] : Referred(value)
            select (key, resource);
        return references.ToLookup(it => it.key, it => it.resource, StringComparer.Ordinal);
    }

    private IEnumerable<string> Referred(PlanProperty value) =>
        value.Text is { } text ? PlanReference.FindAll(text, _byUrn.ContainsKey).Select(it => it.Urn) : [];
}
