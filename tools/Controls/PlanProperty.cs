using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>
/// A value in a resource's inputs, by path. What lies below an unknown value is unknown too, and what lies below an
/// absent one is absent: checks read like the rule and never throw.
/// </summary>
public sealed class PlanProperty
{
    private readonly JsonNode? _node;

    // Whether this is a value below an unknown one: nobody knows whether it is there at all.
    private readonly bool _isBelowUnknown;

    /// <summary>Wraps a value.</summary>
    /// <param name="path">Its path, as messages name it.</param>
    /// <param name="node">The value, or null when absent.</param>
    public PlanProperty(string path, JsonNode? node)
        : this(path, node, isBelowUnknown: false)
    {
    }

    private PlanProperty(string path, JsonNode? node, bool isBelowUnknown)
    {
        Path = path;
        _node = node;
        _isBelowUnknown = isBelowUnknown;
    }

    /// <summary>The path from the resource.</summary>
    public string Path { get; }

    /// <summary>Whether it is absent.</summary>
    public bool IsAbsent => _node is null;

    /// <summary>Whether it is, or holds, what is known only after deployment; so is a secret, which a plan masks.</summary>
    public bool IsUnknown => Text is { } text && PlanReference.IsIn(text);

    /// <summary>The text, or null when it is none.</summary>
    public string? Text => _node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The whole number, or null when it is none.</summary>
    public long? Number =>
        // A node made of an int does not give itself as a long; its text is the same for both.
        _node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The flag, or null when it is none.</summary>
    public bool? Flag => _node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The elements of a list; a single unknown stands for a list that is unknown. Empty when absent.</summary>
    public IEnumerable<PlanProperty> Items
    {
        get
        {
            if (IsUnknown)
                return [Below];
            var path = Path;
            return _node is JsonArray items ? items.Select((item, index) => new PlanProperty($"{path}[{index}]", item)) : [];
        }
    }

    /// <summary>The values of a map, by key. Empty when absent or unknown.</summary>
    public IEnumerable<(string Key, PlanProperty Value)> Pairs
    {
        get
        {
            var path = Path;
            return _node is JsonObject pairs ? pairs.Select(pair => (pair.Key, new PlanProperty($"{path}.{pair.Key}", pair.Value))) : [];
        }
    }

    /// <summary>A member.</summary>
    /// <param name="name">Its name.</param>
    public PlanProperty this[string name] =>
        IsUnknown ? Below : new PlanProperty(Path.Length == 0 ? name : $"{Path}.{name}", (_node as JsonObject)?[name]);

    /// <summary>What lies below, by several names with dots between them.</summary>
    /// <param name="path">The names.</param>
    public PlanProperty At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('.').Aggregate(this, (value, name) => value[name]);
    }

    /// <summary>The first of a list's elements, or absent.</summary>
    public PlanProperty First => Items.FirstOrDefault(new PlanProperty($"{Path}[0]", null));

    /// <summary>Whether another value is equal to this one, with everything below it.</summary>
    /// <param name="other">The other value.</param>
    public bool IsSameAs(PlanProperty other) => JsonNode.DeepEquals(_node, other._node);

    /// <summary>Holds when the value is this text.</summary>
    /// <param name="expected">The text.</param>
    public Verdict Is(string expected) => Meets(Text == expected, $"is not {expected}");

    /// <summary>Holds when the value is this number.</summary>
    /// <param name="expected">The number.</param>
    public Verdict Is(long expected) => Meets(Number == expected, $"is not {expected}");

    /// <summary>Holds when the value is this flag.</summary>
    /// <param name="expected">The flag.</param>
    public Verdict Is(bool expected) => Meets(Flag == expected, expected ? "is not true" : "is not false");

    /// <summary>Holds when the value is one of these texts.</summary>
    /// <param name="accepted">The texts.</param>
    public Verdict IsOneOf(IReadOnlyList<string> accepted) =>
        Meets(accepted.Contains(Text, StringComparer.Ordinal), "is not one that is accepted");

    /// <summary>Holds when the value is this number or more.</summary>
    /// <param name="least">The number.</param>
    public Verdict IsAtLeast(long least) => Meets(Number >= least, $"is below {least}");

    /// <summary>Holds when a rule does, or when there is no value.</summary>
    /// <param name="rule">The rule over the value.</param>
    public Verdict IfGiven(Func<PlanProperty, Verdict> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return IsAbsent ? Verdict.Pass : rule(this);
    }

    /// <summary>Holds when there is a value, even one that is known only after deployment.</summary>
    public Verdict IsGiven => _isBelowUnknown ? Verdict.Unknown(Path) : Verdict.When(!IsAbsent && Text is not "", $"{Path} is not given");

    /// <summary>Holds when there is no value.</summary>
    public Verdict IsNotGiven => IsUnknown ? Verdict.Unknown(Path) : Verdict.When(IsAbsent || _node is JsonArray { Count: 0 }, $"{Path} is given");

    /// <summary>Holds when the value is not everything. A text that quotes an output names something, whatever that will be.</summary>
    public Verdict IsNotWildcard => Text is Plan.Unknown or Plan.Secret ? Verdict.Unknown(Path) : Verdict.When(Text is not "*", $"{Path} is *");

    /// <summary>Holds when a condition on a known value does.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="problem">What is wrong when it doesn't, as a clause that follows the path.</param>
    public Verdict Meets(bool holds, string problem)
    {
        if (IsUnknown)
            return Verdict.Unknown(Path);
        return Verdict.When(holds, IsAbsent ? $"{Path} is not given" : $"{Path} {problem} ({Shown})");
    }

    /// <summary>The value of a text that holds JSON, such as a policy; unknown and absent texts stay so.</summary>
    public PlanProperty Parsed
    {
        get
        {
            if (Text is not { } text || text is Plan.Unknown or Plan.Secret)
                return this;
            try
            {
                return new PlanProperty(Path, JsonNode.Parse(text));
            }
            catch (JsonException)
            {
                return this;
            }
        }
    }

    private PlanProperty Below => new(Path, _node, isBelowUnknown: true);

    private string Shown => _node is JsonValue value ? value.ToJsonString() : _node is JsonArray ? "a list" : "an object";
}
