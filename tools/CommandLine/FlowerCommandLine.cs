using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The whole of a program around one stack. <c>Program.cs</c> is one line:
/// <code>return await FlowerCommandLine.RunAsync&lt;ToolsStack&gt;(args);</code>
/// </summary>
public static class FlowerCommandLine
{
    /// <summary>
    /// Deploys the stack when the Pulumi engine starts the program, and is the command line over it when a person does.
    /// </summary>
    /// <typeparam name="TStack">The stack's class, with a second constructor that takes <see cref="StackOptions"/>.</typeparam>
    /// <param name="args">The program's arguments.</param>
    /// <returns>The process's exit code: the engine's, or one of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync<TStack>(IReadOnlyList<string> args)
        where TStack : Stack, new() => RunAsync<TStack>(args, CommandContext.OfProcess<TStack>());

    /// <summary>
    /// Does the same for a program whose stack reads its configuration by <see cref="ArgumentBinder"/>: the command <c>config</c>
    /// explains it then.
    /// </summary>
    /// <typeparam name="TStack">The stack's class, with a second constructor that takes <see cref="StackOptions"/>.</typeparam>
    /// <typeparam name="TConfiguration">The class that describes the configuration.</typeparam>
    /// <param name="args">The program's arguments.</param>
    /// <returns>The process's exit code: the engine's, or one of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync<TStack, TConfiguration>(IReadOnlyList<string> args)
        where TStack : Stack, new()
        where TConfiguration : InputArgs =>
        RunAsync<TStack>(args, CommandContext.OfProcess<TStack>() with { Configuration = typeof(TConfiguration) });

    private static Task<int> RunAsync<TStack>(IReadOnlyList<string> args, CommandContext context)
        where TStack : Stack, new()
    {
        ArgumentNullException.ThrowIfNull(args);
        // The engine starts its program without arguments and says where it listens.
        return args.Count == 0 && Environment.GetEnvironmentVariable("PULUMI_MONITOR") is not null
            ? Deployment.RunAsync<TStack>()
            : CommandLineProgram.RunAsync(args, context);
    }
}
