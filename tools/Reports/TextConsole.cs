using Spectre.Console;

namespace FlowerInfra;

/// <summary>Renders Spectre's widgets into text.</summary>
internal static class TextConsole
{
    /// <summary>Renders.</summary>
    /// <param name="width">The columns and no colours, or null for the terminal's own of both.</param>
    /// <param name="write">Writes the widgets.</param>
    public static string Render(int? width, Action<IAnsiConsole> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            // An empty NO_COLOR says nothing (https://no-color.org).
            Ansi = width is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = width is null ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Capabilities.Unicode = true;
        // A terminal that does not tell its width says zero.
        console.Profile.Width = width ?? (Console.WindowWidth > 0 ? Console.WindowWidth : PlanTable.RedirectedWidth);
        write(console);
        // Tables fill their columns with spaces that mean nothing in a file.
        return string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
