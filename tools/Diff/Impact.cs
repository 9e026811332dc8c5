namespace FlowerInfra;

/// <summary>How much a change asks for a reviewer's attention.</summary>
internal enum Impact
{
    /// <summary>It makes something safer or cheaper.</summary>
    Better,

    /// <summary>It is told, and asks for nothing.</summary>
    Notice,

    /// <summary>It weakens or interrupts something, or may do so.</summary>
    Caution,

    /// <summary>It opens, loses or stops something.</summary>
    Danger,
}
