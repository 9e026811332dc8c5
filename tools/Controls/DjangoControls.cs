namespace FlowerInfra;

/// <summary>Controls of dashboards that people reach with the session of a Django site.</summary>
internal static class DjangoControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-DJG-01", Severity.Critical, "The gateway lets in whom the Django site names with the instance's role, and nobody else")
        {
            Sources = [],
            Guide = Guides.DjangoUsers,
            Fix = "Generate nginx.conf: auth_request alone lets in with every answer from 200 to 299, a login page among them.",
            Check = Each(gate => gate is null ? [Unreadable] : gate.EntranceProblems),
        },
        new("FLW-DJG-02", Severity.Critical, "The Django site is asked over verified TLS, with the session alone, and for a few seconds")
        {
            Sources = [],
            Guide = Guides.DjangoTls,
            Fix = "Generate nginx.conf: it verifies the site's certificate, forwards one cookie, waits three seconds and keeps an answer as long.",
            Check = Each(gate => gate is null ? [Unreadable] : gate.QuestionProblems),
        },
        new("FLW-DJG-03", Severity.Medium, "The dashboard has the Django site's own host")
        {
            Sources = [],
            Guide = Guides.DjangoUsers,
            Fix = "Serve Flower below a path of the site's host: through a parent domain every host below it gets the session, and can plant one.",
            Setting = "Give the dashboard the host of gateUrl with a urlPrefix, and leave allowCookieOfParentDomain out; or waive it where the domain has nothing else below it.",
            Check = Each(gate => gate is null || gate.Host == gate.Gate.View.Host
                ? [] : [$"gets the session of {gate.Gate.View.Host} on {gate.Host} through a cookie of their parent domain"]),
        },
        new("FLW-DJG-04", Severity.High, "The Django site has a gate of their own for administrators")
        {
            Sources = [],
            Guide = Guides.DjangoUsers,
            Fix = "Name a path that admits administrators only.",
            Setting = "Give admin.auth.django a gateUrl of its own.",
            Check = plan => Pods(plan).Where(it => it.Pod.IsForAdministrators).Select(it => new Finding(it.Pod.Workload, Verdict.When(
                it.Gate is { Role: InstanceRole.Administrator }
                && !Pods(plan).Any(other => !other.Pod.IsForAdministrators && other.Gate?.Gate.View == it.Gate.Gate.View),
                "nginx.conf asks whether somebody may look on, and not whether they may control"))),
        },
    ];

    private const string Unreadable = "asks somebody who people are, and it can't be told whom";

    private static Func<PlanIndex, IEnumerable<Finding>> Each(Func<DjangoGateFile?, IEnumerable<string>> problems) =>
        plan => Pods(plan).Select(it => new Finding(it.Pod.Workload, it.Pod.Gateway(file => problems(file.Django))));

    private static IEnumerable<(FlowerPod Pod, DjangoGateFile? Gate)> Pods(PlanIndex plan) =>
        plan.FlowerPods.Where(pod => pod.ReadGateway() is { } file && DjangoGateFile.IsIn(file)).Select(pod => (pod, pod.ReadGateway()!.Django));
}
