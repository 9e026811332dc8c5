namespace FlowerInfra;

/// <summary>What came of many requests in a row.</summary>
internal enum FloodOutcome
{
    /// <summary>Some were answered with 429.</summary>
    HeldBack,

    /// <summary>All were answered, and quickly enough that a limit would have been reached.</summary>
    Answered,

    /// <summary>They took so long that no limit was reached.</summary>
    TooSlow,
}
