namespace FlowerInfra;

/// <summary>What a deployment does with one resource, and why.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Before">The resource in the old plan, or null when it is new.</param>
/// <param name="After">The resource in the new plan, or null when it is gone.</param>
/// <param name="Properties">The values that differ; empty for a new resource and for one that is gone.</param>
internal sealed record ResourceChange(ChangeKind Kind, PlanResource? Before, PlanResource? After, IReadOnlyList<PropertyChange> Properties)
{
    /// <summary>The path under which a change of <c>protect</c> stands, which is no input.</summary>
    public const string Protection = "(protect)";

    /// <summary>The path under which a change of <c>retainOnDelete</c> stands.</summary>
    public const string Retention = "(retainOnDelete)";

    /// <summary>The resource as it will be, or as it was when it is gone.</summary>
    public PlanResource Resource => After ?? Before!;

    /// <summary>The type token.</summary>
    public string Type => Resource.Type;

    /// <summary>The name in the program.</summary>
    public string Name => Resource.Name;

    /// <summary>The URN by which an alias knows it from before, or null when the name stays.</summary>
    public string? FormerUrn => Before is not null && After is not null && Before.Urn != After.Urn ? Before.Urn : null;

    /// <summary>The resources that it refers to in a value which replaces it, and which are replaced themselves, by name.</summary>
    public IReadOnlyList<string> ReplacedWith { get; init; } = [];

    /// <summary>Where it refers to what is replaced and may change in place, and to which resource, by name.</summary>
    public IReadOnlyList<(PropertyChange Place, string Name)> Follows { get; init; } = [];

    /// <summary>Whether the old one goes before the new one comes.</summary>
    public bool IsGoneMeanwhile => Kind == ChangeKind.Replace && (After!.DeleteBeforeReplace || KeepsItsName);

    // Two of one name can't be, so that both providers delete first
    // (https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming).
    private bool KeepsItsName => After!.Type.Split(':')[0] switch
    {
        "kubernetes" => IsKept("metadata.name") && IsKept("metadata.namespace"),
        "aws" => After.Input()["name"].Text is not null && IsKept("name"),
        _ => false,
    };

    /// <summary>Whether a property changes.</summary>
    /// <param name="shape">The path without what is in brackets.</param>
    public bool Changes(string shape) => Properties.Any(it => it.Touches(shape));

    private bool IsKept(string path) => !Changes(path);
}
