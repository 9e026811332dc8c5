namespace FlowerInfra;

/// <summary>A check's outcome on one dashboard.</summary>
/// <param name="Check">The check.</param>
/// <param name="Role">Which dashboard.</param>
/// <param name="Url">Its address.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What was seen and, when it didn't pass, what to do; one line of printable characters without secrets.</param>
internal sealed record VerifyResult(VerifyCheck Check, SiteRole Role, DashboardUrl Url, VerifyOutcome Outcome, string Message);
