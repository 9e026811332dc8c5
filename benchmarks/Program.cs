using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process: another one would be built in Release, and that configuration takes the official packages. Each
// measurement is one command, as a user runs it, after two that are not counted. The least is what a machine that does
// something else as well disturbs least.
var job = Job.Default
    .WithToolchain(new InProcessEmitToolchain(TimeSpan.FromHours(1), logOutput: true))
    .WithStrategy(RunStrategy.Monitoring)
    .WithWarmupCount(2)
    .WithIterationCount(10);
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.Min, StatisticColumn.Median)
    .HideColumns("Job", "Toolchain", "IterationCount", "RunStrategy", "WarmupCount", "UnrollFactor", "Gen0", "Gen1", "Gen2")
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default);
BenchmarkSwitcher.FromAssembly(typeof(FlowerInfra.Benchmarks.PreviewBenchmarks).Assembly).Run(args, config);
