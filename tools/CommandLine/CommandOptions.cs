using System.CommandLine;

namespace FlowerInfra;

/// <summary>The options that commands share.</summary>
internal static class CommandOptions
{
    /// <summary>The stack.</summary>
    /// <param name="required">Whether the command needs one.</param>
    public static Option<string?> Stack(bool required) => new("--stack", "-s")
    {
        Description = "The stack, whose file is Pulumi.<stack>.yaml",
        Required = required,
        HelpName = "stack",
    };

    /// <summary>The result's format.</summary>
    /// <param name="formats">The forms; the first is the default.</param>
    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format", "-f")
        {
            Description = "The result's format",
            DefaultValueFactory = _ => formats[0],
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    /// <summary>The file for the result.</summary>
    public static Option<string?> File() => new("--out", "-o") { Description = "Write the result into this file", HelpName = "file" };
}
