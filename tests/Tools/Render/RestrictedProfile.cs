using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Tools.Render;

/// <summary>
/// The checks of the restricted pod security standard, the baseline's among them, under the ids that Kubernetes gives them
/// (<see href="https://kubernetes.io/docs/concepts/security/pod-security-standards/"/>).
/// </summary>
internal static class RestrictedProfile
{
    private static readonly string[] AllowedVolumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    private static readonly string[] SafeSysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
    ];

    private static readonly string?[] SeLinuxTypes = [null, "", "container_engine_t", "container_init_t", "container_kvm_t", "container_t"];

    /// <summary>The checks by id: whether a pod template passes.</summary>
    public static IReadOnlyDictionary<string, Func<JsonObject, bool>> Checks { get; } = new Dictionary<string, Func<JsonObject, bool>>(StringComparer.Ordinal)
    {
        ["allowPrivilegeEscalation"] = pod => Containers(pod).All(it => Flag(Security(it)?["allowPrivilegeEscalation"]) == false),
        ["appArmorProfile"] = pod => Contexts(pod).All(it => (string?)it?["appArmorProfile"]?["type"] is null or "RuntimeDefault" or "Localhost")
            && (pod["metadata"]?["annotations"]?.AsObject() ?? []).All(it =>
                !it.Key.StartsWith("container.apparmor.security.beta.kubernetes.io/", StringComparison.Ordinal)
                || (string)it.Value! == "runtime/default" || ((string)it.Value!).StartsWith("localhost/", StringComparison.Ordinal)),
        ["capabilities_restricted"] = pod => Containers(pod).All(it =>
            Texts(Security(it)?["capabilities"]?["drop"]).Contains("ALL") && Texts(Security(it)?["capabilities"]?["add"]).All(add => add == "NET_BIND_SERVICE")),
        ["hostNamespaces"] = pod => new[] { "hostNetwork", "hostPID", "hostIPC" }.All(it => Flag(Spec(pod)[it]) != true),
        ["hostPathVolumes"] = pod => Items(Spec(pod)["volumes"]).All(it => it["hostPath"] is null),
        ["hostPorts"] = pod => Containers(pod).SelectMany(it => Items(it["ports"])).All(it => (int?)it["hostPort"] is null or 0),
        ["hostProbesAndHostLifecycle"] = pod => Containers(pod)
            .SelectMany(it => new[] { it["livenessProbe"], it["readinessProbe"], it["startupProbe"], it["lifecycle"]?["postStart"], it["lifecycle"]?["preStop"] })
            .All(it => it?["httpGet"]?["host"] is null && it?["tcpSocket"]?["host"] is null),
        ["privileged"] = pod => Containers(pod).All(it => Flag(Security(it)?["privileged"]) != true),
        ["procMount"] = pod => Containers(pod).All(it => (string?)Security(it)?["procMount"] is null or "Default"),
        ["restrictedVolumes"] = pod => Items(Spec(pod)["volumes"]).All(it =>
            it.AsObject().Where(pair => pair.Key != "name").All(pair => AllowedVolumes.Contains(pair.Key, StringComparer.Ordinal))),
        ["runAsNonRoot"] = pod => Containers(pod).All(it => Flag(Security(it)?["runAsNonRoot"] ?? Security(Spec(pod))?["runAsNonRoot"]) == true),
        ["runAsUser"] = pod => Contexts(pod).All(it => (int?)it?["runAsUser"] != 0),
        ["seLinuxOptions"] = pod => Contexts(pod).Select(it => it?["seLinuxOptions"]).All(it =>
            SeLinuxTypes.Contains((string?)it?["type"]) && it?["user"] is null && it?["role"] is null),
        ["seccompProfile_restricted"] = pod => Containers(pod).All(it =>
            (string?)(Security(it)?["seccompProfile"] ?? Security(Spec(pod))?["seccompProfile"])?["type"] is "RuntimeDefault" or "Localhost"),
        ["sysctls"] = pod => Items(Security(Spec(pod))?["sysctls"]).All(it => SafeSysctls.Contains((string?)it["name"])),
        ["windowsHostProcess"] = pod => Contexts(pod).All(it => Flag(it?["windowsOptions"]?["hostProcess"]) != true),
    };

    /// <summary>Every pod template in an object, at any depth.</summary>
    public static IEnumerable<JsonObject> PodTemplates(JsonNode? node) => node switch
    {
        JsonObject template when template["spec"] is JsonObject spec && spec.ContainsKey("containers") => [template],
        JsonObject pairs => pairs.SelectMany(pair => PodTemplates(pair.Value)),
        JsonArray items => items.SelectMany(PodTemplates),
        _ => [],
    };

    private static JsonNode Spec(JsonObject pod) => pod["spec"]!;

    private static IEnumerable<JsonNode> Containers(JsonObject pod) =>
        new[] { "containers", "initContainers", "ephemeralContainers" }.SelectMany(it => Items(Spec(pod)[it]));

    private static IEnumerable<JsonNode?> Contexts(JsonObject pod) => Containers(pod).Select(Security).Prepend(Security(Spec(pod)));

    private static JsonNode? Security(JsonNode owner) => owner["securityContext"];

    private static bool? Flag(JsonNode? node) => (bool?)node;

    private static IEnumerable<JsonNode> Items(JsonNode? node) => (node?.AsArray() ?? []).OfType<JsonNode>();

    private static IEnumerable<string> Texts(JsonNode? node) => Items(node).Select(it => (string)it!);
}
