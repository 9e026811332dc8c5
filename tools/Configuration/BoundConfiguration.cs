using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A stack's configuration as arguments, with what is wrong with it. Where a value is missing or refused, another stands in for
/// it: components can be asked for the rest of the faults, and nothing is created before <see cref="ThrowIfAny"/>.
/// </summary>
/// <typeparam name="T">The class that describes the configuration.</typeparam>
public sealed class BoundConfiguration<T>
    where T : InputArgs
{
    private readonly ConfigurationFaults _faults;

    internal BoundConfiguration(
        T args, ConfigurationFaults faults, IReadOnlyDictionary<string, string> texts,
        IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> secretKeys)
    {
        (Args, _faults, Texts) = (args, faults, texts);
        (Settings, SecretKeys) = (settings, secretKeys);
    }

    /// <summary>The arguments.</summary>
    public T Args { get; }

    /// <summary>Every text that the file gives, by its key, such as <c>dashboards.flower.host</c>. It may be secret.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Every setting of the stack by its full key, those of providers among them, as the engine hands it over.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The full keys of the settings of which any part is encrypted.</summary>
    public IReadOnlyList<string> SecretKeys { get; }

    /// <summary>Every fault, in the order in which they were found.</summary>
    public IReadOnlyList<ArgumentFault> Faults => _faults.All;

    /// <summary>Whether a key, or anything inside it, has a fault.</summary>
    /// <param name="key">The key, without the project's name.</param>
    public bool HasFault(string key) => _faults.Has(key);

    /// <summary>Refuses a value.</summary>
    /// <param name="key">The key, without the project's name. What another key gives is refused there.</param>
    /// <param name="value">The value, or null when it is missing. Never a secret.</param>
    /// <param name="problem">What is wrong, as a clause that follows the value.</param>
    /// <param name="fix">What to do, as an imperative sentence.</param>
    public void Refuse(string key, string? value, string problem, string fix) => _faults.Add(key, value, problem, fix);

    /// <summary>Takes over what a component refuses of the arguments below a key.</summary>
    /// <param name="key">The key, without the project's name.</param>
    /// <param name="faults">The component's faults, of which each names an argument, or none for all of them.</param>
    public void Refuse(string key, IEnumerable<ArgumentFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        foreach (var fault in faults)
            _faults.Add(fault.Key.Length == 0 ? key : $"{key}.{fault.Key}", fault.Value, fault.Problem, fault.Fix);
    }

    /// <summary>Refuses a setting that isn't the project's own.</summary>
    /// <param name="key">The full key, for example <c>aws:region</c>.</param>
    /// <param name="value">The value, or null when it is missing. Never a secret.</param>
    /// <param name="problem">What is wrong, as a clause that follows the value.</param>
    /// <param name="fix">What to do, as an imperative sentence.</param>
    public void RefuseSetting(string key, string? value, string problem, string fix) => _faults.AddForeign(key, value, problem, fix);

    /// <summary>Throws when there is any fault.</summary>
    /// <exception cref="ArgumentFaultsException">There is at least one fault.</exception>
    public void ThrowIfAny()
    {
        if (Faults.Count > 0)
            throw new ArgumentFaultsException($"The configuration of stack \"{Deployment.Instance.StackName}\"", Faults);
    }
}
