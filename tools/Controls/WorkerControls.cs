using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>Controls of Celery's workers.</summary>
internal static partial class WorkerControls
{
    // https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
    private const int DefaultGraceSeconds = 30;

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-WRK-01", Severity.Medium, "A worker that ends finishes the tasks it has begun, and no task runs for ever")
        {
            Sources = [],
            Guide = Guides.Worker,
            Fix = "Give the command --time-limit, and the pod a terminationGracePeriodSeconds above it.",
            Check = plan => plan.WorkerPods.Select(it => new Finding(it.Workload, EndsAfterItsTasks(it))),
        },
        new("FLW-WRK-02", Severity.Critical, "A worker's pod mounts Celery settings that read JSON or signed messages, never pickle")
        {
            Sources = [],
            Guide = Guides.Serializers,
            Fix = "Set accept_content to [\"json\"] or [\"auth\"] in the mounted celeryconfig.py, and the serializers to the same.",
            Check = plan => plan.WorkerPods.Select(it => new Finding(it.Workload, it.Python(
                FlowerFiles.CeleryConfiguration, FlowerControls.ReadsSafeContentOnly, "accepts more than JSON and signed messages"))),
        },
    ];

    private static Verdict EndsAfterItsTasks(FlowerPod pod)
    {
        var words = FlowerPod.CommandLine(pod.Flower).ToArray();
        if (words.FirstOrDefault(it => it.IsUnknown) is { IsAbsent: false } unknown)
            return Verdict.Unknown(unknown.Path);
        var limit = words.Select(it => Limit().Match(it.Text ?? "")).FirstOrDefault(it => it.Success);
        if (limit is null)
            return Verdict.Fail("the command has no --time-limit");
        var seconds = long.Parse(limit.Groups[1].Value, CultureInfo.InvariantCulture);
        var grace = pod.Workload.PodSpec()["terminationGracePeriodSeconds"];
        return grace.IsUnknown ? Verdict.Unknown(grace.Path) : Verdict.When(
            (grace.Number ?? DefaultGraceSeconds) > seconds, $"terminationGracePeriodSeconds is no more than a task's {seconds} seconds");
    }

    [GeneratedRegex(@"^--time-limit=([0-9]{1,9})\z")]
    private static partial Regex Limit();
}
