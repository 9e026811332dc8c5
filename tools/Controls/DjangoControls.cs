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
            Check = Each((gate, _, _) => gate.EntranceProblems),
        },
        new("FLW-DJG-02", Severity.Critical, "The Django site is asked over verified TLS, with the session alone, and for a few seconds")
        {
            Sources = [],
            Guide = Guides.DjangoTls,
            Fix = "Generate nginx.conf: it verifies the site's certificate, forwards one cookie, waits three seconds and keeps an answer as long.",
            Check = Each((gate, _, _) => gate.QuestionProblems),
        },
        new("FLW-DJG-03", Severity.Medium, "The dashboard has the Django site's own host")
        {
            Sources = [],
            Guide = Guides.DjangoUsers,
            Fix = "Serve Flower below a path of the site's host: through a parent domain every host below it gets the session, and can plant one.",
            Setting = $"Give {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.Host))} the site's host, and "
                + $"{Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.UrlPrefix))} a path of its own; waive it where nothing else is below the parent domain.",
            Check = Each((gate, _, _) => gate.Host == gate.Gate.View.Host
                ? [] : [$"gets the session of {gate.Gate.View.Host} on {gate.Host} through a cookie of their parent domain"]),
        },
        new("FLW-DJG-04", Severity.High, "The Django site has a gate of their own for administrators")
        {
            Sources = [],
            Guide = Guides.DjangoUsers,
            Fix = "Name a path that admits administrators only.",
            Setting = $"Give {Argument.Of<DjangoForwardAuthArgs>(nameof(DjangoForwardAuthArgs.GateUrl))} of the administrators another path than the viewers'.",
            Check = Each((gate, pod, plan) => pod.IsForAdministrators && (gate.Role != InstanceRole.Administrator || AsViewers(plan, gate))
                ? ["asks whether somebody may look on, and not whether they may control"] : []),
        },
    ];

    private static Func<PlanIndex, IEnumerable<Finding>> Each(Func<DjangoGateFile, FlowerPod, PlanIndex, IEnumerable<string>> problems) =>
        plan => FlowerPod.Each(pod => pod.Gateway(file =>
            file.Django is { } gate ? problems(gate, pod, plan)
            : DjangoGateFile.IsIn(file) ? ["asks somebody who people are, and it can't be told whom"] : []))(plan);

    private static bool AsViewers(PlanIndex plan, DjangoGateFile gate) =>
        plan.FlowerPods.Any(it => !it.IsForAdministrators && it.ReadGateway()?.Django?.Gate.View == gate.Gate.View);
}
