namespace FlowerInfra;

/// <summary>The words for states in plans and tables.</summary>
public static class ControlStatusWords
{
    /// <summary>The state in lower case, as a plan names it.</summary>
    /// <param name="status">The state.</param>
    public static string Word(this ControlStatus status) => status switch
    {
        ControlStatus.Pass => "pass",
        ControlStatus.Fail => "fail",
        ControlStatus.Waived => "waived",
        _ => "unknown",
    };
}
