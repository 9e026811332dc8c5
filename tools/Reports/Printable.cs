using System.Globalization;
using System.Text;

namespace FlowerInfra;

/// <summary>
/// Makes what somebody else wrote fit to be shown. A reason, a name or an address may hold what moves a terminal's cursor,
/// turns the direction of a line around, or ends the line and forges the next one.
/// </summary>
internal static class Printable
{
    /// <summary>The text with everything invisible in it written as <c>\uXXXX</c>.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        if (text.All(it => it is >= ' ' and <= '~'))
            return text;
        var shown = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var isPair = char.IsSurrogatePair(text, index);
            if (!IsInvisible(CharUnicodeInfo.GetUnicodeCategory(text, index)))
                shown.Append(text, index, isPair ? 2 : 1);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(isPair ? char.ConvertToUtf32(text, index) : text[index]):x4}");
            index += isPair ? 1 : 0;
        }

        return shown.ToString();
    }

    private static bool IsInvisible(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
