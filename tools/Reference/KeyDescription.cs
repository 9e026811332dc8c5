namespace FlowerInfra;

/// <summary>What a user wants to know of a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Default">What holds when it is left out; null when it has to be given.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Weakens">What it weakens, or null.</param>
/// <param name="Example">A value as YAML, or null for what has keys of its own.</param>
/// <param name="SameAs">The key with the same keys below it that are described there, or null.</param>
internal sealed record KeyDescription(ConfigurationKey Key, string? Default, string Meaning, string? Weakens, string? Example, ConfigurationKey? SameAs)
{
    /// <summary>What it takes.</summary>
    public string Takes => Key.Member!.IsSecret ? "encrypted text" : Key.Kind.Word();
}
