namespace FlowerInfra;

/// <summary>How one signs in to a Flower, who may, and what one may do then: as its <c>flowerconfig.py</c> says.</summary>
internal static class SignInSummary
{
    private const string AnyoneOf = ".*@";

    // Flower's class, its name for people, and the variable with the address when there is no single one.
    private static readonly (string Handler, string Name, string? Address)[] Providers =
    [
        ("GithubLoginHandler", "GitHub", "FLOWER_GITHUB_OAUTH_DOMAIN"),
        ("GitLabLoginHandler", "GitLab", "FLOWER_GITLAB_OAUTH_DOMAIN"),
        ("GoogleAuth2LoginHandler", "Google", null),
        ("OktaLoginHandler", "Okta", "FLOWER_OAUTH2_OKTA_BASE_URL"),
    ];

    /// <summary>The facts.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pod">The workload with Flower.</param>
    public static IEnumerable<SummaryFact> Of(PlanIndex plan, FlowerPod pod)
    {
        if (pod.ReadPython("flowerconfig.py") is not { } file)
            return [new("sign-in", "unknown: the plan holds no flowerconfig.py")];
        return
        [
            .. Text(file, "auth_provider") is { } provider ? Provider(pod, provider, Text(file, "auth"))
                : pod.ReadGateway() is { Django: { } site } ? Session(site)
                : DjangoProxied.Find(plan).FirstOrDefault(it => it.Pod == pod) is { } proxied ? ThroughSite(proxied)
                : file.Assigned("basic_auth").Count > 0 ? [new("sign-in", $"passwords of {Users(plan, pod)}")]
                : new SummaryFact[] { new("sign-in", "NONE") },
            new("may do", file.Assigns("read_only", "True") ? "look, and change nothing" : "everything: send and revoke tasks, stop workers"),
        ];
    }

    /// <summary>The sign-in before the load balancer forwards anything; nothing when it asks for none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rule">The listener's rule.</param>
    public static IEnumerable<SummaryFact> AtLoadBalancer(PlanIndex plan, PlanResource rule)
    {
        var actions = rule.Input()["actions"];
        return actions.IsUnknown
            ? [new("sign-in", "at the load balancer; its actions hold the client secret, and so the plan shows none of them")]
            : actions.Items.Where(it => it["type"].Text == "authenticate-oidc")
                .Select(it => new SummaryFact("sign-in", $"at the load balancer, whoever {plan.Shown(it["authenticateOidc"]["issuer"])} admits"));
    }

    private static IEnumerable<SummaryFact> Provider(FlowerPod pod, string handler, string? pattern)
    {
        var (_, name, address) = Array.Find(Providers, it => handler.EndsWith(it.Handler, StringComparison.Ordinal));
        var place = address is null ? null : Variable(pod, address);
        yield return new SummaryFact("sign-in", $"{name ?? handler}{(place is null ? "" : $" at {place}")}");
        yield return new SummaryFact("admits", pattern switch
        {
            null => "unknown",
            _ when pattern.StartsWith(AnyoneOf, StringComparison.Ordinal) => $"everyone at {pattern[AnyoneOf.Length..]}",
            _ => SummaryWords.List(pattern.Split('|')),
        });
        if (Variable(pod, "FLOWER_GITLAB_AUTH_ALLOWED_GROUPS") is { } groups)
            yield return new SummaryFact("groups", groups);
    }

    private static IEnumerable<SummaryFact> Session(DjangoGateFile site) =>
    [
        new("sign-in", $"the session of the Django site {site.Gate.View.Authority}"),
        new("admits", $"whom {site.Gate.View} calls {(site.Role == InstanceRole.Administrator ? "an administrator: superusers" : "a viewer: staff")}"),
    ];

    private static IEnumerable<SummaryFact> ThroughSite(DjangoProxied proxied) =>
    [
        new("sign-in", $"the session of the Django site {proxied.Host} in namespace {proxied.Namespace.Text}, whose view passes requests on"),
        new("admits", proxied.Role == InstanceRole.Administrator ? "superusers" : "staff"),
    ];

    // A password's value is secret, and the list of users with it: the generated passwords' names are what a plan tells.
    private static string Users(PlanIndex plan, FlowerPod pod)
    {
        var prefix = $"{pod.Workload.PodLabels()["app.kubernetes.io/instance"].Text}-credentials-password-";
        return SummaryWords.List(
            plan.OfType("random:index/randomPassword:RandomPassword").Select(it => it.Name)
                .Where(it => it.StartsWith(prefix, StringComparison.Ordinal)).Select(it => it[prefix.Length..]),
            "the users whom the secret names");
    }

    private static string? Text(PythonFile file, string name) => file.Assigned(name) is [.., { Value: [var token] }] ? token.Value : null;

    private static string? Variable(FlowerPod pod, string name) =>
        pod.Flower["env"].Items.Where(it => it["name"].Text == name).Select(it => it["value"].Text).FirstOrDefault();
}
