namespace FlowerInfra;

/// <summary>How much a failed control matters.</summary>
public enum Severity
{
    /// <summary>Weakens one of several layers.</summary>
    Medium,

    /// <summary>Removes a layer.</summary>
    High,

    /// <summary>Opens the dashboard or its secrets to whoever can reach them.</summary>
    Critical,
}
