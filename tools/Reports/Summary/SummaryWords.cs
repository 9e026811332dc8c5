using System.Globalization;

namespace FlowerInfra;

/// <summary>How a summary writes values of a plan.</summary>
internal static class SummaryWords
{
    /// <summary>What only the deployment decides.</summary>
    private const string Later = "known only after deployment";

    /// <summary>A value: another resource by its name, anything else as it stands.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="value">The value.</param>
    /// <param name="absent">What to write when there is none.</param>
    public static string Shown(this PlanIndex plan, PlanProperty value, string absent = "none") => value switch
    {
        { IsAbsent: true } => absent,
        _ when plan.Named(value) is { } resource => resource.Name,
        { IsUnknown: true } => Later,
        { Text: { } text } => text,
        { Number: { } number } => number.ToString(CultureInfo.InvariantCulture),
        _ => absent,
    };

    /// <summary>A number of days.</summary>
    /// <param name="days">The value.</param>
    /// <param name="absent">What to write when there is none.</param>
    public static string Days(PlanProperty days, string absent) =>
        days.IsUnknown ? Later : days.Number is { } number ? $"{number.ToString(CultureInfo.InvariantCulture)} days" : absent;

    /// <summary>The first of many texts, and how many more there are.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="most">How many are shown.</param>
    public static string First(IReadOnlyCollection<string> texts, int most) =>
        string.Join(", ", texts.Take(most)) + (texts.Count > most ? $" and {texts.Count - most} more" : "");

    /// <summary>Texts in one order, each once.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="none">What to write when there are none.</param>
    public static string List(IEnumerable<string> texts, string none = "nobody")
    {
        var all = string.Join(", ", texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return all.Length == 0 ? none : all;
    }
}
