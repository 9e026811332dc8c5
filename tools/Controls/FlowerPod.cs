using System.Text.RegularExpressions;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>A workload that runs Flower, or Celery's workers, with the files that it mounts.</summary>
internal sealed partial class FlowerPod
{
    private readonly PlanProperty[] _files;
    private readonly Dictionary<string, (PlanProperty Source, object? File, string? Fault)[]> _read = new(StringComparer.Ordinal);

    // Many instances have the same file, and each is asked about by many controls.
    private readonly Dictionary<(Type Reader, string Text), (object? File, string? Fault)> _readByAll;

    private FlowerPod(PlanIndex plan, PlanResource workload, PlanProperty flower, Dictionary<(Type Reader, string Text), (object? File, string? Fault)> readByAll)
    {
        _readByAll = readByAll;
        Workload = workload;
        Flower = flower;
        var names = workload.PodSpec()["volumes"].Items.Select(it => it["configMap"]["name"]).Where(it => !it.IsAbsent).ToArray();
        _files =
        [
            .. plan.InNamespaceOf(workload, ConfigMap)
                .Where(it => names.Any(name => name.Text == it.Input()["metadata"]["name"].Text || plan.Named(name) == it))
                .Select(it => it.Input()["data"]),
        ];
    }

    /// <summary>The workload.</summary>
    public PlanResource Workload { get; }

    /// <summary>Flower's container, or the workers'.</summary>
    public PlanProperty Flower { get; }

    /// <summary>Whether it is the administrators' instance.</summary>
    public bool IsForAdministrators => Workload.PodLabels()["app.kubernetes.io/component"].Text == "admin";

    /// <summary>The names of the Python files that it mounts from ConfigMaps.</summary>
    public IEnumerable<string> PythonModules => _files.SelectMany(it => it.Pairs).Select(it => it.Key)
        .Where(it => it.EndsWith(".py", StringComparison.Ordinal)).Distinct();

    /// <summary>The program and its arguments, one text for each word.</summary>
    public static IEnumerable<PlanProperty> CommandLine(PlanProperty container) => container["command"].Items.Concat(container["args"].Items);

    /// <summary>Finds the workloads of a plan that run Flower.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<FlowerPod> Find(PlanIndex plan) => Find(plan, RunsFlower);

    /// <summary>Finds the workloads of a plan that run Celery's workers.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<FlowerPod> FindWorkers(PlanIndex plan) => Find(plan, RunsWorkers);

    private static IEnumerable<FlowerPod> Find(PlanIndex plan, Func<PlanProperty, bool> runs)
    {
        var read = new Dictionary<(Type Reader, string Text), (object? File, string? Fault)>();
        return
            from workload in plan.OfType(Workloads)
            let flower = workload.PodSpec()["containers"].Items.FirstOrDefault(runs)
            where flower is not null
            select new FlowerPod(plan, workload, flower, read);
    }

    /// <summary>A control's check of each of them.</summary>
    /// <param name="rule">The rule.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> Each(Func<FlowerPod, Verdict> rule) =>
        plan => plan.FlowerPods.Select(it => new Finding(it.Workload, rule(it)));

    /// <summary>A rule over the gateway's <c>nginx.conf</c>.</summary>
    /// <param name="problems">Finds what is wrong, each as a clause that follows the file's name.</param>
    public Verdict Gateway(Func<GatewayFile, IEnumerable<string>> problems) => File("nginx.conf", GatewayFile.Read, problems);

    /// <summary>A rule over the gateway's <c>nginx.conf</c>.</summary>
    /// <param name="rule">What has to hold.</param>
    /// <param name="problem">What is wrong when it doesn't, as a clause that follows the file's name.</param>
    public Verdict Gateway(Func<GatewayFile, bool> rule, string problem) => Gateway(file => rule(file) ? [] : [problem]);

    /// <summary>A rule over one of the Python files.</summary>
    /// <param name="name">The file.</param>
    /// <param name="problems">Finds what is wrong, each as a clause that follows the file's name.</param>
    public Verdict Python(string name, Func<PythonFile, IEnumerable<string>> problems) => File(name, PythonFile.Read, problems);

    /// <summary>A rule over one of the Python files.</summary>
    /// <param name="name">The file.</param>
    /// <param name="rule">What has to hold.</param>
    /// <param name="problem">What is wrong when it doesn't, as a clause that follows the file's name.</param>
    public Verdict Python(string name, Func<PythonFile, bool> rule, string problem) => Python(name, file => rule(file) ? [] : [problem]);

    /// <summary>One of the Python files, or null when it isn't mounted, not once, or not known before the deployment.</summary>
    /// <param name="name">The file.</param>
    public PythonFile? ReadPython(string name) => Files(name, PythonFile.Read) is [{ File: PythonFile file }] ? file : null;

    /// <summary>The gateway's <c>nginx.conf</c>, or null when it isn't mounted, not once, or not known before the deployment.</summary>
    public GatewayFile? ReadGateway() => Files("nginx.conf", GatewayFile.Read) is [{ File: GatewayFile file }] ? file : null;

    // Of two ConfigMaps with a file of the same name either may be the one that is mounted where it counts.
    private Verdict File<T>(string name, Func<string, T> read, Func<T, IEnumerable<string>> problems)
        where T : class
    {
        var files = Files(name, read);
        return files.Length == 0
            ? Verdict.Fail($"no {name} is mounted from a ConfigMap")
            : Verdict.All(files.Select(it => it switch
            {
                { File: T file } => Verdict.All(problems(file).Select(problem => Verdict.Fail($"{name} {problem}"))),
                { Fault: { } fault } => Verdict.Fail($"{name} can't be read: {fault}"),
                _ => Verdict.Unknown(it.Source.Path),
            }));
    }

    private (PlanProperty Source, object? File, string? Fault)[] Files<T>(string name, Func<string, T> read)
        where T : class
    {
        if (!_read.TryGetValue(name, out var files))
            _read[name] = files = [.. _files.Select(it => it[name]).Where(it => !it.IsAbsent).Select(it => Read(it, read))];
        return files;
    }

    private (PlanProperty Source, object? File, string? Fault) Read<T>(PlanProperty source, Func<string, T> read)
    {
        if (source.Text is null or Plan.Unknown or Plan.Secret)
            return (source, null, null);
        if (!_readByAll.TryGetValue((typeof(T), source.Text), out var result))
            _readByAll[(typeof(T), source.Text)] = result = Read(source.Text, read);
        return (source, result.File, result.Fault);
    }

    private static (object? File, string? Fault) Read<T>(string text, Func<string, T> read)
    {
        try
        {
            return (read(text), null);
        }
        catch (FormatException fault)
        {
            return (null, fault.Message);
        }
    }

    private static bool RunsWorkers(PlanProperty container) =>
        WorkerCommand().IsMatch(string.Join(' ', CommandLine(container).Select(it => it.Text)));

    private static bool RunsFlower(PlanProperty container)
    {
        var words = string.Join(' ', CommandLine(container).Select(it => it.Text));
        return words.Length > 0
            ? FlowerCommand().IsMatch(words)
            : container["image"].Text is { } image && FlowerImage().IsMatch(image);
    }

    [GeneratedRegex(@"(^|[\s/])celery\s(.*\s)?worker(\s|$)")]
    private static partial Regex WorkerCommand();

    [GeneratedRegex(@"(^|\s)flower(\s|$)")]
    private static partial Regex FlowerCommand();

    [GeneratedRegex("(^|/)flower([:@]|$)")]
    private static partial Regex FlowerImage();
}
