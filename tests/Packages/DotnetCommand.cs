using System.Diagnostics;
using NUnit.Framework;

namespace FlowerInfra.Tests.Packages;

/// <summary>Commands as a person types them in a folder.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs <c>dotnet</c>, and fails the test if it does.</summary>
    public static async Task<string> RunAsync(string folder, IEnumerable<(string Name, string Value)> environment, params string[] args)
    {
        var run = await TryAsync("dotnet", folder, environment, args);
        Assert.That(run.Code, Is.Zero, () => $"dotnet {string.Join(' ', args)}\n{run.Output}");
        return run.Output;
    }

    /// <summary>Runs a program.</summary>
    public static async Task<(int Code, string Output)> TryAsync(
        string program, string folder, IEnumerable<(string Name, string Value)> environment, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What has started these tests, and would choose another SDK, another configuration or the analyzers.
        foreach (var name in start.Environment.Keys.Where(IsOfTheTests).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static bool IsOfTheTests(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "CI" or "Configuration" or "DefaultItemExcludes";
}
