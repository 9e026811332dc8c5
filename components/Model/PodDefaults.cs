using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace FlowerInfra;

/// <summary>
/// The security settings that every pod and container here shares: the restricted pod security standard in full, and what
/// the scanners ask beyond it (CKV_K8S_22, CKV_K8S_40, KSV-0014, KSV-0020, C-0017).
/// </summary>
internal static class PodDefaults
{
    /// <summary>Flower's image runs as 1000; the scanners want 10,000 or more, and Flower needs nothing of its own user.</summary>
    public const int UserId = 10001;

    /// <summary>Files of ConfigMaps and secrets: readable by the pod's user and group, 0440.</summary>
    public const int ReadOnlyFileMode = 0b100_100_000;

    /// <summary>
    /// The labels by which a namespace enforces the restricted standard: that of the cluster's own version, so that what a new one
    /// forbids is forbidden here at once.
    /// </summary>
    public static InputMap<string> RestrictedNamespace() => new()
    {
        ["app.kubernetes.io/managed-by"] = "pulumi",
        ["pod-security.kubernetes.io/audit"] = "restricted",
        ["pod-security.kubernetes.io/audit-version"] = "latest",
        ["pod-security.kubernetes.io/enforce"] = "restricted",
        ["pod-security.kubernetes.io/enforce-version"] = "latest",
        ["pod-security.kubernetes.io/warn"] = "restricted",
        ["pod-security.kubernetes.io/warn-version"] = "latest",
    };

    /// <summary>The pod's security context.</summary>
    public static PodSecurityContextArgs PodSecurity() => new()
    {
        RunAsNonRoot = true,
        RunAsUser = UserId,
        RunAsGroup = UserId,
        FsGroup = UserId,
        FsGroupChangePolicy = "OnRootMismatch",
        SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
    };

    /// <summary>A container's security context.</summary>
    public static SecurityContextArgs ContainerSecurity() => new()
    {
        AllowPrivilegeEscalation = false,
        Privileged = false,
        ReadOnlyRootFilesystem = true,
        RunAsNonRoot = true,
        Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
    };

    /// <summary>Requests and limits: CPU in millicores, memory and ephemeral storage in MiB.</summary>
    public static ResourceRequirementsArgs Resources(int cpuMillicores, int cpuLimitMillicores, int memoryMiB) => new()
    {
        Requests =
        {
            ["cpu"] = $"{cpuMillicores}m",
            ["ephemeral-storage"] = "64Mi",
            ["memory"] = $"{memoryMiB}Mi",
        },
        Limits =
        {
            ["cpu"] = $"{cpuLimitMillicores}m",
            ["ephemeral-storage"] = "128Mi",
            ["memory"] = $"{memoryMiB}Mi",
        },
    };
}
