using System.Globalization;
using System.Text;

namespace FlowerInfra;

/// <summary>Renders values as Python source: the one way by which a value gets into a generated Python file.</summary>
internal static class PythonLiteral
{
    /// <summary>A string literal of printable ASCII, whatever the text holds.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        var literal = new StringBuilder("\"");
        // By code point: Python would read a surrogate pair, which JSON writes as two escapes, as two characters.
        foreach (var rune in text.EnumerateRunes())
        {
            literal.Append(rune.Value switch
            {
                '"' or '\\' => $"\\{rune}",
                >= ' ' and <= '~' => rune.ToString(),
                <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary><c>True</c> or <c>False</c>.</summary>
    /// <param name="value">The value.</param>
    public static string Of(bool value) => value ? "True" : "False";

    /// <summary>A whole number.</summary>
    /// <param name="value">The value.</param>
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);
}
