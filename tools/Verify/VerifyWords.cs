namespace FlowerInfra;

/// <summary>The words that results use.</summary>
internal static class VerifyWords
{
    /// <summary>An outcome's word.</summary>
    /// <param name="outcome">The outcome.</param>
    public static string Word(this VerifyOutcome outcome) => outcome switch
    {
        VerifyOutcome.Pass => "pass",
        VerifyOutcome.Fail => "fail",
        VerifyOutcome.Error => "error",
        _ => "not-run",
    };

    /// <summary>A dashboard's word.</summary>
    /// <param name="role">The dashboard.</param>
    public static string Word(this SiteRole role) => role == SiteRole.Admin ? "admin" : "viewer";
}
