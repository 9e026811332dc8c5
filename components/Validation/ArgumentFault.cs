namespace FlowerInfra;

/// <summary>One argument or configuration key that is missing or refused.</summary>
/// <param name="Key">The argument's path as the user wrote it, for example <c>vpnCidrs[1]</c>.</param>
/// <param name="Value">The refused value, or null when it is missing. Never a secret.</param>
/// <param name="Problem">What is wrong, as a clause that follows the value.</param>
/// <param name="Fix">What to do, as an imperative sentence.</param>
public sealed record ArgumentFault(string Key, string? Value, string Problem, string Fix)
{
    /// <summary>One line: the key, the value, what is wrong and the fix.</summary>
    public override string ToString() =>
        Value is null ? $"{Key}: {Problem}. {Fix}" : $"{Key}: \"{Value}\" {Problem}. {Fix}";
}
