namespace FlowerInfra;

/// <summary>The words for severities.</summary>
internal static class SeverityWords
{
    /// <summary>The severity in lower case.</summary>
    /// <param name="severity">The severity.</param>
    public static string Word(this Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        _ => "medium",
    };

    /// <summary>What a failure means.</summary>
    /// <param name="severity">The severity.</param>
    public static string Meaning(this Severity severity) => severity switch
    {
        Severity.Critical => "opens the dashboard or its secrets to whoever can reach them",
        Severity.High => "removes a layer of the defence",
        _ => "weakens one of several layers",
    };
}
