using System.Diagnostics.CodeAnalysis;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Collects the faults of one component's arguments, so that all of them are reported together and before the first
/// child resource is created.
/// </summary>
internal sealed class ArgumentFaults
{
    private readonly List<ArgumentFault> _faults = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Parses a text into a typed value and records a fault when it is refused.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="text">The text; null or empty is a fault of its own.</param>
    /// <param name="value">The value, or null when there was a fault.</param>
    /// <param name="fault">Why the text is refused.</param>
    public delegate bool TryParse<T>(string? text, [NotNullWhen(true)] out T? value, out ValueFault fault)
        where T : class;

    /// <summary>The faults recorded so far.</summary>
    public IReadOnlyList<ArgumentFault> All => _faults;

    /// <summary>Records a fault. The first one of a key stands: what follows from it would only hide it.</summary>
    /// <param name="key">The argument's path.</param>
    /// <param name="value">The refused value, or null when it is missing. It isn't kept where a secret belongs.</param>
    /// <param name="problem">What is wrong, as a clause that follows the value.</param>
    /// <param name="fix">What to do, as an imperative sentence.</param>
    public void Add(string key, string? value, string problem, string fix)
    {
        if (_keys.Add(key))
            _faults.Add(new ArgumentFault(key, value is not null && ShownValue.IsOpen(key, value) ? value : null, problem, fix));
    }

    /// <summary>Records a fault when a condition does not hold.</summary>
    /// <param name="holds">Whether the argument is acceptable.</param>
    /// <param name="key">The argument's path.</param>
    /// <param name="value">The refused value, or null when it is missing. Never a secret.</param>
    /// <param name="problem">What is wrong, as a clause that follows the value.</param>
    /// <param name="fix">What to do, as an imperative sentence.</param>
    public void Require(bool holds, string key, string? value, string problem, string fix)
    {
        if (!holds)
            Add(key, value, problem, fix);
    }

    /// <summary>Parses an argument with rules of its own.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The argument's path.</param>
    /// <param name="text">The argument as given.</param>
    /// <param name="parse">The type's parser.</param>
    /// <returns>The value, or null when a fault was recorded.</returns>
    public T? Parse<T>(string key, string? text, TryParse<T> parse)
        where T : class
    {
        if (parse(text, out var value, out var fault))
            return value;
        Add(key, text, fault.Problem, fault.Fix);
        return null;
    }

    /// <summary>Parses a list of arguments with rules of their own; each fault names its index.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="key">The list's path.</param>
    /// <param name="texts">The arguments as given; null counts as empty.</param>
    /// <param name="parse">The type's parser.</param>
    /// <returns>The values that were accepted, in the order given.</returns>
    public IReadOnlyList<T> ParseAll<T>(string key, IEnumerable<string>? texts, TryParse<T> parse)
        where T : class =>
        [.. (texts ?? []).Select((text, index) => Parse($"{key}[{index}]", text, parse)).OfType<T>()];

    /// <summary>Throws when there is any fault.</summary>
    /// <param name="subject">What was refused, for example <c>FlowerDashboard "flower"</c>.</param>
    /// <param name="resource">The component whose arguments are refused, or null outside a component.</param>
    /// <exception cref="ArgumentFaultsException">There is at least one fault.</exception>
    public void ThrowIfAny(string subject, Resource? resource = null)
    {
        if (_faults.Count > 0)
            throw new ArgumentFaultsException(subject, _faults, resource);
    }
}
