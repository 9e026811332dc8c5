using System.Text.RegularExpressions;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>A workload that runs Flower, with the files that it mounts.</summary>
internal sealed partial class FlowerPod
{
    private readonly PlanProperty[] _files;
    private readonly Dictionary<string, ConfigurationText> _texts = new(StringComparer.Ordinal);

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

    /// <summary>A rule over one of the files that it mounts from ConfigMaps.</summary>
    /// <param name="name">The file.</param>
    /// <param name="rule">What has to hold for its text.</param>
    /// <param name="problem">What is wrong when it doesn't, as a clause that follows the file's name.</param>
    public Verdict File(string name, Func<ConfigurationText, bool> rule, string problem)
    {
        var file = _files.Select(it => it[name]).FirstOrDefault(it => !it.IsAbsent);
        if (file.IsAbsent)
            return Verdict.Fail($"no {name} is mounted from a ConfigMap");
        if (file.Text is null or Plan.Unknown or Plan.Secret)
            return Verdict.Unknown(file.Path);
        if (!_texts.TryGetValue(name, out var text))
            _texts[name] = text = new ConfigurationText(file.Text);
        return Verdict.When(rule(text), $"{name} {problem}");
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
