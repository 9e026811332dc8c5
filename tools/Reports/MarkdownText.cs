using System.Text;

namespace FlowerInfra;

/// <summary>Writes what somebody else wrote as a part of Markdown, where none of it is markup, within what a comment may hold.</summary>
internal static class MarkdownText
{
    /// <summary>The characters of a comment: GitHub refuses more than 65,536, and whoever posts it may add some.</summary>
    public const int Room = 65_000;

    /// <summary>A text that is folded until somebody asks for it.</summary>
    /// <param name="title">What stands there instead; it is no markup of somebody else's.</param>
    /// <param name="text">The text, in Markdown.</param>
    public static string Details(string title, string text) => $"\n<details><summary>{title}</summary>\n\n{text.TrimStart('\n')}\n</details>\n";

    /// <summary>Cuts a text between lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="room">The characters that it may have.</param>
    /// <returns>Whether something was cut.</returns>
    public static bool Shorten(StringBuilder text, int room)
    {
        if (text.Length <= room)
            return false;
        text.Length = room <= 0 ? 0 : text.ToString().LastIndexOf('\n', room - 1) + 1;
        return true;
    }

    /// <summary>Texts as code.</summary>
    /// <param name="texts">The texts.</param>
    public static string Codes(IEnumerable<string> texts) => string.Join(", ", texts.Select(Code));

    /// <summary>A text as code, in which nothing is a mention, a link or markup.</summary>
    /// <param name="text">The text.</param>
    public static string Code(string text)
    {
        var shown = Printable.Of(text);
        var longest = LongestRun(shown);
        // A longer fence than any inside ends where it should.
        var fence = new string('`', longest + 1);
        return longest == 0 ? $"`{shown}`" : $"{fence} {shown} {fence}";
    }

    /// <summary>Lines as a block of code.</summary>
    /// <param name="language">The language in which they are coloured.</param>
    /// <param name="lines">The lines.</param>
    public static string Block(string language, IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines.Select(Printable.Of));
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{text}\n{fence}\n";
    }

    /// <summary>A text whose characters are no markup.</summary>
    /// <param name="text">The text.</param>
    public static string Text(string text) =>
        string.Concat(Printable.Of(text).Select(it => @"\`*_[]<>&|~#$".Contains(it, StringComparison.Ordinal) ? $"\\{it}" : $"{it}"));

    private static int LongestRun(string text) => text.Split(text.Where(it => it != '`').Distinct().ToArray()).Max(it => it.Length);
}
