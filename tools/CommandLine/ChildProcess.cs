using System.ComponentModel;
using System.Diagnostics;

namespace FlowerInfra;

/// <summary>Runs another program and reads what it says.</summary>
internal static class ChildProcess
{
    // What only the process around this one is asked for: the engine's monitor, annotations, and build nodes that outlive the build
    // and hold on to its folder.
    private static readonly (string Name, string? Value)[] Environment =
    [
        ("GITHUB_ACTIONS", null), ("PULUMI_MONITOR", null), ("GIT_DIR", null), ("GIT_WORK_TREE", null), ("MSBUILDDISABLENODEREUSE", "1"),
        ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), ("UseSharedCompilation", "false"), ("DOTNET_NOLOGO", "1"), ("LC_ALL", "C"),
    ];

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="folder">The folder in which it runs.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="cancellation">Ends it, and what it started.</param>
    /// <returns>Its exit code and what it said; null when there is no such program.</returns>
    public static async Task<(int Code, string Output, string Error)?> RunAsync(
        string program, string folder, IEnumerable<string> args, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        // Nobody is there to answer a question.
        process.StandardInput.Close();
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
