using BenchmarkDotNet.Attributes;

namespace FlowerInfra.Benchmarks;

/// <summary><c>render</c>: a preview, and its manifests written in the place of the former ones.</summary>
public class RenderBenchmarks
{
    private SampleProject _project = null!;

    [Params("dev", "prod")]
    public string Stack { get; set; } = "";

    [GlobalSetup]
    public void CreateProject() => _project = new SampleProject();

    [GlobalCleanup]
    public void DeleteProject() => _project.Delete();

    [Benchmark]
    public Task Render() => _project.RunAsync("render", "--stack", Stack, "--out", Path.Combine(_project.Folder, "rendered"));
}
