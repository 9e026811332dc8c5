using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

public sealed class InputMap<V> : Input<ImmutableDictionary<string, V>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, V>>>
{
    private readonly List<Output<ImmutableDictionary<string, Input<V>>>> _parts = [];

    // A part that overrides the ones before it, as Merge does; added parts must not repeat a key.
    private readonly HashSet<int> _overriding = [];

    public InputMap()
        : base(null)
    {
    }

    public Input<V> this[string key]
    {
        set => Add(key, value);
    }

    public void Add(string key, Input<V> value) =>
        _parts.Add(Output.Create(ImmutableDictionary<string, Input<V>>.Empty.Add(key, value)));

    public void Add(InputMap<V> values) => AddRange(values);

    public void AddRange(InputMap<V> values) => _parts.Add(values.ToInputs());

    public static InputMap<V> Merge(InputMap<V> first, InputMap<V> second)
    {
        var merged = new InputMap<V>();
        merged._parts.Add(first.ToInputs());
        merged._overriding.Add(1);
        merged._parts.Add(second.ToInputs());
        return merged;
    }

    public static implicit operator InputMap<V>(Dictionary<string, V> values) => FromOutput(Output.Create(values.AsEnumerable()));

    public static implicit operator InputMap<V>(ImmutableDictionary<string, V> values) => FromOutput(Output.Create(values.AsEnumerable()));

    public static implicit operator InputMap<V>(Output<Dictionary<string, V>> values) => FromOutput(values.Apply(it => it.AsEnumerable()));

    public static implicit operator InputMap<V>(Output<IDictionary<string, V>> values) => FromOutput(values.Apply(it => it.AsEnumerable()));

    public static implicit operator InputMap<V>(Output<ImmutableDictionary<string, V>> values) =>
        FromOutput(values.Apply(it => it.AsEnumerable()));

    public async IAsyncEnumerator<Input<KeyValuePair<string, V>>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var inputs = await ToInputs().DataTask.ConfigureAwait(false);
        foreach (var (key, value) in inputs.Value)
            yield return value.ToOutput().Apply(it => KeyValuePair.Create(key, it));
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"A {GetType().FullName} cannot be synchronously enumerated. Use GetAsyncEnumerator instead.");

    internal override Output<ImmutableDictionary<string, V>> ToOutput() => ToInputs().Apply(inputs =>
        Output.All(inputs.Select(pair => pair.Value.ToOutput().Apply(value => KeyValuePair.Create(pair.Key, value))))
            .Apply(pairs => pairs.ToImmutableDictionary()));

    private static InputMap<V> FromOutput(Output<IEnumerable<KeyValuePair<string, V>>> values)
    {
        var map = new InputMap<V>();
        map._parts.Add(values.Apply(it => it.ToImmutableDictionary(pair => pair.Key, pair => (Input<V>)pair.Value)));
        return map;
    }

    private Output<ImmutableDictionary<string, Input<V>>> ToInputs()
    {
        var overriding = _overriding.ToHashSet();
        return Output.All(_parts.ToArray()).Apply(parts =>
        {
            var builder = ImmutableDictionary.CreateBuilder<string, Input<V>>();
            for (var i = 0; i < parts.Length; i++)
            {
                foreach (var (key, value) in parts[i])
                {
                    if (overriding.Contains(i))
                        builder[key] = value;
                    else
                        builder.Add(key, value);
                }
            }

            return builder.ToImmutable();
        });
    }
}
