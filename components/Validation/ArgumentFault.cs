using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>One argument or configuration key that is missing or refused.</summary>
/// <param name="Key">The argument's path as the user wrote it, for example <c>vpnCidrs[1]</c>.</param>
/// <param name="Value">The refused value, or null when it is missing. Never a secret.</param>
/// <param name="Problem">What is wrong, as a clause that follows the value.</param>
/// <param name="Fix">What to do, as an imperative sentence.</param>
public sealed partial record ArgumentFault(string Key, string? Value, string Problem, string Fix)
{
    /// <summary>One line: the key, the value, what is wrong and the fix.</summary>
    public override string ToString() =>
        Printable(ShownValue.WithoutTokens(Value is null ? $"{ShownKey}: {Problem}. {Fix}" : $"{ShownKey}: \"{ShownValue.Of(Key, Value)}\" {Problem}. {Fix}"));

    // The name of a key is somebody's text too.
    private string ShownKey => ShownValue.InLine(Key);

    // A line break would look like another fault, and an escape sequence is an order to the terminal.
    private static string Printable(string line) => Control().Replace(line, match => $"\\u{(int)match.Value[0]:x4}");

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]")]
    private static partial Regex Control();
}
