using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Finds characters that nobody sees: they move a terminal's cursor, forge lines of a report, or make two names look the same
/// (<see href="https://www.unicode.org/reports/tr36/"/>).
/// </summary>
internal static partial class HiddenCharacter
{
    /// <summary>What to do about it.</summary>
    public const string Fix = "Write it on one line, without the character; begin a block of lines with >- in place of > or |.";

    /// <summary>What is wrong with a text, as a clause that follows it; null when all of it can be seen.</summary>
    /// <param name="text">The text.</param>
    // Certificates in PEM have lines, and nothing else in them.
    public static string? ProblemOf(string text) => Certificates().IsMatch(text) ? null : Hidden().Match(text) switch
    {
        { Success: false } => null,
        _ when text.StartsWith("-----BEGIN CERTIFICATE", StringComparison.Ordinal) => "holds more than certificates in PEM",
        { Value: "\n" or "\r" } => "holds a line break",
        { Index: var index } => $"holds an invisible character, U+{char.ConvertToUtf32(text, index):X4}",
    };

    [GeneratedRegex(@"^(-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=]{1,76}\r?\n)+-----END CERTIFICATE-----(\r?\n|\z))+\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Certificates();

    // Beyond the first plane: tags, which write a second text behind the one that is seen.
    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\uDB40[\uDC00-\uDFFF]")]
    private static partial Regex Hidden();
}
