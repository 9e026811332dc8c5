using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>Undoes the escapes of Python's texts.</summary>
internal static partial class PythonText
{
    /// <summary>The characters that a text stands for.</summary>
    /// <param name="text">What is between its quotes.</param>
    /// <returns>The characters; null when they can't be told, as those of a character's name.</returns>
    public static string? Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var isKnown = true;
        var value = Escape().Replace(text, match =>
        {
            var code = match.Groups["code"];
            if (code.Success)
                return Character(code.Value, 16);
            return match.Groups["rest"].Value switch
            {
                "\n" => "",
                "a" => "\a",
                "b" => "\b",
                "f" => "\f",
                "n" => "\n",
                "r" => "\r",
                "t" => "\t",
                "v" => "\v",
                "\\" or "'" or "\"" => match.Groups["rest"].Value,
                [>= '0' and <= '7', ..] octal => Character(octal, 8),
                // A name, or half an escape, or one of which Python warns.
                _ => Unknown(),
            };
        });
        return isKnown ? value : null;

        string Unknown()
        {
            isKnown = false;
            return "";
        }

        string Character(string digits, int radix)
        {
            var code = radix == 16 ? int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : Convert.ToInt32(digits, radix);
            return Rune.IsValid(code) ? new Rune(code).ToString() : Unknown();
        }
    }

    [GeneratedRegex(@"\\(?:x(?<code>[0-9A-Fa-f]{2})|u(?<code>[0-9A-Fa-f]{4})|U(?<code>[0-9A-Fa-f]{8})|(?<rest>[0-7]{1,3}|.|$))", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
