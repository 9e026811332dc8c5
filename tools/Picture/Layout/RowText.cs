using System.Text;

namespace FlowerInfra;

/// <summary>Text in rows of few characters.</summary>
internal static class RowText
{
    /// <summary>Breaks a text, between words where it can.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The characters of a row.</param>
    /// <param name="mostRows">The rows; what doesn't fit is cut.</param>
    public static IReadOnlyList<string> Wrap(string text, int width, int mostRows)
    {
        var rows = new List<string>();
        var row = new StringBuilder();
        foreach (var word in Words(Printable.Of(text)).SelectMany(it => Pieces(it, width)))
        {
            if (row.Length > 0 && Width(row.ToString()) + Width(word.TrimEnd()) > width)
            {
                rows.Add(row.ToString().TrimEnd());
                row.Clear();
            }

            row.Append(word);
        }

        rows.Add(row.ToString().TrimEnd());
        return rows.Count <= mostRows ? rows : [.. rows.Take(mostRows - 1), Cut($"{rows[mostRows - 1]}…", width)];
    }

    /// <summary>A text in one row.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The characters of the row.</param>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        var end = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().TakeWhile(it => Width(end.ToString()) + Width(it) < width))
            end.Append(rune.ToString());
        return $"{end}…";
    }

    // Letters of the scripts from Hangul on take two characters' width, and so do pictograms.
    private static int Width(Rune rune) => rune.Value >= 0x1100 && rune.Value is not (>= 0x2000 and < 0x2E80) ? 2 : 1;

    private static int Width(string text) => text.EnumerateRunes().Sum(Width);

    // A word ends behind what joins the parts of names and addresses.
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            word.Append(rune.ToString());
            if (rune.Value is not (' ' or '-' or '/' or ',' or '@' or '_'))
                continue;
            yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    private static IEnumerable<string> Pieces(string word, int width)
    {
        if (Width(word) <= width)
            return [word];
        var pieces = new List<StringBuilder> { new() };
        foreach (var rune in word.EnumerateRunes())
        {
            if (Width(pieces[^1].ToString()) + Width(rune) > width)
                pieces.Add(new StringBuilder());
            pieces[^1].Append(rune.ToString());
        }

        return pieces.Select(it => it.ToString());
    }
}
