using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace FlowerInfra.Benchmarks;

/// <summary><c>preview --format json</c>: configuration, run under mocks, controls and plan.</summary>
public class PreviewBenchmarks
{
    private SampleProject _project = null!;

    [Params("dev", "staging", "prod", "dashboards-1", "dashboards-10", "dashboards-100", "dashboards-500")]
    public string Stack { get; set; } = "";

    [GlobalSetup]
    public void CreateProject()
    {
        _project = new SampleProject();
        if (Stack.Split('-') is ["dashboards", var count])
            _project.AddStack(int.Parse(count, CultureInfo.InvariantCulture));
    }

    [GlobalCleanup]
    public void DeleteProject() => _project.Delete();

    [Benchmark]
    public Task Preview() => _project.RunAsync("preview", "--stack", Stack, "--format", "json");
}
