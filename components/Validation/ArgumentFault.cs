using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>One argument or configuration key that is missing or refused.</summary>
/// <param name="Key">The argument's path as the user wrote it, for example <c>vpnCidrs[1]</c>.</param>
/// <param name="Value">The refused value, or null when it is missing. Never a secret.</param>
/// <param name="Problem">What is wrong, as a clause that follows the value.</param>
/// <param name="Fix">What to do, as an imperative sentence.</param>
public sealed partial record ArgumentFault(string Key, string? Value, string Problem, string Fix)
{
    private const int LongestShown = 300;

    /// <summary>One line: the key, the value, what is wrong and the fix.</summary>
    public override string ToString() =>
        Printable(Value is null ? $"{Key}: {Problem}. {Fix}" : $"{Key}: \"{Short(Value)}\" {Problem}. {Fix}");

    // A password in a URL is in one place too many already.
    private static string Short(string value)
    {
        var shown = UserInfo().Replace(value, "://[secret]@");
        return shown.Length <= LongestShown ? shown : $"{shown[..LongestShown]}…";
    }

    // A line break would look like another fault, and an escape sequence is an order to the terminal.
    private static string Printable(string line) => Control().Replace(line, match => $"\\u{(int)match.Value[0]:x4}");

    [GeneratedRegex(@"://[^/@\s]+@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}]")]
    private static partial Regex Control();
}
