using System.Diagnostics;
using System.Text;
using FlowerInfra.Tests.Components.Flower;

namespace FlowerInfra.Tests.Celery;

/// <summary>A Celery command that runs until it is stopped, such as a worker.</summary>
internal sealed class CeleryProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    /// <param name="directory">Where its files are.</param>
    /// <param name="arguments">What follows <c>celery</c>.</param>
    public CeleryProcess(string directory, params string[] arguments)
    {
        var start = CeleryProgram.Python(["-m", "celery", .. arguments]);
        start.WorkingDirectory = directory;
        _process = Process.Start(start) ?? throw new InvalidOperationException("celery did not start.");
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var watch = Stopwatch.StartNew();
        while (!Output.Contains(" ready.", StringComparison.Ordinal))
        {
            if (_process.HasExited || watch.Elapsed > Patience)
            {
                Dispose();
                throw new InvalidOperationException($"celery {string.Join(' ', arguments)} is not ready:\n{Output}");
            }

            Thread.Sleep(100);
        }
    }

    /// <summary>What it has printed until now.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !_process.HasExited;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
