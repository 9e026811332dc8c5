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
