namespace FlowerInfra;

/// <summary>Which versions of Flower are admitted.</summary>
internal static class FlowerVersion
{
    /// <summary>Older ones drop the option <c>read_only</c> without a word and stay writable.</summary>
    public static Version FirstWithReadOnly { get; } = new(2, 1);
}
