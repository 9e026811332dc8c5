using System.Reflection;

namespace FlowerInfra;

/// <summary>
/// The small Django apps that a team adds to its site, as Python files: with forward authentication the gate that the gateway
/// asks, and in proxy mode the view that asks the gateway. Their code is the same for every stack; what differs stands in <c>conf.py</c>.
/// </summary>
internal static class DjangoApp
{
    private const string Gate = "flower_gate";
    private const string Proxy = "flower_proxy";

    /// <summary>The files of the apps that the dashboards of a plan need, by path: a folder for each site.</summary>
    /// <param name="plan">The plan.</param>
    public static SortedDictionary<string, string> Files(Plan plan)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var index = new PlanIndex(plan);
        var gates = index.FlowerPods.Select(pod => pod.ReadGateway()?.Django).OfType<DjangoGateFile>();
        foreach (var site in gates.GroupBy(it => it.Gate.View.Host))
        {
            foreach (var (name, text) in Gates([.. site]))
                files.Add($"django/{FileName.Of($"{site.Key}")}/{name}", text);
        }

        foreach (var site in DjangoProxied.Find(index).Where(it => it.Host is not null && it.Prefix is not null).GroupBy(it => it.Host!))
        {
            foreach (var (name, text) in Proxies([.. site]))
                files.Add($"django/{FileName.Of($"{site.Key}")}/{name}", text);
        }

        return files;
    }

    /// <summary>The files of the proxy's app, by path.</summary>
    /// <param name="instances">The instances behind the site.</param>
    internal static SortedDictionary<string, string> Proxies(IReadOnlyList<DjangoProxied> instances) => App(Proxy, ProxyConfiguration(instances));

    /// <summary>The files of the gate's app, by path.</summary>
    /// <param name="gates">What the instances ask of the site.</param>
    internal static SortedDictionary<string, string> Gates(IReadOnlyList<DjangoGateFile> gates) => App(Gate, GateConfiguration(gates));

    private static string GateConfiguration(IReadOnlyList<DjangoGateFile> gates) => $$"""
        # What the stack says about this site. Generated, never edited.

        # The site's own host, under which the gateways ask.
        SITE_HOST = {{PythonLiteral.Of($"{gates[0].Gate.View.Host}")}}
        # The hosts of the dashboards, to which the login leads back.
        DASHBOARD_HOSTS = [{{List(gates.Select(it => $"{it.Host}"))}}]
        # The paths that the gateways ask, with the role that they ask for.
        GATES = {{{string.Join(", ", gates.DistinctBy(it => it.Gate.View.Path).OrderBy(it => it.Gate.View.Path, StringComparer.Ordinal).Select(it =>
            $"{PythonLiteral.Of(it.Gate.View.Path)}: {PythonLiteral.Of(DjangoGateConfiguration.RoleName(it.Role))}"))}}}
        # Where they send those who are not signed in.
        LOGIN_PATHS = [{{List(gates.Select(it => it.Gate.Login.Path))}}]
        SESSION_COOKIE_NAME = {{PythonLiteral.Of(gates[0].Gate.CookieName)}}

        """.ReplaceLineEndings("\n");

    private static string ProxyConfiguration(IReadOnlyList<DjangoProxied> instances) => $$"""
        # What the stack says about this site. Generated, never edited.

        # The instances of Flower behind this site, by name.
        INSTANCES = {
        {{string.Concat(instances.OrderBy(it => it.Name, StringComparer.Ordinal).Select(Instance)).TrimEnd('\n')}}
        }
        # What passes by role: method, path below the prefix and parameters. The gateways' own lists are the same.
        ROUTES = {
        {{string.Concat(instances.Select(it => it.Role).Distinct().Order().Select(Routes)).TrimEnd('\n')}}
        }

        """.ReplaceLineEndings("\n");

    private static string Instance(DjangoProxied it) => $$"""
            {{PythonLiteral.Of(it.Name)}}: {
                "role": {{PythonLiteral.Of(DjangoGateConfiguration.RoleName(it.Role))}},
                "host": {{PythonLiteral.Of($"{it.Host}")}},
                "prefix": {{PythonLiteral.Of($"{it.Prefix}")}},
                "content_security_policy": {{PythonLiteral.Of(ContentSecurityPolicy.BelowPath(it.Host!, it.Prefix!))}},
            },

        """;

    private static string Routes(InstanceRole role) =>
        $"    {PythonLiteral.Of(DjangoGateConfiguration.RoleName(role))}: [\n{string.Concat(FlowerRoutes.For(role, AuthenticationKind.Basic).Select(Route))}    ],\n";

    private static string Route(FlowerRoute route) =>
        $"        ({PythonLiteral.Of(route.Method)}, {PythonLiteral.Of(route.Path)}, [{List(route.EntryLimit is { } limit ? [.. route.Parameters, limit] : route.Parameters)}]),\n";

    private static SortedDictionary<string, string> App(string app, string configuration)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { [$"{app}/conf.py"] = configuration };
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(it => it.StartsWith($"{app}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            files.Add(resource, reader.ReadToEnd().ReplaceLineEndings("\n"));
        }

        return files;
    }

    private static string List(IEnumerable<string> texts) =>
        string.Join(", ", texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(PythonLiteral.Of));
}
