namespace FlowerInfra;

/// <summary>What has to be installed in the cluster before a stack can work there, as its resources tell.</summary>
internal static class ClusterPrerequisites
{
    // The beginning of a type token, what it needs, and why.
    private static readonly (string Type, string Name, string Reason)[] Known =
    [
        ("kubernetes:elbv2.k8s.aws/", "AWS Load Balancer Controller", "registers pods in target groups"),
        ("kubernetes:secrets-store.csi.x-k8s.io/", "Secrets Store CSI driver with the AWS provider", "mounts secrets as files"),
        ("kubernetes:cert-manager.io/", "cert-manager", "issues and renews certificates"),
        ("kubernetes:vpcresources.k8s.aws/", "VPC CNI with ENABLE_POD_ENI on instances that support it", "gives pods security groups"),
        ("kubernetes:networking.k8s.io/v1:NetworkPolicy", "VPC CNI with enableNetworkPolicy", "enforces network policies"),
        ("aws:eks/podIdentityAssociation:", "EKS Pod Identity agent", "gives pods their role"),
    ];

    /// <summary>The prerequisites of a plan, sorted by name.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<(string Name, string Reason)> Of(Plan plan) => Known
        .Where(it => plan.Resources.Any(resource => resource.Type.StartsWith(it.Type, StringComparison.Ordinal)))
        .Select(it => (it.Name, it.Reason))
        .OrderBy(it => it.Name, StringComparer.Ordinal);
}
