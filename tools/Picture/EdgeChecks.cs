using System.Globalization;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What an edge passes besides the rules that draw it, and how it is encrypted.</summary>
internal sealed class EdgeChecks
{
    private static readonly int[] BrokerPorts = [5671, 5672, 6379, 6380];

    private readonly PlanIndex _plan;
    private readonly GroupCarriers _carriers;
    private readonly TargetPaths _paths;
    private readonly Dictionary<string, PodPolicies> _policies;
    private readonly Dictionary<string, FlowerPod> _dashboards;
    private readonly Dictionary<string, FlowerPod> _celery;
    private readonly Dictionary<string, PlanResource> _balancers;

    /// <summary>Indexes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="carriers">Who carries which security group.</param>
    /// <param name="paths">What load balancers forward.</param>
    public EdgeChecks(PlanIndex plan, GroupCarriers carriers, TargetPaths paths)
    {
        (_plan, _carriers, _paths) = (plan, carriers, paths);
        _policies = plan.OfType(Workloads).ToDictionary(it => it.Urn, it => new PodPolicies(plan, it), StringComparer.Ordinal);
        _dashboards = plan.FlowerPods.ToDictionary(it => it.Workload.Urn, StringComparer.Ordinal);
        _celery = plan.FlowerPods.Concat(plan.WorkerPods).DistinctBy(it => it.Workload.Urn).ToDictionary(it => it.Workload.Urn, StringComparer.Ordinal);
        _balancers = plan.OfType(LoadBalancer).ToDictionary(it => it.Urn, StringComparer.Ordinal);
    }

    /// <summary>The policies of a workload; null when the node is none.</summary>
    /// <param name="key">The node's key.</param>
    public PodPolicies? PoliciesOf(string key) => _policies.GetValueOrDefault(key);

    /// <summary>The addresses of a node; null when it is no range.</summary>
    /// <param name="key">The node's key.</param>
    public static string? RangeOf(string key) => key.Split(' ') is ["from" or "to", var range] ? range : null;

    /// <summary>An edge with all that it passes.</summary>
    /// <param name="edge">The edge as rules or policies draw it.</param>
    public PictureEdge Complete(PictureEdge edge)
    {
        // What no firewall is asked about is complete.
        if (edge.Encryption != PictureEncryption.Unknown || edge.Checks.Count > 0)
            return edge;
        return edge with { Checks = [.. Checks(edge).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], Encryption = EncryptionOf(edge) };
    }

    private IEnumerable<string> Checks(PictureEdge edge) =>
    [
        .. edge.Leaving.Count == 0 && _carriers.Guards(edge.From) ? ["out by no security group rule of this stack"] : Array.Empty<string>(),
        .. edge.Entering.Count == 0 && _carriers.Guards(edge.To) ? ["in by no security group rule of this stack"] : Array.Empty<string>(),
        .. PoliciesOf(edge.From)?.Checks(edge.Traffic, enters: false, RangeOf(edge.To)) ?? [],
        .. PoliciesOf(edge.To)?.Checks(edge.Traffic, enters: true, RangeOf(edge.From)) ?? [],
        .. Listeners(edge).Select(Shown),
        .. _balancers.ContainsKey(edge.To) ? WebAcls(edge.To) : [],
        .. _policies.ContainsKey(edge.From) ? [] : _paths.To(edge.To, PictureTraffic.Port(edge.Traffic)).SelectMany(it => it.Checks),
        .. Gateway(edge),
    ];

    private PictureEncryption EncryptionOf(PictureEdge edge)
    {
        var port = PictureTraffic.Port(edge.Traffic);
        if (Listeners(edge).FirstOrDefault() is { } listener)
            return OfListener(listener);
        if (_balancers.ContainsKey(edge.To))
            return new PictureEncryption(false, "no listener answers");
        if (GatewayServer(edge) is not null)
            return new PictureEncryption(true, "TLS, the gateway's certificate");
        if (_paths.To(edge.To, port).Select(it => it.Protocol).OfType<string>().FirstOrDefault() is { } protocol)
            return protocol == "HTTPS" ? new PictureEncryption(true, "TLS") : new PictureEncryption(false, "NOT ENCRYPTED");
        if (port is { } number && BrokerPorts.Contains(number) && _celery.GetValueOrDefault(edge.From) is { } pod)
        {
            return pod.Python("celeryconfig.py", PythonReference.VerifiesTls, "").Status == ControlStatus.Pass
                ? new PictureEncryption(true, "TLS, the server's certificate is verified")
                : PictureEncryption.Unknown;
        }

        return port switch
        {
            53 => new PictureEncryption(false, "not encrypted: DNS"),
            443 => new PictureEncryption(true, "HTTPS, as the port says"),
            _ => PictureEncryption.Unknown,
        };
    }

    private PictureEncryption OfListener(PlanResource listener)
    {
        var input = listener.Input();
        return input["protocol"].Text is "HTTPS" or "TLS"
            ? new PictureEncryption(true, $"TLS, policy {_plan.Shown(input["sslPolicy"], "of AWS's choice")}, certificate {_plan.Shown(input["certificateArn"])}")
            : input["defaultActions"].Items.All(it => it["redirect"]["protocol"].Text == "HTTPS")
                ? new PictureEncryption(false, "not encrypted: answered with a redirect to HTTPS")
                : new PictureEncryption(false, "NOT ENCRYPTED");
    }

    private IEnumerable<PlanResource> Listeners(PictureEdge edge) => _balancers.GetValueOrDefault(edge.To) is { } balancer
        ? _plan.Referring(balancer, Listener, "loadBalancerArn")
            .Where(it => it.Input()["port"].Number is { } port && PictureTraffic.Meet(edge.Traffic, PictureTraffic.Of("tcp", port, port)))
        : [];

    private string Shown(PlanResource listener) => $"listener {listener.Name}: {_plan.Shown(listener.Input()["protocol"])} {_plan.Shown(listener.Input()["port"])}";

    private IEnumerable<string> WebAcls(string balancer) =>
        _plan.Referring(_balancers[balancer], WebAclAssociation, "resourceArn").Select(it => $"web ACL {_plan.Shown(it.Input()["webAclArn"])}");

    private NginxLevel? GatewayServer(PictureEdge edge) =>
        PictureTraffic.Port(edge.Traffic) is { } port && _dashboards.GetValueOrDefault(edge.To)?.ReadGateway() is { } file
            ? file.Servers.FirstOrDefault(it => it.Directive.Of("listen").Any(listen => listen.Is(port.ToString(CultureInfo.InvariantCulture), "ssl")))
            : null;

    private IEnumerable<string> Gateway(PictureEdge edge)
    {
        if (GatewayServer(edge) is not { } server)
            return [];
        var pod = _dashboards[edge.To];
        return pod.ReadGateway()!.Dashboards.Contains(server)
            ? ["gateway: its list of allowed requests", .. SignInSummary.Of(_plan, pod).Where(it => it.Label == "sign-in").Select(it => $"sign-in: {ShownText.Safe(it.Value)}")]
            : ["gateway: one page"];
    }
}
