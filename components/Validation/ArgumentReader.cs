using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra;

/// <summary>
/// Reads a component's arguments into typed values. What is known at once is checked at once: all its faults stand in one
/// message, before the first child is created. What another resource gives is checked when it is known, in an Apply on which
/// everything depends that is made of the value.
/// </summary>
internal sealed class ArgumentReader
{
    private readonly string _subject;
    private readonly Resource? _resource;
    private readonly string _path;

    /// <summary>Starts at the arguments of a component.</summary>
    /// <param name="subject">What is refused, for example <c>FlowerDashboard "flower"</c>.</param>
    /// <param name="resource">The component, or null where arguments are checked without one.</param>
    public ArgumentReader(string subject, Resource? resource = null)
        : this(subject, resource, "", new ArgumentFaults())
    {
    }

    private ArgumentReader(string subject, Resource? resource, string path, ArgumentFaults faults) =>
        (_subject, _resource, _path, Faults) = (subject, resource, path, faults);

    /// <summary>The faults of what is known, with their whole paths.</summary>
    public ArgumentFaults Faults { get; }

    /// <summary>The reader of a group of arguments.</summary>
    /// <param name="key">The group's name.</param>
    public ArgumentReader At(string key) => new(_subject, _resource, $"{_path}{key}.", Faults);

    /// <summary>The whole path of an argument.</summary>
    /// <param name="name">The argument's name.</param>
    public string Key(string name) => $"{_path}{name}";

    /// <summary>Throws when an argument that is known has a fault.</summary>
    /// <exception cref="ArgumentFaultsException">There is at least one fault.</exception>
    public void ThrowIfAny() => Faults.ThrowIfAny(_subject, _resource);

    /// <summary>Records a fault of a plain argument when a condition does not hold.</summary>
    /// <param name="holds">Whether the argument is acceptable.</param>
    /// <param name="key">The argument's name.</param>
    /// <param name="value">The refused value, or null when it is missing. Never a secret.</param>
    /// <param name="problem">What is wrong, as a clause that follows the value.</param>
    /// <param name="fix">What to do, as an imperative sentence.</param>
    public void Require(bool holds, string key, string? value, string problem, string fix) =>
        Faults.Require(holds, Key(key), value, problem, fix);

    /// <summary>Reads a plain argument.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The argument's name.</param>
    /// <param name="text">The argument as given.</param>
    /// <param name="parse">The type's parser.</param>
    /// <returns>The value, or null when a fault was recorded.</returns>
    public T? Plain<T>(string key, string? text, ArgumentFaults.TryParse<T> parse)
        where T : class => Faults.Parse(Key(key), text, parse);

    /// <summary>Reads a plain list.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="key">The list's name.</param>
    /// <param name="texts">The list as given; null counts as empty.</param>
    /// <param name="parse">The type's parser.</param>
    /// <returns>The values that were accepted, in the order given.</returns>
    public IReadOnlyList<T> PlainList<T>(string key, IEnumerable<string>? texts, ArgumentFaults.TryParse<T> parse)
        where T : class => Faults.ParseAll(Key(key), texts, parse);

    /// <summary>Checks a text that has to be there.</summary>
    /// <param name="key">The argument's name.</param>
    /// <param name="text">The argument as given.</param>
    /// <param name="rule">What it has to look like.</param>
    public Output<string> Text(string key, Input<string>? text, TextRule rule) =>
        Check(text.ToOutput(), (value, faults) => rule.Check(faults, Key(key), value));

    /// <summary>Checks a text that may be left out.</summary>
    /// <param name="key">The argument's name.</param>
    /// <param name="text">The argument as given.</param>
    /// <param name="rule">What it has to look like.</param>
    /// <returns>The text, or null when it was left out.</returns>
    public Output<string>? OptionalText(string key, Input<string>? text, TextRule rule) => text is null ? null : Text(key, text, rule);

    /// <summary>Checks the name of an identity provider's host, which may name the port of HTTPS.</summary>
    /// <param name="key">The argument's name.</param>
    /// <param name="text">The argument as given.</param>
    public Output<string> ProviderHost(string key, Input<string> text) => Check(text.ToOutput(), (value, faults) =>
    {
        if (UnresolvedReference.StandsIn(value))
            return;
        if (SignInAddress.NamesOtherPort(value ?? ""))
            faults.Add(Key(key), value, SignInAddress.OtherPort, "Let the provider listen on 443, and write its bare name.");
        else
            faults.Parse<HostName>(Key(key), value is null ? null : SignInAddress.WithoutDefaultPort(value), HostName.TryParse);
    });

    /// <summary>Checks a list of texts.</summary>
    /// <param name="key">The list's name.</param>
    /// <param name="texts">The list as given; null counts as empty.</param>
    /// <param name="rule">What each of them has to look like.</param>
    public Output<ImmutableArray<string>> Texts(string key, InputList<string>? texts, TextRule rule) =>
        Check(Known(texts), (values, faults) =>
        {
            for (var i = 0; i < values.Length; i++)
                rule.Check(faults, Key($"{key}[{i}]"), values[i]);
        });

    /// <summary>Reads a list of values.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="key">The list's name.</param>
    /// <param name="texts">The list as given; null counts as empty.</param>
    /// <param name="parse">The type's parser.</param>
    public Output<ImmutableArray<T>> Values<T>(string key, InputList<string>? texts, ArgumentFaults.TryParse<T> parse)
        where T : class => Values(key, texts, parse, (values, _) => values);

    /// <summary>Reads a list of values and makes one of them.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TResult">The type of what is made of them.</typeparam>
    /// <param name="key">The list's name.</param>
    /// <param name="texts">The list as given; null counts as empty.</param>
    /// <param name="parse">The type's parser.</param>
    /// <param name="combine">Makes the one of them, and records what is wrong with them together. It sees accepted values only.</param>
    public Output<TResult> Values<T, TResult>(
        string key, InputList<string>? texts, ArgumentFaults.TryParse<T> parse, Func<ImmutableArray<T>, ArgumentFaults, TResult> combine)
        where T : class
    {
        var known = Known(texts);
        return UnresolvedReference.StandsIn(known)
            ? OutputUtilities.CreateUnknown(default(TResult)!)
            : Read(known, (texts, faults) =>
            {
                var values = faults.ParseAll(Key(key), texts, parse);
                return values.Count == texts.Length ? combine([.. values], faults) : default!;
            });
    }

    /// <summary>Checks a value by a rule of its own, now or when it is known.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="rule">Records the value's faults, with their whole paths.</param>
    /// <returns>The value, which what is made of it has to depend on.</returns>
    public Output<T> Check<T>(Output<T> value, Action<T, ArgumentFaults> rule) => Read(value, (it, faults) =>
    {
        rule(it, faults);
        return it;
    });

    private Output<TResult> Read<T, TResult>(Output<T> value, Func<T, ArgumentFaults, TResult> read)
    {
        if (KnownValue.TryGet(value, out var known))
        {
            var result = read(known, Faults);
            // Of the argument still: secret if it was, and dependent on what it came from.
            return value.Apply(_ => result);
        }

        return value.Apply(it =>
        {
            var faults = new ArgumentFaults();
            var result = read(it, faults);
            faults.ThrowIfAny(_subject, _resource);
            return result;
        });
    }

    private static Output<ImmutableArray<string>> Known(InputList<string>? texts) =>
        texts?.ToOutput() ?? Output.Create(ImmutableArray<string>.Empty);
}
