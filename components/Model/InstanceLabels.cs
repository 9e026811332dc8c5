using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// The labels by which <c>kubectl</c> finds every object of a stack or an instance, whichever component makes it. What
/// applies rendered manifests deletes by them what is rendered no more.
/// </summary>
internal static class InstanceLabels
{
    /// <summary>Adds the labels to every Kubernetes object below a component.</summary>
    /// <param name="instance">The instance's name.</param>
    public static ResourceTransformation For(string instance)
    {
        (string Key, string Value)[] labels =
        [
            ("app.kubernetes.io/instance", instance),
            ("app.kubernetes.io/part-of", "flower-infra"),
            // Stacks may share a cluster, and name their dashboards alike.
            ("flower-infra/stack", Deployment.Instance.StackName),
        ];
        return it =>
        {
            // The arguments of all kinds have their metadata under this name, and no type of their own for it.
            var property = it.Args?.GetType().GetProperty("Metadata");
            if (property?.GetValue(it.Args) is not Input<ObjectMetaArgs> metadata)
                return null;
            property.SetValue(it.Args, (Input<ObjectMetaArgs>)metadata.Apply(given => With(given, labels)));
            return new ResourceTransformationResult(it.Args!, it.Options);
        };
    }

    /// <summary>Records a fault when the stack's name can't be a label's value.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="stack">The stack's name.</param>
    public static void ValidateStack(ArgumentFaults faults, string stack) => faults.Require(
        PodLabels.IsValue(stack), "stack", stack, "can't be the value of a label",
        "Name the stack with at most 63 letters, digits, hyphens, points and underscores, a letter or a digit first and last.");

    private static ObjectMetaArgs With(ObjectMetaArgs metadata, IEnumerable<(string Key, string Value)> labels)
    {
        var all = new InputMap<string>();
        foreach (var (key, value) in labels)
            all.Add(key, value);
        metadata.Labels = InputMap<string>.Merge(metadata.Labels, all);
        return metadata;
    }
}
