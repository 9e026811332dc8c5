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

    /// <summary>Whether <see cref="Output"/> is a terminal, which may take colours and has a width of its own.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Tells today's date, on which a waiver may have expired.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where credentials are read that are in no file.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>How <c>verify</c> reaches hosts.</summary>
    public VerifyNetwork Network { get; init; } = new();

    /// <summary>The class that describes the configuration of the program's stacks; null when it has none.</summary>
    public Type? Configuration { get; init; }

    /// <summary>Runs a stack of the program under mocks.</summary>
    public required Func<StackSettings, Task<Plan>> Run { get; init; }

    /// <summary>The configuration of a stack of the project.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="ArgumentFaultsException">There is no such stack, or nothing of its file can be read.</exception>
    internal StackSettings Settings(string stack) => PulumiProject.Find(Folders).ReadWhatCanBe(stack);

    /// <summary>The context of this process.</summary>
    /// <typeparam name="TStack">The program's stack.</typeparam>
    public static CommandContext OfProcess<TStack>()
        where TStack : Stack => new()
        {
            Output = Console.Out,
            Error = Console.Error,
            Input = Console.In,
            Folders = [Directory.GetCurrentDirectory(), AppContext.BaseDirectory],
            IsTerminal = !Console.IsOutputRedirected,
            Run = StackPreview.RunAsync<TStack>,
        };
}
