using System.Reflection;
using Pulumi;

namespace FlowerInfra;

/// <summary>What the commands need from the process around them.</summary>
public sealed record CommandContext
{
    /// <summary>Where results go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where errors go, and what must not mix with a result that a program reads.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where the project is looked for, in this order; each folder and the ones above it.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>How results are written to <see cref="Output"/>; the default is for a file or a pipe.</summary>
    public TextForm Form { get; init; }

    /// <summary>Whether findings are told as GitHub's annotations too, on <see cref="Error"/>.</summary>
    public bool Annotates { get; init; }

    /// <summary>Tells today's date, on which a waiver may have expired.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where credentials are read that are in no file.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>How long a pipe or the standard input may keep a command waiting for its end. Default: a minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How <c>verify</c> reaches hosts.</summary>
    public VerifyNetwork Network { get; init; } = new();

    /// <summary>The configuration in which the program is built: <c>diff</c> builds an older version of it in the same one.</summary>
    public string Build { get; init; } = "Release";

    /// <summary>The class that describes the configuration of the program's stacks; null when it has none.</summary>
    public Type? Configuration { get; init; }

    /// <summary>Runs a stack of the program under mocks.</summary>
    public required Func<StackSettings, Task<Plan>> Run { get; init; }

    /// <summary>Names the SDK first; where a program reads the result, not on its output.</summary>
    /// <param name="isResult">Whether the line is part of what people read on <see cref="Output"/>.</param>
    internal Task WriteBannerAsync(bool isResult) => (isResult ? Output : Error).WriteLineAsync(PulumiSdk.Banner);

    /// <summary>How a result is written.</summary>
    /// <param name="file">The file that it goes into, or null for <see cref="Output"/>.</param>
    internal TextForm FormOf(string? file) => file is null ? Form : default;

    /// <summary>Writes a result.</summary>
    /// <param name="file">The file that it goes into, or null for <see cref="Output"/>.</param>
    /// <param name="text">The result.</param>
    /// <exception cref="ArgumentFaultsException">The file can't be written.</exception>
    internal Task WriteAsync(string? file, string text)
    {
        if (file is null)
            return Output.WriteAsync(text);
        ResultFile.Write(file, text);
        return Task.CompletedTask;
    }

    /// <summary>The configuration of a stack of the project.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="ArgumentFaultsException">There is no such stack, or nothing of its file can be read.</exception>
    internal StackSettings Settings(string stack) => PulumiProject.Find(Folders).ReadWhatCanBe(stack);

    /// <summary>The file of a stack, relative to the repository that it is in, or else to its project.</summary>
    /// <param name="stack">The stack's name.</param>
    internal string FileOf(string stack)
    {
        var (root, file) = PulumiProject.Find(Folders).FileOf(stack);
        var repository = new DirectoryInfo(root);
        while (repository is not null && !Path.Exists(Path.Combine(repository.FullName, ".git")))
            repository = repository.Parent;
        return Path.GetRelativePath(repository?.FullName ?? root, Path.Combine(root, file)).Replace('\\', '/');
    }

    /// <summary>The context of this process.</summary>
    /// <typeparam name="TStack">The program's stack.</typeparam>
    public static CommandContext OfProcess<TStack>()
        where TStack : Stack => new()
        {
            Output = Console.Out,
            Error = Console.Error,
            Input = Console.In,
            Folders = Places(),
            Form = Console.IsOutputRedirected ? default : TextForm.OfTerminal(Console.WindowWidth, Environment.GetEnvironmentVariable),
            // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
            Annotates = Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true",
            Build = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release",
            Run = StackPreview.RunAsync<TStack>,
        };

    private static IReadOnlyList<string> Places()
    {
        try
        {
            return [Directory.GetCurrentDirectory(), AppContext.BaseDirectory];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody has deleted the folder below this process.
            return [AppContext.BaseDirectory];
        }
    }
}
