namespace FlowerInfra;

/// <summary>Every control, sorted by id.</summary>
public static class ControlCatalogue
{
    /// <summary>The controls.</summary>
    public static IReadOnlyList<Control> All { get; } =
    [
        .. LoadBalancerControls.All
            .Concat(NetworkControls.All)
            .Concat(SecretControls.All)
            .Concat(IamControls.All)
            .Concat(PodControls.All)
            .Concat(KubernetesControls.All)
            .Concat(WebAclControls.All)
            .Concat(StateControls.All)
            .Concat(BucketControls.All)
            .Concat(AuditControls.All)
            .Concat(BrokerControls.All)
            .Concat(BrokerAccessControls.All)
            .Concat(GatewayControls.All)
            .Concat(DjangoControls.All)
            .Concat(FlowerControls.All)
            .Concat(DeploymentControls.All)
            .Concat(WorkerControls.All)
            .Concat(SigningControls.All)
            .OrderBy(control => control.Id, StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, Control> ById = All.ToDictionary(it => it.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The control with an id, in whatever case, or null when there is none.</summary>
    /// <param name="id">The id.</param>
    public static Control? Find(string id) => ById.GetValueOrDefault(id);
}
