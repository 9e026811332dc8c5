using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of dashboards that people reach with the session of a Django site, by a question of the gateway or through a view of the site.</summary>
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
        new("FLW-DJG-05", Severity.Critical, "Of a dashboard behind a view of a Django site the site's pods alone reach the gateway")
        {
            Sources = [],
            Guide = Guides.Isolation,
            Fix = "Let network policies open the gateway's port to labelled pods of the site's namespace alone, the pods' security group to other groups alone, and bind no target group to it.",
            Check = EachProxied(HasOneWay),
        },
        new("FLW-DJG-06", Severity.High, "The view of a Django site reaches the gateway over TLS, and can verify the certificate")
        {
            Sources = [],
            Guide = Guides.DjangoTls,
            Fix = "Give the view an https:// URL and the authority's certificate, and let a ClusterIssuer issue the gateway's for the URL's name.",
            Check = EachProxied(HasVerifiableTls),
        },
        new("FLW-DJG-07", Severity.High, "The view of a Django site gets the gateway's password as a file, and nothing but addresses by ConfigMap")
        {
            Sources = [],
            Guide = Guides.Authentication,
            Fix = "Mount the password from Secrets Manager through a SecretProviderClass or an ExternalSecret of the site's namespace.",
            Check = EachProxied(HasPasswordFile),
        },
    ];

    private static Func<PlanIndex, IEnumerable<Finding>> EachProxied(Func<PlanIndex, DjangoProxied, Verdict> rule) =>
        plan => plan.FlowerPods.Select(pod => new Finding(
            pod.Workload, Verdict.All(DjangoProxied.Find(plan).Where(it => it.Pod == pod).Select(it => rule(plan, it).Of(it.Config.Name)))));

    private static Verdict HasOneWay(PlanIndex plan, DjangoProxied it)
    {
        var workload = it.Pod.Workload;
        var openings = PodReading.Selecting(plan, workload, NetworkPolicy, policy => policy["spec"]["podSelector"])
            .SelectMany(policy => policy.Resource.Input()["spec"]["ingress"].Items)
            .Where(rule => !rule["ports"].Items.Any() || rule["ports"].Items.Any(port => port["port"].Number is null or GatewayPorts.Https || !port["endPort"].IsAbsent))
            .ToList();
        var groups = PodReading.Selecting(plan, workload, PodSecurityGroups, policy => policy["spec"]["podSelector"])
            .SelectMany(policy => policy.Resource.Input()["spec"]["securityGroups"]["groupIds"].Items).Select(plan.Named).OfType<PlanResource>().Distinct();
        return Verdict.All(
        [
            Verdict.When(openings.Count > 0, "no NetworkPolicy opens the gateway's port"),
            .. openings.Select(rule => Verdict.When(rule["from"].Items.Any(), $"{rule.Path} admits everybody")),
            .. openings.SelectMany(rule => rule["from"].Items).Select(peer => Verdict.All(
                Verdict.When(peer["ipBlock"].IsAbsent, $"{peer.Path} is a range"),
                peer["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"].Is(it.Namespace.Text ?? "default"),
                Verdict.When(peer["podSelector"]["matchLabels"].Pairs.Any(), $"{peer.Path} admits every pod of the namespace"))),
            .. groups.SelectMany(group => plan.Referring(group, IngressRule, "securityGroupId")).Select(rule => rule.Input())
                .Where(rule => rule["ipProtocol"].Text is not "tcp" || !(rule["fromPort"].Number > GatewayPorts.Https || rule["toPort"].Number < GatewayPorts.Https))
                .Select(rule => rule["referencedSecurityGroupId"].IsGiven),
            .. plan.InNamespaceOf(workload, TargetBinding).Select(binding => Verdict.Fail($"{binding.Name} binds a target group in its namespace")),
        ]);
    }

    private static Verdict HasVerifiableTls(PlanIndex plan, DjangoProxied it)
    {
        var data = it.Config.Input()["data"];
        var url = Uri.TryCreate(data[DjangoDelivery.Url].Text, UriKind.Absolute, out var parsed) ? parsed : null;
        return Verdict.All(
            data[DjangoDelivery.Url].Meets(url?.Scheme == "https", "is not an https:// URL"),
            data[DjangoDelivery.Authority].Meets(data[DjangoDelivery.Authority].Text?.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) == true, "holds no certificate"),
            Verdict.Any([
                Verdict.Fail("no Certificate is for the URL's name and from a ClusterIssuer"),
                .. plan.InNamespaceOf(it.Pod.Workload, GatewayCertificate).Select(certificate => certificate.Input()["spec"]).Select(spec => Verdict.All(
                    spec["dnsNames"].Meets(spec["dnsNames"].Items.Any(name => name.Text == url?.Host), $"lacks {url?.Host}"),
                    spec["issuerRef"]["kind"].Is("ClusterIssuer"))),
            ]));
    }

    private static Verdict HasPasswordFile(PlanIndex plan, DjangoProxied it)
    {
        string[] addresses = [DjangoDelivery.Url, DjangoDelivery.Prefix, DjangoDelivery.Authority];
        var data = it.Config.Input()["data"];
        Verdict Delivers(string type, Func<PlanProperty, bool> holds) => Verdict.When(
            plan.InNamespaceOf(it.Config, type).Select(resource => resource.Input()["spec"]).Any(holds), "nothing in the site's namespace delivers the password's file");
        return Verdict.All(
            Verdict.All(data.Pairs.Select(pair => Verdict.When(addresses.Contains(pair.Key, StringComparer.Ordinal), $"{pair.Value.Path} is no address"))),
            Verdict.When(data[DjangoDelivery.Url].Text?.Contains('@', StringComparison.Ordinal) != true, $"{data[DjangoDelivery.Url].Path} holds a user"),
            Verdict.Any(
                Delivers(MountedSecrets, spec => spec["parameters"]["objects"].Text?.Contains(FlowerSecretFiles.BasicAuth, StringComparison.Ordinal) == true),
                Delivers(CopiedSecret, spec => spec["data"].Items.Any(file => file["secretKey"].Text == FlowerSecretFiles.BasicAuth))));
    }

    private static Func<PlanIndex, IEnumerable<Finding>> Each(Func<DjangoGateFile, FlowerPod, PlanIndex, IEnumerable<string>> problems) =>
        plan => FlowerPod.Each(pod => pod.Gateway(file =>
            file.Django is { } gate ? problems(gate, pod, plan)
            : DjangoGateFile.IsIn(file) ? ["asks somebody who people are, and it can't be told whom"] : []))(plan);

    private static bool AsViewers(PlanIndex plan, DjangoGateFile gate) =>
        plan.FlowerPods.Any(it => !it.IsForAdministrators && it.ReadGateway()?.Django?.Gate.View == gate.Gate.View);
}
