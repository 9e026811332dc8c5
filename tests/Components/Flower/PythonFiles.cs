using System.Diagnostics;
using System.Text.Json;

namespace FlowerInfra.Tests.Components.Flower;

/// <summary>Runs generated Python files in the real python3, as Flower and Celery would.</summary>
internal sealed class PythonFiles : IDisposable
{
    // One process for any number of files: each result is the file's plain values, or what stopped it.
    private const string Harness = """
        import json, runpy, sys
        results = []
        for path in sys.argv[1:]:
            try:
                values = runpy.run_path(path)
            except SystemExit as stop:
                results.append({"stopped": str(stop.code)})
            else:
                results.append({name: value if isinstance(value, (str, int, bool, list)) else
                                {key: str(item) for key, item in value.items()} if isinstance(value, dict) else None
                                for name, value in values.items() if not name.startswith("_")})
        print(json.dumps(results))
        """;

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("flower-python-").FullName;

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Directory, name), text);

    public JsonElement Run(string source) => RunAll([source]).Single();

    public IReadOnlyList<JsonElement> RunAll(IReadOnlyList<string> sources)
    {
        var paths = sources.Select((source, index) =>
        {
            Write($"config{index}.py", source);
            return Path.Combine(Directory, $"config{index}.py");
        });
        return [.. JsonDocument.Parse(Print(Harness, paths)).RootElement.EnumerateArray()];
    }

    /// <summary>Runs a program and returns what it prints.</summary>
    public static string Print(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("python3", ["-I", "-c", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        var errors = python.StandardError.ReadToEndAsync();
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return python.ExitCode == 0 ? output : throw new InvalidOperationException(errors.Result);
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
