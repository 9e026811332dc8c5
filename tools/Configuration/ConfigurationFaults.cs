namespace FlowerInfra;

/// <summary>
/// The faults of a configuration under its own keys. What follows from a fault isn't reported beside it: of one key the first
/// fault stands, and what can't be read at all has no faults inside.
/// </summary>
/// <param name="project">The project, whose name comes before each key.</param>
internal sealed class ConfigurationFaults(string project)
{
    private readonly ArgumentFaults _faults = new();

    // The keys with faults, and those with what can't be read.
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    // Every key that has a fault inside.
    private readonly HashSet<string> _around = new(StringComparer.Ordinal);

    // Where the value of a key that is left out stands.
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <summary>The faults recorded so far, with their full keys.</summary>
    public IReadOnlyList<ArgumentFault> All => _faults.All;

    /// <summary>A key as the file has it.</summary>
    /// <param name="key">The key.</param>
    public string Full(string key) => $"{project}:{key}";

    /// <summary>Says where the value of a key stands that is left out.</summary>
    /// <param name="key">The key.</param>
    /// <param name="place">The key that has the value.</param>
    public void Place(string key, string place) => _places[key] = place;

    /// <summary>Counts a key as one whose value can't be read, and about which nothing more is to say.</summary>
    /// <param name="key">The key.</param>
    public void Silence(string key) => _unreadable.Add(key);

    /// <summary>Whether nothing more is to say about a key.</summary>
    /// <param name="key">The key.</param>
    public bool IsSilent(string key) => _unreadable.Contains(key) || Around(key).Any(_unreadable.Contains);

    /// <summary>Whether a key, or anything inside it, has a fault, or can't be read.</summary>
    /// <param name="key">The key.</param>
    public bool Has(string key) => _keys.Contains(key) || _around.Contains(key) || IsSilent(key);

    /// <summary>Records what a value is that can't be read.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, or null when it is missing or may be secret.</param>
    /// <param name="problem">What is wrong, as a clause that follows the value.</param>
    /// <param name="fix">What to do, as an imperative sentence.</param>
    public void AddUnreadable(string key, string? value, string problem, string fix)
    {
        Add(key, value, problem, fix);
        Silence(key);
    }

    /// <summary>Records a fault.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The refused value, or null when it is missing. Never a secret.</param>
    /// <param name="problem">What is wrong, as a clause that follows the value.</param>
    /// <param name="fix">What to do, as an imperative sentence.</param>
    public void Add(string key, string? value, string problem, string fix)
    {
        var at = PlaceOf(key);
        if (IsSilent(at))
            return;
        _keys.Add(at);
        _around.UnionWith(Around(at));
        _faults.Add(Full(at), value, problem, fix);
    }

    /// <summary>Records a fault of a key that isn't the project's own.</summary>
    /// <param name="key">The full key, for example <c>aws:region</c>.</param>
    /// <param name="value">The refused value, or null when it is missing. Never a secret.</param>
    /// <param name="problem">What is wrong, as a clause that follows the value.</param>
    /// <param name="fix">What to do, as an imperative sentence.</param>
    public void AddForeign(string key, string? value, string problem, string fix) => _faults.Add(key, value, problem, fix);

    // A key that is left out, or inside one, is found where the value stands.
    private string PlaceOf(string key)
    {
        foreach (var around in Around(key).Prepend(key))
        {
            if (_places.TryGetValue(around, out var place))
                return $"{place}{key[around.Length..]}";
        }

        return key;
    }

    // The keys that a key stands in, from the inside.
    private static IEnumerable<string> Around(string key)
    {
        for (var end = key.LastIndexOfAny(['.', '[']); end > 0; end = key.LastIndexOfAny(['.', '['], end - 1))
            yield return key[..end];
    }
}
