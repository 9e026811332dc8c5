using System.Diagnostics;
using System.Text.Json;

namespace FlowerInfra.Tests.Components.Flower;

/// <summary>A Python program beside generated configuration files, run with the real Celery as Flower would run it.</summary>
internal sealed class CeleryProgram : IDisposable
{
    // Far above what an answer takes on a busy machine, and half of the shortest grace period of a pod.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Lazy<string> Interpreter = new(FindInterpreter);

    private readonly PythonFiles _files = new();

    /// <summary>The directory of the files and of the secrets.</summary>
    public string Directory => _files.Directory;

    public void Write(string name, string text) => _files.Write(name, text);

    /// <summary>Writes the URLs and the configuration that reads them.</summary>
    public void Configure(string brokerUrl, string authorityFile, IReadOnlyList<string>? taskNames = null, string? resultBackendUrl = null, bool signs = false)
    {
        Write(FlowerSecretFiles.BrokerUrl, brokerUrl);
        Write(FlowerSecretFiles.ResultBackendUrl, resultBackendUrl ?? "");
        if (taskNames is [_, ..])
            Write($"{TaskStubs.Module}.py", TaskStubs.Render(taskNames));
        Write(FlowerFiles.CeleryConfiguration, CeleryConfiguration.Render(new FlowerCelerySettings
        {
            SecretsDirectory = Directory,
            BrokerCertificateAuthorityFile = authorityFile,
            HasResultBackend = resultBackendUrl is not null,
            HasTaskStubs = taskNames is [_, ..],
            Signs = signs,
        }));
    }

    /// <summary>Runs a program that prints one JSON value.</summary>
    public JsonElement Run(string source)
    {
        var (ended, output, errors) = RunToEnd(source);
        return ended && output.Length > 0
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidOperationException($"The program {(ended ? "printed nothing" : "did not end")}:\n{errors}");
    }

    /// <summary>Runs a program; says whether it ended in time, and what it printed.</summary>
    public (bool Ended, string Output, string Errors) RunToEnd(string source)
    {
        Write("program.py", source);
        var start = Python(["program.py"]);
        start.WorkingDirectory = Directory;
        using var python = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        var output = python.StandardOutput.ReadToEndAsync();
        var errors = python.StandardError.ReadToEndAsync();
        var ended = python.WaitForExit(Patience);
        if (!ended)
            python.Kill();
        return (ended, output.Result, errors.Result);
    }

    /// <summary>How the interpreter that has Celery is started.</summary>
    public static ProcessStartInfo Python(IEnumerable<string> arguments) => new(Interpreter.Value, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["CELERY_CONFIG_MODULE"] = "celeryconfig", ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONNOUSERSITE"] = "1" },
    };

    public void Dispose() => _files.Dispose();

    // Debian's Celery is for Debian's interpreter, and another one may come first on the PATH.
    private static string FindInterpreter() =>
        new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasCelery)
        ?? throw new InvalidOperationException("Celery is not installed: run ./test.sh, or apt-get install python3-celery python3-cryptography python3-redis");

    private static bool HasCelery(string interpreter)
    {
        var start = new ProcessStartInfo(interpreter, ["-c", "import celery, cryptography, redis"]) { RedirectStandardError = true };
        using var python = Process.Start(start)!;
        python.StandardError.ReadToEnd();
        python.WaitForExit();
        return python.ExitCode == 0;
    }
}
