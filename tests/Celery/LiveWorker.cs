using System.Diagnostics;
using System.Text;
using FlowerInfra.Tests.Components.Flower;

namespace FlowerInfra.Tests.Celery;

/// <summary>A real Celery worker beside the files that its pod would have, with the command that the pod would run.</summary>
internal sealed class LiveWorker : IDisposable
{
    // Far above what a start takes on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PythonFiles _files = new();
    private readonly StringBuilder _log = new();
    private readonly Process _worker;

    private LiveWorker(string configuration, string app, IReadOnlyList<string> command, string brokerUrl)
    {
        _files.Write("celeryconfig.py", configuration);
        _files.Write("app.py", app);
        _files.Write($"{WorkerFiles.StepsModule}.py", WorkerFiles.RenderSteps(BeatFile));
        _files.Write(WorkerFiles.Probe, WorkerFiles.RenderProbe(BeatFile, _files.Directory));
        _files.Write(FlowerSecretFiles.BrokerUrl, brokerUrl);
        _files.Write($"{SigningSettings.Module}.py", SigningSettings.RenderApp("app"));
        var start = CeleryProgram.Python(["-m", "celery", .. command.Skip(1)]);
        start.WorkingDirectory = _files.Directory;
        start.Environment["RAN"] = RanFile;
        _worker = Process.Start(start) ?? throw new InvalidOperationException("The worker did not start.");
        _worker.OutputDataReceived += Keep;
        _worker.ErrorDataReceived += Keep;
        _worker.BeginOutputReadLine();
        _worker.BeginErrorReadLine();
    }

    /// <summary>What the tasks wrote, a line each.</summary>
    public IReadOnlyList<string> Ran => File.Exists(RanFile) ? File.ReadAllLines(RanFile) : [];

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    public bool HasEnded => _worker.HasExited;

    public int ExitCode => _worker.ExitCode;

    private string RanFile => Path.Combine(_files.Directory, "ran");

    private string BeatFile => Path.Combine(_files.Directory, "beat");

    /// <summary>Starts a worker and waits until its probe says that it is ready.</summary>
    public static LiveWorker Start(string configuration, string app, IReadOnlyList<string> command, string brokerUrl)
    {
        var worker = new LiveWorker(configuration, app, command, brokerUrl);
        try
        {
            worker.WaitFor(() => worker.HasEnded || worker.Probe("ready") == 0, "the worker to be ready");
            if (worker.HasEnded)
                throw new InvalidOperationException($"The worker ended:\n{worker.Log}");
        }
        catch
        {
            worker.Dispose();
            throw;
        }

        return worker;
    }

    /// <summary>The exit code of a probe.</summary>
    public int Probe(string question)
    {
        using var probe = Process.Start(CeleryProgram.Python(["-I", "-S", Path.Combine(_files.Directory, WorkerFiles.Probe), question]))!;
        probe.StandardOutput.ReadToEnd();
        probe.StandardError.ReadToEnd();
        probe.WaitForExit();
        return probe.ExitCode;
    }

    public void WaitFor(Func<bool> holds, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Waited in vain for {what}:\n{Log}");
            Thread.Sleep(100);
        }
    }

    /// <summary>What the kubelet sends first.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Stops the worker's processes as a hang would, or lets them go on.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_worker.Id}"]);
        kill.WaitForExit();
    }

    public void WaitForEnd() => WaitFor(() => _worker.HasExited, "the worker to end");

    public void Dispose()
    {
        if (!_worker.HasExited)
            _worker.Kill(entireProcessTree: true);
        _worker.WaitForExit();
        _worker.Dispose();
        _files.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
            _log.AppendLine(line.Data);
    }
}
