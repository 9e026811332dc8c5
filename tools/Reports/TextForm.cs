namespace FlowerInfra;

/// <summary>How results for people are written. The default is for files and pipes: no colours, and no line is broken.</summary>
/// <param name="Columns">Where lines are broken, between words; null breaks none.</param>
/// <param name="HasColours">Whether escape sequences may colour the text.</param>
public readonly record struct TextForm(int? Columns, bool HasColours)
{
    private const int UsualColumns = 80;

    /// <summary>The form for a terminal.</summary>
    /// <param name="columns">Its columns; 0 when it doesn't tell.</param>
    /// <param name="environment">The process's environment: <c>TERM=dumb</c> and <c>NO_COLOR</c> ask for no colours.</param>
    public static TextForm OfTerminal(int columns, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        // An empty NO_COLOR says nothing (https://no-color.org).
        var hasColours = string.IsNullOrEmpty(environment("NO_COLOR")) && environment("TERM") != "dumb";
        return new TextForm(columns > 0 ? columns : UsualColumns, hasColours);
    }
}
