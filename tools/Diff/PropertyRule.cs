using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>A rule about a property.</summary>
/// <param name="Types">The type tokens of the resources; empty for all.</param>
/// <param name="Shape">The property, without what is in brackets. What lies below it counts too.</param>
/// <param name="Explain">What a change means; null when it means nothing of this kind.</param>
internal sealed record PropertyRule(string[] Types, string Shape, Func<PropertyChange, ResourceChange, Explanation?> Explain)
{
    /// <summary>What the rule says of a change, or null when it has nothing to say.</summary>
    /// <param name="property">The property's change.</param>
    /// <param name="change">The resource's change.</param>
    public Explanation? Of(PropertyChange property, ResourceChange change) =>
        (Types.Length == 0 || Types.Contains(change.Type, StringComparer.Ordinal)) && property.IsAt(Shape) ? Explain(property, change) : null;

    /// <summary>A value that keeps something safe.</summary>
    /// <param name="concern">What it is about.</param>
    /// <param name="impact">What it means to give it up.</param>
    /// <param name="types">The type tokens; empty for all.</param>
    /// <param name="shape">The property.</param>
    /// <param name="good">The value.</param>
    /// <param name="off">What happens without it.</param>
    /// <param name="on">What happens with it.</param>
    /// <param name="absent">What holds where nothing is given.</param>
    public static PropertyRule Guard(
        Concern concern, Impact impact, string[] types, string shape, string good, string off, string on, string? absent = null) =>
        new(types, shape, (property, _) =>
        {
            if (property.Shape != shape)
                return null;
            var (isGood, wasGood) = ((property.After?.ToString() ?? absent) == good, (property.Before?.ToString() ?? absent) == good);
            return isGood ? (wasGood ? null : new Explanation(concern, Impact.Better, on))
                : wasGood || property.Before is null ? new Explanation(concern, impact, off)
                : null;
        });

    /// <summary>A number of days that is safer when it is higher.</summary>
    /// <param name="impact">What it means when it is lower.</param>
    /// <param name="type">The type token.</param>
    /// <param name="shape">The property.</param>
    /// <param name="explain">What happens, by the days before and after.</param>
    public static PropertyRule Days(Impact impact, string type, string shape, Func<string, string, string> explain) =>
        new([type], shape, (property, _) => new Explanation(
            Concern.Data,
            Number(property.Before) is { } old && Number(property.After) is { } @new && @new >= old ? Impact.Better : impact,
            explain(Shown(property.Before), Shown(property.After))));

    /// <summary>A property whose every change means the same.</summary>
    /// <param name="concern">What it is about.</param>
    /// <param name="impact">How much it asks for attention.</param>
    /// <param name="types">The type tokens.</param>
    /// <param name="shape">The property.</param>
    /// <param name="text">What happens.</param>
    public static PropertyRule Any(Concern concern, Impact impact, string[] types, string shape, string text) =>
        new(types, shape, (_, _) => new Explanation(concern, impact, text));

    /// <summary>A property whose change is told with its values.</summary>
    /// <param name="concern">What it is about.</param>
    /// <param name="impact">How much it asks for attention.</param>
    /// <param name="types">The type tokens.</param>
    /// <param name="shape">The property.</param>
    /// <param name="text">What happens.</param>
    public static PropertyRule Values(Concern concern, Impact impact, string[] types, string shape, string text) =>
        new(types, shape, (property, _) => new Explanation(concern, impact, $"{text}: {ShownText.OfChange(property)}"));

    private static double? Number(JsonNode? node) =>
        double.TryParse(node?.ToString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Shown(JsonNode? node) => node is null ? "for ever" : $"{ShownText.Of(node)} days";
}
