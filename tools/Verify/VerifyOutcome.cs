namespace FlowerInfra;

/// <summary>How a check ended.</summary>
internal enum VerifyOutcome
{
    /// <summary>The expectation holds.</summary>
    Pass,

    /// <summary>It doesn't.</summary>
    Fail,

    /// <summary>It could not be found out.</summary>
    Error,

    /// <summary>It needs something that was not given.</summary>
    NotRun,
}
