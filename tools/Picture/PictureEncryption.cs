namespace FlowerInfra;

/// <summary>How an edge is encrypted.</summary>
/// <param name="Holds">Whether it is; null when the plan doesn't tell.</param>
/// <param name="Words">With what.</param>
internal sealed record PictureEncryption(bool? Holds, string Words)
{
    /// <summary>What nobody can tell from a plan.</summary>
    public static PictureEncryption Unknown { get; } = new(null, "the plan doesn't tell");

    /// <summary>What holds for two edges in one.</summary>
    /// <param name="other">The other edge's.</param>
    public PictureEncryption With(PictureEncryption other) => this == other || other == Unknown ? this
        : this == Unknown ? other
        : new PictureEncryption(Holds == other.Holds ? Holds : null, string.Join("; ", new[] { Words, other.Words }.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
}
