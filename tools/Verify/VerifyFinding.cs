namespace FlowerInfra;

/// <summary>What a check found.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What was seen, in one line.</param>
internal sealed record VerifyFinding(VerifyOutcome Outcome, string Message)
{
    public static VerifyFinding Pass(string message) => new(VerifyOutcome.Pass, message);

    public static VerifyFinding Fail(string message) => new(VerifyOutcome.Fail, message);

    public static VerifyFinding Error(string message) => new(VerifyOutcome.Error, message);

    public static VerifyFinding NotRun(string message) => new(VerifyOutcome.NotRun, message);

    /// <summary>Passes when there is no fault, and fails with all of them otherwise.</summary>
    /// <param name="faults">The faults.</param>
    /// <param name="message">What was seen when there is none.</param>
    public static VerifyFinding Of(IReadOnlyCollection<string> faults, string message) =>
        faults.Count == 0 ? Pass(message) : Fail(string.Join("; ", faults));
}
