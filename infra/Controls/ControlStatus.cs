namespace FlowerInfra;

/// <summary>The state of a control for one resource.</summary>
public enum ControlStatus
{
    /// <summary>The rule holds.</summary>
    Pass,

    /// <summary>The rule is broken.</summary>
    Fail,

    /// <summary>The rule is broken, and a waiver that has not expired says why that is accepted.</summary>
    Waived,

    /// <summary>The value is known only after deployment.</summary>
    Unknown,
}

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
