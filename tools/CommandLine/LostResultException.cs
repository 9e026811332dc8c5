namespace FlowerInfra;

/// <summary>A result can't be written to the standard output.</summary>
/// <param name="inner">Why.</param>
internal sealed class LostResultException(Exception inner)
    : Exception($"The result can't be written to standard output: {inner.Message.TrimEnd('.')}.", inner);
