namespace FlowerInfra;

/// <summary>What has to be installed in the cluster before a stack can work there, as its resources tell.</summary>
public static class ClusterPrerequisites
{
    // The beginning of a type token, what it needs, and why.
    private static readonly (string Type, string Name, string Reason)[] ByType =
    [
        ("aws:lb/targetGroup:", "Subnets for load balancers alone", "pods believe what these subnets say about a client"),
        ("aws:lb/loadBalancer:", "VPN ranges as the load balancer sees them", "AWS Client VPN shows many users as one address: set usersBehindOneAddress"),
        ("kubernetes:elbv2.k8s.aws/", "AWS Load Balancer Controller", "registers pods in target groups"),
        ("kubernetes:secrets-store.csi.x-k8s.io/", "Secrets Store CSI driver with the AWS provider", "mounts secrets as files"),
        // Installed on its own the driver has neither: a mount with Pod Identity fails, and files stay as they were first mounted
        // (https://github.com/aws/secrets-store-csi-driver-provider-aws).
        ("kubernetes:secrets-store.csi.x-k8s.io/", "tokenRequests for sts.amazonaws.com and pods.eks.amazonaws.com",
            "in the CSI driver's values: hand it the pods' identities"),
        ("kubernetes:secrets-store.csi.x-k8s.io/", "enableSecretRotation=true", "in the CSI driver's values: refreshes mounted secrets"),
        ("kubernetes:external-secrets.io/", "External Secrets Operator", "copies secrets into the namespace"),
        ("kubernetes:cert-manager.io/", "cert-manager", "issues and renews certificates"),
        ("kubernetes:keda.sh/", "KEDA", "adds and removes workers; with the TriggerAuthentication that its triggers name"),
        // "strict", the default, enforces no network policy on a pod with security groups of its own, and the kubelet's probes
        // don't reach it (https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html).
        ("kubernetes:vpcresources.k8s.aws/", "VPC CNI with ENABLE_POD_ENI=true and POD_SECURITY_GROUP_ENFORCING_MODE=standard",
            "gives pods security groups, on instances with trunk interfaces"),
        ("kubernetes:vpcresources.k8s.aws/", "AmazonEKSVPCResourceController on the cluster's role", "attaches the pods' network interfaces"),
        ("kubernetes:vpcresources.k8s.aws/", "Nodes with vpc.amazonaws.com/has-trunk-attached=true",
            "take pods with security groups; recycle those from before ENABLE_POD_ENI"),
        (ResourceTypes.NetworkPolicy, "VPC CNI with enableNetworkPolicy", "enforces network policies"),
        ("aws:eks/podIdentityAssociation:", "EKS Pod Identity agent", "gives pods their role"),
    ];

    // A CSI driver, what it needs, and why.
    private static readonly (string Driver, string Name, string Reason)[] ByDriver =
    [
        ("ebs.csi.aws.com", "EBS CSI driver", "creates and mounts encrypted volumes"),
        ("efs.csi.aws.com", "EFS CSI driver", "mounts the file system over TLS"),
    ];

    /// <summary>The prerequisites of a plan, sorted by name.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<(string Name, string Reason)> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var types = plan.Resources.Select(it => it.Type).ToHashSet(StringComparer.Ordinal);
        var drivers = plan.Resources.Select(Driver).ToHashSet(StringComparer.Ordinal);
        return ByType.Where(it => types.Any(type => type.StartsWith(it.Type, StringComparison.Ordinal))).Select(it => (it.Name, it.Reason))
            .Concat(ByDriver.Where(it => drivers.Contains(it.Driver)).Select(it => (it.Name, it.Reason)))
            .Concat(LogGroups(plan).Select(name => ($"Fluent Bit to the log group {name}", ShippedBy(plan))))
            .Concat(Namespaces(plan))
            .Concat(RuntimeClasses(plan).Select(name => ("RuntimeClass", $"{name}, on the nodes that take its pods")))
            .OrderBy(it => it.Item1, StringComparer.Ordinal)
            .ThenBy(it => it.Item2, StringComparer.Ordinal);
    }

    private static string ShippedBy(Plan plan)
    {
        var configuration = plan.OfType(ResourceTypes.ConfigMap).FirstOrDefault(it => !it.Input()["data"]["fluent-bit.conf"].IsAbsent);
        return configuration is null
            ? "ships the gateway's audit log"
            : $"with existingConfigMap={configuration.Input()["metadata"]["name"].Text}: ships what the pods write";
    }

    // Those that objects go to and the plan doesn't make.
    private static IEnumerable<(string Name, string Reason)> Namespaces(Plan plan)
    {
        var made = plan.OfType("kubernetes:core/v1:Namespace").Select(it => it.Input()["metadata"]["name"].Text).ToHashSet();
        return plan.Resources.Where(it => it.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
            .Select(it => (Space: it.Input()["metadata"]["namespace"].Text, HasPods: !it.PodSpec().IsAbsent))
            .Where(it => it.Space is not null && !PlanReference.IsIn(it.Space) && !made.Contains(it.Space))
            .GroupBy(it => it.Space)
            .Select(it => it.Any(resource => resource.HasPods)
                ? ("Namespace that enforces the restricted standard", $"{it.Key}, where pods of the stack run")
                : ("Namespace", $"{it.Key}, where objects of the stack are"));
    }

    private static IEnumerable<string> RuntimeClasses(Plan plan) => plan.Resources
        .Where(it => it.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
        .Select(it => it.PodSpec()["runtimeClassName"].Text)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);

    private static string? Driver(PlanResource resource) => resource.Type switch
    {
        ResourceTypes.StorageClass => resource.Input()["provisioner"].Text,
        ResourceTypes.PersistentVolume => resource.Input().At("spec.csi.driver").Text,
        _ => null,
    };

    // The groups whose lines are counted: nothing of the stack's own writes there but flow logs.
    private static IEnumerable<string> LogGroups(Plan plan) => plan.OfType(ResourceTypes.LogMetricFilter)
        .Select(it => it.Input()["logGroupName"].Text)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);
}
