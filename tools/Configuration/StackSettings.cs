namespace FlowerInfra;

/// <summary>A stack's configuration as the engine hands it to a program.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Stack">The stack's name.</param>
/// <param name="Values">The values by full key, for example <c>aws:region</c>. Objects and lists are JSON.</param>
/// <param name="SecretKeys">The keys whose value is secret; the value itself is <see cref="Plan.Secret"/>.</param>
public sealed record StackSettings(
    string Project, string Stack, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> SecretKeys)
{
    /// <summary>What is wrong in the stack's file, where the rest of it could be read.</summary>
    public IReadOnlyList<ArgumentFault> Faults { get; init; } = [];
}
