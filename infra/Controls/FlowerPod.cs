using System.Text.RegularExpressions;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>A workload that runs Flower, with the files that it mounts.</summary>
internal sealed partial class FlowerPod
{
    private readonly PlanProperty[] _files;
    private readonly Dictionary<(string Name, string Text), (object? File, string? Fault)> _read = [];

    private FlowerPod(PlanIndex plan, PlanResource workload, PlanProperty flower)
    {
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

    /// <summary>Flower's container.</summary>
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
    public static IEnumerable<FlowerPod> Find(PlanIndex plan) =>
        from workload in plan.OfType(Workloads)
        let flower = workload.PodSpec()["containers"].Items.FirstOrDefault(RunsFlower)
        where !flower.IsAbsent
        select new FlowerPod(plan, workload, flower);

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

    // Of two ConfigMaps with a file of the same name either may be the one that is mounted where it counts.
    private Verdict File<T>(string name, Func<string, T> read, Func<T, IEnumerable<string>> problems)
        where T : class
    {
        PlanProperty[] files = [.. _files.Select(it => it[name]).Where(it => !it.IsAbsent)];
        return files.Length == 0
            ? Verdict.Fail($"no {name} is mounted from a ConfigMap")
            : Verdict.All(files.Select(file => Judge(file, name, read, problems)));
    }

    private Verdict Judge<T>(PlanProperty file, string name, Func<string, T> read, Func<T, IEnumerable<string>> problems)
        where T : class
    {
        if (file.Text is null or Plan.Unknown or Plan.Secret)
            return Verdict.Unknown(file.Path);
        if (!_read.TryGetValue((name, file.Text), out var result))
            _read[(name, file.Text)] = result = Read(file.Text, read);
        return result.File is T content
            ? Verdict.All(problems(content).Select(problem => Verdict.Fail($"{name} {problem}")))
            : Verdict.Fail($"{name} can't be read: {result.Fault}");
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

    private static bool RunsFlower(PlanProperty container)
    {
        var words = string.Join(' ', CommandLine(container).Select(it => it.Text));
        return words.Length > 0
            ? FlowerCommand().IsMatch(words)
            : container["image"].Text is { } image && FlowerImage().IsMatch(image);
    }

    [GeneratedRegex(@"(^|\s)flower(\s|$)")]
    private static partial Regex FlowerCommand();

    [GeneratedRegex("(^|/)flower([:@]|$)")]
    private static partial Regex FlowerImage();
}
