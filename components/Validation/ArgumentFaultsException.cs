using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The arguments of a component, or a stack's configuration, hold one or more faults. The message lists the first
/// dozen, and says how many more there are.
/// It is a <see cref="ResourceException"/> with a hidden stack, so that <c>pulumi up</c> prints the message alone.
/// </summary>
public sealed class ArgumentFaultsException : ResourceException
{
    // More than a screen of them helps nobody, and one mistake often makes many.
    private const int MostShown = 12;

    /// <summary>Creates the exception for a subject and its faults.</summary>
    /// <param name="subject">What was refused, for example <c>FlowerDashboard "flower"</c>.</param>
    /// <param name="faults">The faults, at least one.</param>
    /// <param name="resource">The component whose arguments are refused, or null outside a component.</param>
    internal ArgumentFaultsException(string subject, IReadOnlyList<ArgumentFault> faults, Resource? resource = null)
        : base(Describe(subject, faults), resource, hideStack: true) =>
        Faults = faults;

    /// <summary>Every fault, in the order of the arguments.</summary>
    public IReadOnlyList<ArgumentFault> Faults { get; }

    private static string Describe(string subject, IReadOnlyList<ArgumentFault> faults) =>
        $"{subject} has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}:\n"
        + string.Join("\n", faults.Take(MostShown).Select(fault => $"  - {fault}"))
        + (faults.Count > MostShown ? $"\n  and {faults.Count - MostShown} more" : "");
}
