namespace FlowerInfra;

/// <summary>Says where a top-level key of an earlier version went, for the message to whoever still writes it.</summary>
/// <param name="key">The earlier key.</param>
/// <param name="to">The key that takes its value now.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class MovedKeyAttribute(string key, string to) : Attribute
{
    /// <summary>The earlier key.</summary>
    public string Key { get; } = key;

    /// <summary>The key that takes its value now.</summary>
    public string To { get; } = to;
}
