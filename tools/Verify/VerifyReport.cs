namespace FlowerInfra;

/// <summary>All results of a run, the viewer's first, each dashboard's in the order of the checks.</summary>
/// <param name="Results">The results.</param>
internal sealed record VerifyReport(IReadOnlyList<VerifyResult> Results)
{
    /// <summary>What the command ends with.</summary>
    public int Code => Count(VerifyOutcome.Fail) > 0 ? ExitCode.ControlFailed
        : Count(VerifyOutcome.Error) > 0 ? ExitCode.BadInput
        : ExitCode.Success;

    /// <summary>How many checks ended in a way.</summary>
    /// <param name="outcome">The way.</param>
    public int Count(VerifyOutcome outcome) => Results.Count(result => result.Outcome == outcome);
}
