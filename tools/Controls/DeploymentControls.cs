using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>
/// Controls of where a stack goes. Credentials and a kubeconfig are chosen outside the stack's code, and every name in it
/// may exist in another account or cluster too.
/// </summary>
internal static class DeploymentControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-DEP-01", Severity.High, "AWS resources go to one region of named accounts")
        {
            Sources = [],
            Fix = "Give the resource, or the component above it, a provider with region and allowedAccountIds.",
            Check = Control.Several(
                Control.Each(AwsProvider, it => Verdict.All(
                    it["region"].IsGiven,
                    it["allowedAccountIds"].Meets(it["allowedAccountIds"].Parsed.Items.Any(), "is empty"))),
                plan => OfDefaultProvider(plan, "aws:")),
        },
        new("FLW-DEP-02", Severity.High, "Kubernetes objects go to one named cluster")
        {
            Sources = [],
            Fix = "Give the object, or the component above it, a provider with the cluster's kubeconfig as a text, or with a context.",
            Check = Control.Several(
                Control.Each(KubernetesProvider, it => Verdict.Any(it["context"].IsGiven, NamesCluster(it["kubeconfig"]))),
                plan => OfDefaultProvider(plan, "kubernetes:")),
        },
    ];

    private static IEnumerable<Finding> OfDefaultProvider(PlanIndex plan, string package) => plan.Resources
        .Where(it => it.Type.StartsWith(package, StringComparison.Ordinal) && it.Provider is null)
        .Select(it => new Finding(it, Verdict.Fail("goes to the default provider, which takes what happens to be current")));

    // The path of a file is a valid value too, and says nothing about what stands there.
    private static Verdict NamesCluster(PlanProperty config) => config.Text is { } text && !PlanReference.IsIn(text)
        ? Verdict.When(text.Contains("clusters", StringComparison.Ordinal), "kubeconfig is the path of a file, and no context is given")
        : config.IsGiven;
}
