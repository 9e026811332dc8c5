using static FlowerInfra.Concern;
using static FlowerInfra.Impact;
using static FlowerInfra.PropertyRule;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What changes of resources mean for credentials.</summary>
internal static class SecretRules
{
    /// <summary>The rules about properties.</summary>
    public static IReadOnlyList<PropertyRule> Properties { get; } =
    [
        new([], "", Secrecy),
        Any(Secrets, Caution, [MountedSecrets], "spec", "gives the pod other secrets"),
        Any(Secrets, Caution, [CopiedSecret], "spec", "gives the pod other secrets"),
        Any(Secrets, Caution, [KubernetesSecret], "data", "holds other values"),
        Any(Secrets, Caution, [KubernetesSecret], "stringData", "holds other values"),
        Values(Secrets, Caution, [SecretRotation], "", "is rotated otherwise"),
    ];

    /// <summary>What it means that a resource comes, goes or is replaced.</summary>
    /// <param name="change">The change.</param>
    public static Explanation? Of(ResourceChange change) => (change.Type, change.Kind) switch
    {
        (RandomPassword, ChangeKind.Replace) => new(Secrets, Caution, "is rotated: a new value is generated"),
        (SecretVersion, ChangeKind.Replace) => new(Secrets, Caution, "is rotated: the old value no longer counts"),
        (Secret, ChangeKind.Replace) => new(Secrets, Danger, "is replaced: nothing can be read under the old one's ARN"),
        (Secret, ChangeKind.Delete) => new(
            Secrets, Danger, $"is deleted, and comes back for {SummaryWords.Days(change.Before!.Input()["recoveryWindowInDays"], "30 days")}"),
        (SecretRotation, ChangeKind.Delete) => new(Secrets, Caution, "no longer rotates by itself"),
        (SecretRotation, ChangeKind.Create) => new(Secrets, Better, "rotates by itself now"),
        (IamRole, ChangeKind.Replace or ChangeKind.Delete) => new(Secrets, Caution, "loses the sessions of whoever has assumed it"),
        (PodIdentity, ChangeKind.Replace or ChangeKind.Delete) => new(Secrets, Caution, "gives its pods no credentials until they start again"),
        _ => null,
    };

    // The engine prints the old value of what becomes a secret (https://github.com/pulumi/pulumi/issues/4957).
    private static Explanation? Secrecy(PropertyChange property, ResourceChange change) => (property.TextBefore, property.TextAfter) switch
    {
        (Plan.Secret, _) when property.After is not null => new(Secrets, Danger, $"{property.Path} is no longer a secret, and stands in the clear in the state"),
        (_, Plan.Secret) when property.Before is not null => new(Secrets, Caution, $"{property.Path} is a secret now; its old value stays in the state's history"),
        _ => null,
    };
}
