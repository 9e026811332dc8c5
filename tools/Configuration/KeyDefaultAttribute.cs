namespace FlowerInfra;

/// <summary>
/// Says where a key of a configuration has its value from when it is left out: from another key, or from the program. It stands
/// on the class that describes the configuration, because one class of arguments may stand in several places.
/// </summary>
/// <param name="key">The key, for example <c>dashboards.NAME.images</c>.</param>
/// <param name="from">The keys whose value it has, the first that is given; none when the program decides.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class KeyDefaultAttribute(string key, params string[] from) : Attribute
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The keys whose value it has.</summary>
    public IReadOnlyList<string> From { get; } = from;

    /// <summary>Whether the key can't be given by itself. It is in no documentation and no schema then.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The default that the program chooses, for the documentation.</summary>
    public string? Text { get; init; }
}
