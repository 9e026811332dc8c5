using System.CommandLine;
using System.CommandLine.Invocation;

namespace FlowerInfra;

/// <summary>The command line: parses the arguments, runs a command and turns what it throws into a message.</summary>
public static class CommandLineProgram
{
    /// <summary>Runs a command.</summary>
    /// <param name="args">The arguments; none prints the help.</param>
    /// <param name="context">The process around it.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandContext context)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(context);
        context = context with { Output = new GuardedWriter(context.Output, isResult: true), Error = new GuardedWriter(context.Error, isResult: false) };
        var root = new RootCommand("A private, hardened Celery Flower on EKS: previews, its security controls, and live probes.")
        {
            PreviewCommand.Create(context),
            DiffCommand.Create(context),
            ControlsCommand.Create(context),
            RenderCommand.Create(context),
            VerifyCommand.Create(context),
            ConfigCommand.Create(context),
        };
        var result = root.Parse(args.Count == 0 ? ["--help"] : args);
        using var refusal = new StringWriter();
        var configuration = new InvocationConfiguration
        {
            // What somebody may have meant is no result.
            Output = result.Errors.Count > 0 ? refusal : context.Output,
            Error = result.Errors.Count > 0 ? refusal : context.Error,
            EnableDefaultExceptionHandler = false,
        };
        if (result.Action is ParseErrorAction parseError)
            parseError.ShowHelp = false;
        try
        {
            var code = await result.InvokeAsync(configuration).ConfigureAwait(false);
            // A parser quotes what it doesn't know, an address with its password among it.
            return result.Errors.Count > 0 ? Report(context, ExitCode.BadInput, ShownValue.InLine(refusal.ToString().TrimEnd())) : code;
        }
        catch (ArgumentFaultsException exception)
        {
            return Report(context, ExitCode.BadInput, exception.Message);
        }
        catch (PreviewException exception) when (!exception.IsDefect)
        {
            return Report(context, ExitCode.BadInput, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Report(context, ExitCode.BadInput, "Stopped before its end.");
        }
        catch (LostResultException exception)
        {
            return Report(context, ExitCode.BadInput, exception.Message);
        }
#pragma warning disable CA1031 // The last resort of a command line: users get a line, never a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var line = exception.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
            return Report(context, ExitCode.Defect, $"{line}. This is a defect of the program, not of your input: please report it.");
        }
    }

    private static int Report(CommandContext context, int code, string message)
    {
        foreach (var line in message.Split('\n'))
            context.Error.WriteLine(Printable.Of(line));
        if (context.Annotates)
            context.Error.WriteLine(Annotations.Of(message));
        return code;
    }
}
