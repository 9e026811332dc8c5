using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of signed messages: who has which key, and who believes whom.</summary>
internal static class SigningControls
{
    private const string PrivateKey = "tls.key";

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-SIG-01", Severity.Critical, "A pod has the certificates of other signers, and never their keys")
        {
            Sources = [],
            Guide = Guides.Signing,
            Fix = "Name the items of each projected secret, without tls.key.",
            Check = PodControls.EachPod(pod => Verdict.All(
                from volume in pod["volumes"].Items
                from source in volume["projected"]["sources"].Items
                where source.IsUnknown || !source["secret"].IsAbsent
                select HasNoKey(source))),
        },
        new("FLW-SIG-02", Severity.High, "No two workloads sign with one key")
        {
            Sources = [],
            Guide = Guides.Signing,
            Fix = "Give each a signer of its own: a key in two places can be withdrawn from neither alone.",
            Check = plan => Signers(plan).Select(it => new Finding(it.Workload, IsAlone(plan, it.Workload, it.Key))),
        },
        new("FLW-SIG-03", Severity.High, "The viewers' Flower has no key to sign with")
        {
            Sources = [],
            Guide = Guides.Signing,
            Fix = "Take the key out of the viewers' pod: without one, workers refuse its control messages whoever takes it over.",
            Check = plan => plan.FlowerPods.Where(it => !it.IsForAdministrators).Select(it => new Finding(it.Workload, Verdict.All(
                it.Workload.PodSpec()["volumes"].IsUnknown ? Verdict.Unknown("volumes") : Verdict.When(KeyOf(it.Workload) is null, $"a key is mounted at {SigningFiles.KeyDirectory}"),
                it.Python(FlowerFiles.CeleryConfiguration, file => file.Assigned("security_key").Count == 0, "names a key to sign with")))),
        },
        new("FLW-SIG-04", Severity.Medium, "Workers run signed messages only")
        {
            Sources = [],
            Guide = Guides.Signing,
            Fix = "Give CeleryWorker a signature, or record in a waiver why everybody who writes to the broker may run tasks.",
            Check = plan => plan.WorkerPods.Select(it => new Finding(it.Workload, it.Python(
                FlowerFiles.CeleryConfiguration,
                // The last assignment counts, and the generated one is the last.
                file => file.Assigned("accept_content") is [.., { Value: { } last }] && last.Where(word => word.Kind == PythonTokenKind.Text)
                    .Select(word => word.Value).SequenceEqual(["auth"]),
                "accepts what nobody has signed"))),
        },
    ];

    private static Verdict HasNoKey(PlanProperty source)
    {
        if (source.IsUnknown)
            return Verdict.Unknown(source.Path);
        var items = source["secret"]["items"];
        return Verdict.All(
            items.Meets(items.Items.Any(), "is empty: every key of the secret is projected"),
            Verdict.All(items.Items.Select(it => it["key"].Meets(it["key"].Text != PrivateKey, "is another's key"))));
    }

    private static IEnumerable<(PlanResource Workload, PlanProperty Key)> Signers(PlanIndex plan) =>
        plan.OfType(Workloads).Select(it => (it, KeyOf(it))).Where(it => it.Item2 is not null).Select(it => (it.it, it.Item2!));

    // The secret that a pod mounts where its own key is.
    private static PlanProperty? KeyOf(PlanResource workload)
    {
        var pod = workload.PodSpec();
        var volumes = PodReading.Containers(pod).SelectMany(it => it["volumeMounts"].Items)
            .Where(it => it["mountPath"].Text?.TrimEnd('/') == SigningFiles.KeyDirectory).Select(it => it["name"].Text).ToHashSet(StringComparer.Ordinal);
        return pod["volumes"].Items.Where(it => volumes.Contains(it["name"].Text)).Select(it => (PlanProperty?)it["secret"]["secretName"]).FirstOrDefault();
    }

    private static Verdict IsAlone(PlanIndex plan, PlanResource workload, PlanProperty key)
    {
        if (key.IsUnknown)
            return Verdict.Unknown(key.Path);
        var others = Workloads.SelectMany(type => plan.InNamespaceOf(workload, type))
            .Where(it => it.Urn != workload.Urn && it.PodSpec()["volumes"].Items.Any(volume => volume["secret"]["secretName"].Text == key.Text))
            .Select(it => it.Name).Order(StringComparer.Ordinal).ToArray();
        return Verdict.When(others.Length == 0, $"{key.Text} is mounted by {string.Join(", ", others)} too");
    }
}
