using Spectre.Console;

namespace FlowerInfra;

/// <summary>
/// Writes text for people. It breaks lines itself, between words only and below the beginning of the text: Spectre's tables
/// and trees cut long words, and ids and names are copied from here.
/// </summary>
internal sealed class TextConsole
{
    private readonly StringWriter _text;
    private readonly IAnsiConsole? _colours;
    private readonly int? _columns;

    private TextConsole(StringWriter text, TextForm form)
    {
        _text = text;
        // Without colours Spectre would set those of the process's own console, which may write escape sequences into a pipe.
        _colours = form.HasColours ? Colours(text) : null;
        _columns = form.Columns;
    }

    /// <summary>Renders a text.</summary>
    /// <param name="form">Where it goes.</param>
    /// <param name="write">Writes it.</param>
    public static string Render(TextForm form, Action<TextConsole> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(new TextConsole(text, form));
        return text.ToString();
    }

    /// <summary>Writes a heading.</summary>
    /// <param name="title">The heading.</param>
    public void Title(string title) => Line("", title, "bold", "");

    /// <summary>Writes an empty line.</summary>
    public void Line() => _text.WriteLine();

    /// <summary>Writes a text whose later lines begin below its beginning.</summary>
    /// <param name="indentation">What stands before it.</param>
    /// <param name="text">The text.</param>
    public void Line(string indentation, string text) => Line(indentation, "", "", text);

    /// <summary>Writes a text behind a lead.</summary>
    /// <param name="indentation">What stands before the lead.</param>
    /// <param name="lead">The lead, spaces behind it included; it is never broken.</param>
    /// <param name="style">The lead's colour or weight; empty for none.</param>
    /// <param name="text">The text.</param>
    /// <param name="continuation">What stands before later lines; null for spaces up to the text.</param>
    public void Line(string indentation, string lead, string style, string text, string? continuation = null)
    {
        lead = Printable.Of(lead);
        continuation ??= new string(' ', indentation.Length + lead.Length);
        var lines = Break(Printable.Of(text), indentation.Length + lead.Length, continuation.Length);
        _text.Write(indentation);
        lead = lines[0].Length == 0 ? lead.TrimEnd() : lead;
        if (_colours is null || style.Length == 0)
            _text.Write(lead);
        else
            _colours.Write(lead, Style.Parse(style));
        _text.WriteLine(lines[0]);
        foreach (var line in lines.Skip(1))
            _text.WriteLine(continuation + line);
    }

    private static IAnsiConsole Colours(TextWriter text)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = int.MaxValue;
        return console;
    }

    private List<string> Break(string text, int first, int later)
    {
        if (_columns is not { } columns || first + text.Length <= columns)
            return [text];
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            var start = lines.Count == 1 ? first : later;
            var isEmpty = lines[^1].Length == 0;
            if (start + lines[^1].Length + (isEmpty ? 0 : 1) + word.Length > columns && (!isEmpty || start > later))
                lines.Add(word);
            else
                lines[^1] += isEmpty ? word : $" {word}";
        }

        return lines;
    }
}
